"""Rows of the ladder for tests, with everything defaulted."""

import datetime
from decimal import Decimal
from itertools import count

from tests.people import TODAY, a_division, an_organisation
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.enterprises import actions, rules
from yuandu.mechanisms.enterprises.models import (
    Announcement,
    Booking,
    Equipment,
    Firm,
    Platform,
    Recognition,
)

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
