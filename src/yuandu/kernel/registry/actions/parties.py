"""Entering and correcting parties."""

from typing import Any

from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.registry import queries, rules
from yuandu.kernel.registry.models import Division, Industry, Party
from yuandu.kernel.registry.refusals import (
    CodeTaken,
    NameMissing,
    WrongCode,
)


@transaction.atomic
def enter(
    *,
    by: Actor,
    kind: str,
    name: str,
    code: str = "",
    name_en: str = "",
    division: Division | None = None,
    industry: Industry | None = None,
) -> Party:
    """Enter a party.

    Raises:
        NameMissing: the name is empty.
        WrongCode: an organisation's code does not hold by the workspace's rules.
        CodeTaken: another party has the code.
    """
    party = Party(workspace=by.workspace, kind=kind)
    _fill(by, party, name=name, code=code, name_en=name_en, division=division, industry=industry)
    _save(party)
    audit.record(by, "party.enter", party, **_told(party))
    return party


@transaction.atomic
def change(*, by: Actor, party: Party, **fields: Any) -> None:
    """Correct a party's name, code, division or industry; raises as `enter`.

    The code is checked only where it changes: what an older rule let in can still be renamed.
    """
    before = _told(party)
    _fill(by, party, **fields)
    _save(party)
    after = _told(party)
    changed = {field: after[field] for field in after if after[field] != before[field]}
    if changed:
        was = {f"{field}_before": before[field] for field in changed}
        audit.record(by, "party.change", party, **changed, **was)


def _fill(by: Actor, party: Party, **fields: Any) -> None:
    code = rules.normal_code(fields.pop("code", party.code))
    if code != party.code or (party.pk is None and party.kind == "organisation"):
        _check_code(by, party, code)
    party.code = code
    for field, value in fields.items():
        setattr(party, field, value.strip() if isinstance(value, str) else value)
    if not party.name:
        raise NameMissing


def _check_code(by: Actor, party: Party, code: str) -> None:
    if party.kind == "organisation":
        problems = rules.check_organisation_code(code, by.workspace.code_rules)
        if problems:
            raise WrongCode(code, problems)
    holder = queries.by_code(by.workspace, code)
    if holder and holder.pk != party.pk:
        raise CodeTaken(code, holder if holder.kind == "organisation" else None)


def _save(party: Party) -> None:
    """Write a party; the database has the last word on who came first with a code."""
    fields = None if party.pk is None else ["name", "name_en", "code", "division", "industry"]
    try:
        with transaction.atomic():
            party.save(update_fields=fields)
    except IntegrityError as error:
        if "party_code_once" in str(error):
            raise CodeTaken(party.code) from error
        raise


def _told(party: Party) -> dict[str, Any]:
    """Return what the log may say for ever; of persons, nothing that names them."""
    told = {"kind": party.kind, "division": party.division_id, "industry": party.industry_id}
    if party.kind == "organisation":
        told |= {"name": party.name, "name_en": party.name_en, "code": party.code}
    return told
