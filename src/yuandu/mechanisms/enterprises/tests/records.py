"""Rows of the ladder for tests, with everything defaulted."""

import datetime
from itertools import count

from tests.people import TODAY, a_division, an_organisation
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.enterprises import rules
from yuandu.mechanisms.enterprises.models import (
    Announcement,
    BatchDate,
    EarlyWarning,
    Firm,
    Platform,
    PoolPlace,
    Recognition,
    Standing,
    StandingSweep,
)
from yuandu.services.policies import actions as policies
from yuandu.services.policies.actions import Draft
from yuandu.services.policies.models import PolicyVersion
from yuandu.services.policies.tests.records import a_book

BOOK = {"assessed": "new", "is_next": False}
ANNOUNCED_ON = datetime.date(2025, 12, 18)
_numbers = count(1)


def a_firm(workspace: Workspace, **fields) -> Firm:
    """Return a firm in 青州 unless said otherwise; `name`, `code`, `division` are its party's."""
    of_party = {name: fields.pop(name) for name in ("name", "code", "division") if name in fields}
    defaults = {"name": f"示例阀门{next(_numbers)}有限公司", "division": a_division(workspace)}
    party = an_organisation(workspace, **defaults | of_party)
    return Firm.objects.create(workspace=workspace, party=party, **fields)


def an_announcement(workspace: Workspace, tier: str = "srdi_sme", **fields) -> Announcement:
    defaults = {"kind": "recognition", "published_on": ANNOUNCED_ON, "batch": "2025年度"}
    document = fields.pop("document", f"样本公告〔2025〕{next(_numbers)}号")
    return Announcement.objects.create(
        workspace=workspace, tier=tier, document=document, **defaults | fields
    )


def a_title(firm: Firm, tier: str = "srdi_sme", **fields) -> Recognition:
    source = fields.pop("announcement", None) or an_announcement(firm.workspace, tier)
    valid_from = fields.pop("valid_from", source.published_on)
    defaults = {"valid_from": valid_from, "valid_to": rules.last_day(valid_from)}
    return Recognition.objects.create(
        workspace=firm.workspace, firm=firm, tier=tier, announcement=source, **defaults | fields
    )


def an_innovation_platform(firm: Firm, level: str = "municipal", **fields) -> Platform:
    defaults = {
        "name": f"示例企业技术中心{next(_numbers)}",
        "kind": "technology_centre",
        "recognised_on": datetime.date(2021, 5, 1),
    }
    return Platform.objects.create(
        workspace=firm.workspace, host=firm.party, level=level, **defaults | fields
    )


def a_standing(firm: Firm, tier: str = "srdi_sme", **fields) -> Standing:
    """Return what a book says of a firm: that it is met, as a newcomer, unless said otherwise."""
    book = {name: fields.pop(name, usual) for name, usual in BOOK.items()}
    where = {"workspace": firm.workspace, "tier": tier, **book}
    sweep = StandingSweep.objects.filter(**where).first() or StandingSweep.objects.create(
        **where,
        version=a_version(firm.workspace),
        book_hash="0" * 64,
        hash="0" * 64,
        on=TODAY,
        cut_off=TODAY,
        firms=1,
        counts={},
    )
    said = {"state": "met", "unmet": [], "unknown": [], "person": []} | fields
    said.setdefault("lacks", len(said["unmet"]) + len(said["unknown"]))
    return Standing.objects.create(firm=firm, sweep=sweep, **where, **said)


def a_version(workspace: Workspace) -> PolicyVersion:
    """Return a version of a policy by which firms were measured."""
    found = PolicyVersion.objects.filter(workspace=workspace).first()
    if found is None:
        draft = Draft(a_book(kind="recognition", series="srdi_sme", benefits=[], budget=None))
        found = policies.create(by=Actor.system(workspace), draft=draft)
    return found


def a_warning(title: Recognition, *reasons: str) -> EarlyWarning:
    return EarlyWarning.objects.create(
        workspace=title.workspace,
        recognition=title,
        reasons=list(reasons or ["unmet_now"]),
        since_on=TODAY,
    )


def a_pool_place(firm: Firm, tier: str = "srdi_sme", **fields) -> PoolPlace:
    defaults = {"entered_on": TODAY, "entered_because": "成长性好"}
    return PoolPlace.objects.create(
        workspace=firm.workspace, firm=firm, tier=tier, **defaults | fields
    )


def a_batch(workspace: Workspace, tier: str = "srdi_sme", **fields) -> BatchDate:
    defaults = {
        "name": "2027年度",
        "opens_on": datetime.date(2026, 10, 1),
        "closes_on": datetime.date(2027, 3, 31),
    }
    return BatchDate.objects.create(workspace=workspace, tier=tier, **defaults | fields)
