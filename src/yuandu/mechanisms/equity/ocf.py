"""The register in the Open Cap Table Format 1.2.0: a folder of JSON files with a manifest.

How the format's notions, which are those of the United States, are used for a company in China
stands in `docs/ocf.md`. A certificate is a security; who holds through a vehicle stands in the
comments of the vehicle's security, for the format knows only legal title.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.equity import queries, rules
from yuandu.mechanisms.equity.models import (
    Certificate,
    Charter,
    Holder,
    ShareClass,
    ShareTransaction,
)
from yuandu.mechanisms.equity.refusals import OddShares

VERSION, COUNTRY = "1.2.0", "CN"
MANIFEST, STAKEHOLDERS, CLASSES, TRANSACTIONS = (
    "Manifest.ocf.json",
    "Stakeholders.ocf.json",
    "StockClasses.ocf.json",
    "Transactions.ocf.json",
)
type Files = dict[str, Mapping[str, Any]]


def files(by: Actor) -> Files:
    """Return the files of the company's register by name, the manifest last.

    Raises:
        OddShares: the company's legal form was never entered.
    """
    charter = queries.charter(by.workspace)
    if charter is None:
        raise OddShares("no-charter")
    classes = list(queries.classes(by))
    currency = by.workspace.currency
    found: Files = {
        STAKEHOLDERS: _file(
            "STAKEHOLDERS",
            map(_stakeholder, queries.holders_visible_to(by).select_related("worker")),
        ),
        CLASSES: _file("STOCK_CLASSES", (_stock_class(each, currency) for each in classes)),
        TRANSACTIONS: _file("TRANSACTIONS", _transactions(by, currency)),
    }
    found[MANIFEST] = _manifest(by, charter, classes, found)
    return found


def write(folder: Path, found: Files) -> list[Path]:
    """Write the files into a folder, the manifest last, so that it names what is there."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in found.items():
        path = folder / name
        path.write_bytes(encoded(content))
        written.append(path)
    return written


