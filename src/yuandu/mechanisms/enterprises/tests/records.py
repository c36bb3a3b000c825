"""Rows of the ladder for tests, with everything defaulted."""

import datetime
from decimal import Decimal
from itertools import count

from django.core.files.base import ContentFile

from tests.people import TODAY, a_division, an_organisation
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.registry.models import Fact, Party
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.enterprises import actions, rules
from yuandu.mechanisms.enterprises.models import (
    Announcement,
    Application,
    BatchDate,
    Booking,
    Document,
    EarlyWarning,
    Equipment,
    Firm,
    Platform,
    PoolPlace,
    Recognition,
    Standing,
    StandingSweep,
)
from yuandu.mechanisms.enterprises.queries.updates import NEEDED
from yuandu.services.policies import actions as policies
from yuandu.services.policies.actions import Draft
from yuandu.services.policies.models import PolicyVersion
from yuandu.services.policies.tests.records import a_book

BOOK = {"assessed": "new", "is_next": False}
ANNOUNCED_ON = datetime.date(2025, 12, 18)
# How an application goes, and what its gates ask for.
WAY = (
    *(("coach", "coaching"), ("submit", "review"), ("pass", "passed")),
    *(("recommend", "letter"), ("publish", "notice")),
)
EVIDENCE = {
    "letter": {"number": "潍工信推〔2026〕7号"},
    "notice": {"document": "样本公示〔2026〕3号", "until": "2026-12-01"},
}
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


def a_piece(platform: Platform, **fields) -> Equipment:
    """Return a microscope that is open Monday to Friday, 9 to 17."""
    defaults = {"name": f"示例扫描电镜{next(_numbers)}", "price": Decimal(300)}
    return Equipment.objects.create(
        workspace=platform.workspace, platform=platform, **defaults | fields
    )


def a_booking(piece: Equipment, firm: Party, **fields) -> Booking:
    """Return a booking of tomorrow, a Wednesday, from 9 to 11."""
    defaults = {"day": TODAY + datetime.timedelta(days=1), "first": 9, "last": 11}
    return actions.book(
        by=Actor.system(piece.workspace),
        equipment=piece,
        firm=firm,
        purpose="样品检测",
        **defaults | fields,
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


def a_title_application(
    by: Actor, firm: Firm, tier: str = "srdi_sme", stage: str = ""
) -> Application:
    """Return an application that the firm opened, moved on to `stage` by whoever has to."""
    made = actions.open_application(by=by, party=firm.party, tier=tier)
    system = Actor.system(by.workspace)
    for move, target in WAY:
        if made.track.stage == stage or not stage:
            break
        step(system, made, move, EVIDENCE.get(target, {}))
    return made


def step(by: Actor, application: Application, move: str, evidence=None, words: str = "") -> None:
    """Move an application."""
    application.refresh_from_db()
    track = Track.objects.get(pk=application.track_id)
    lifecycle.move(
        by=by,
        track=track,
        move=move,
        on=by.workspace.today(),
        expected_stage=track.stage,
        words=words,
        evidence=evidence or {},
    )
    application.refresh_from_db()
    application.track = track


def a_vault_paper(
    by: Actor, firm: Firm, kind: str = "audit_report", year: int | None = 2025, **fields
) -> Document:
    """Return a paper of the vault, of content of its own unless `content` is said."""
    content = fields.pop("content", f"%PDF-1.7\n{next(_numbers)}\n%%EOF\n".encode())
    upload = ContentFile(content, fields.pop("name", "审计报告.pdf"))
    return actions.keep_document(by=by, firm=firm, kind=kind, year=year, upload=upload, **fields)


def facts_of_a_year(firm: Firm, year: int, **amounts) -> None:
    """Report the facts that a yearly update wants."""
    known = dict.fromkeys(NEEDED, 20_000_000) | {"staff": 80} | amounts
    Fact.objects.bulk_create(
        Fact(
            workspace=firm.workspace,
            party=firm.party,
            kind=kind,
            value=value,
            from_on=datetime.date(year, 1, 1),
            to_on=datetime.date(year, 12, 31),
            reported_on=datetime.date(year + 1, 4, 20),
        )
        for kind, value in known.items()
    )