def encoded(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _file(kind: str, items: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    return {"file_type": f"OCF_{kind}_FILE", "items": list(items)}


def _manifest(
    by: Actor, charter: Charter, classes: list[ShareClass], found: Files
) -> dict[str, Any]:
    known = [each.authorised for each in classes if each.authorised is not None]
    issuer: dict[str, Any] = {
        "id": f"issuer-{by.workspace.slug}",
        "object_type": "ISSUER",
        "legal_name": charter.legal_name,
        "formation_date": charter.founded_on.isoformat(),
        "country_of_formation": COUNTRY,
        # Of all classes together, where each has a number.
        "initial_shares_authorized": str(sum(known))
        if classes and len(known) == len(classes)
        else "NOT APPLICABLE",
    }
    if charter.code:
        issuer["tax_ids"] = [{"tax_id": charter.code, "country": COUNTRY}]
    listed = {
        "stakeholders_files": STAKEHOLDERS,
        "stock_classes_files": CLASSES,
        "transactions_files": TRANSACTIONS,
    }
    return {
        "ocf_version": VERSION,
        "file_type": "OCF_MANIFEST_FILE",
        "issuer": issuer,
        "as_of": by.workspace.today().isoformat(),
        "generated_at": timezone.now().isoformat(timespec="seconds"),
        "stock_plans_files": [],
        "stock_legend_templates_files": [],
        "vesting_terms_files": [],
        "valuations_files": [],
        **{
            name: [
                {
                    "filepath": path,
                    # The format's own checksum, of what is written and not of secrets.
                    "md5": hashlib.md5(encoded(found[path]), usedforsecurity=False).hexdigest(),
                }
            ]
            for name, path in listed.items()
        },
    }


def _stakeholder(each: Holder) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": f"holder-{each.pk}",
        "object_type": "STAKEHOLDER",
        "name": {"legal_name": each.name},
        "stakeholder_type": "INSTITUTION" if each.is_institution else "INDIVIDUAL",
        "issuer_assigned_id": each.number,
        "current_relationship": _relationship(each),
    }
    if each.code:
        told["tax_ids"] = [{"tax_id": each.code, "country": COUNTRY}]
    if each.form:
        told["comments"] = [f"holding vehicle: {each.form}", *filter(None, [each.basis])]
    return told


def _relationship(each: Holder) -> str:
    if each.worker is not None:
        return "NON_US_EMPLOYEE" if each.worker.left_on is None else "EX_EMPLOYEE"
    return "OTHER" if each.form else "INVESTOR"


def _stock_class(each: ShareClass, currency: str) -> dict[str, Any]:
    return {
        "id": f"class-{each.pk}",
        "object_type": "STOCK_CLASS",
        "name": each.name,
        "class_type": "COMMON",
        "default_id_prefix": f"{each.code}-",
        "initial_shares_authorized": str(each.authorised) if each.authorised else "NOT APPLICABLE",
        "votes_per_share": _numeric(each.votes_per_share),
        "par_value": _money(each.par_value, currency),
        "seniority": "1",
    }


def _transactions(by: Actor, currency: str) -> Iterator[dict[str, Any]]:
    made: dict[int, list[Certificate]] = {}
    closed: dict[int, list[Certificate]] = {}
    papers = Certificate.objects.filter(workspace=by.workspace).select_related(
        "holding__holder", "holding__vehicle", "origin"
    )
    for each in papers.order_by("number"):
        made.setdefault(each.made_by_id, []).append(each)
        if each.closed_by_id is not None:
            closed.setdefault(each.closed_by_id, []).append(each)
    posted = queries.transactions_visible_to(by).filter(state=queries.POSTED)
    for found in posted.order_by("number"):
        new = made.get(found.pk, [])
        for each in new:
            yield _issuance(found, each, currency)
        for each in closed.get(found.pk, []):
            yield _ending(found, each, new, currency)


def _issuance(found: ShareTransaction, each: Certificate, currency: str) -> dict[str, Any]:
    legal = each.holding.vehicle or each.holding.holder
    comments = [f"{found.kind}: {found.reason}", *filter(None, [found.resolution])]
    if each.holding.vehicle:
        comments.append(f"beneficial holder: {each.holding.holder.number}")
    if each.is_balance:
        comments.append("balance of a security that was used in part")
    if found.price is None:
        comments.append("no price was paid or recorded")
    return {
        "id": f"tx-{found.number}-issuance-{each.number}",
        "object_type": "TX_STOCK_ISSUANCE",
        "date": found.on.isoformat(),
        "security_id": _security(each),
        "custom_id": str(each),
        "stakeholder_id": f"holder-{legal.pk}",
        "stock_class_id": f"class-{found.share_class_id}",
        "share_price": _money(found.price or Decimal(0), currency),
        "quantity": str(each.quantity),
        "stock_legend_ids": [],
        "security_law_exemptions": [],
        "comments": comments,
    }


def _ending(
    found: ShareTransaction, each: Certificate, new: list[Certificate], currency: str
) -> dict[str, Any]:
    """Return what ended a security: a transfer, a repurchase or a cancellation."""
    own = [other for other in new if other.origin_id == each.pk]
    balance = [other for other in own if other.is_balance]
    quantity = each.quantity - sum(other.quantity for other in balance)
    told: dict[str, Any] = {
        "id": f"tx-{found.number}-{found.kind}-{each.number}",
        "date": found.on.isoformat(),
        "security_id": _security(each),
        "quantity": str(quantity),
        "comments": [found.reason, *filter(None, [found.resolution])],
    }
    if balance:
        told["balance_security_id"] = _security(balance[0])
    if found.kind == rules.TRANSFER:
        results = [_security(other) for other in own if not other.is_balance]
        return told | {"object_type": "TX_STOCK_TRANSFER", "resulting_security_ids": results}
    if found.kind == rules.REPURCHASE:
        price = _money(found.price or Decimal(0), currency)
        return told | {"object_type": "TX_STOCK_REPURCHASE", "price": price}
    return told | {"object_type": "TX_STOCK_CANCELLATION", "reason_text": found.reason}


def _security(each: Certificate) -> str:
    return f"certificate-{each.number}"


def _numeric(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _money(value: Decimal, currency: str) -> dict[str, str]:
    return {"amount": _numeric(value), "currency": currency}
