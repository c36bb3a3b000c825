"""Firms with the titles they hold and held, and the titles that run out."""

import datetime
from typing import Annotated, Any, Literal

from django.core.exceptions import PermissionDenied
from ninja import Field, Query, Router, Schema

from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.enterprises import permissions, queries, rules
from yuandu.mechanisms.enterprises.api import shared
from yuandu.mechanisms.enterprises.api.shared import LadderFirmOut, Text, TierCode
from yuandu.mechanisms.enterprises.models import Recognition
from yuandu.mechanisms.enterprises.queries import Filters

router = Router()


class FirmListChoice(Schema):
    """Which firms; what is left out does not restrict."""

    words: Annotated[Text, Field(max_length=100, description="Of a name, or a code’s start")] = ""
    division: Annotated[Text, Field(max_length=20, description="Code")] = ""
    tier: TierCode | Literal["none"] | None = Field(
        None, description="A title held today; `none`: without any"
    )
    months: int | None = Field(None, ge=1, le=120, description="A title runs out within")
    page: int = Field(1, ge=1, le=10_000)


class TitleOut(Schema):
    """A title, as it was announced."""

    tier: str
    batch: str
    document: str
    announced_on: datetime.date
    valid_from: datetime.date
    valid_to: datetime.date = Field(description="The last day")
    is_held: bool = Field(description="Whether it is held today")
    ended_on: datetime.date | None = Field(description="From that day it no longer counts")
    ending: str = Field(description="failed_recheck, withdrawn or cancelled; empty: it did not end")
    ended_because: str
    ended_by: str = Field(description="Document that ended it")


class FirmWithTitlesOut(LadderFirmOut):
    titles: list[TitleOut] = Field(description="Those held today")


class FirmsOut(Schema):
    total: int = Field(description="Counted up to ten thousand")
    page: int
    pages: int
    firms: list[FirmWithTitlesOut]


class FirmInFull(LadderFirmOut):
    """A firm with every title it was given, and the next rung."""

    party: int = Field(description="Its key in `registry`, where its facts are")
    industry: str = Field(description="Code; empty where none is known")
    leading_product: str
    highest: str = Field(description="The highest tier held today; empty: none")
    next_tier: str = Field(description="Empty at the top")
    titles: list[TitleOut] = Field(description="All of them, the newest first")
    platforms: list[int] = Field(description="Those it hosts, each at its highest level")


class EndingChoice(Schema):
    """Which titles end when."""

    days: int = Field(90, ge=0, le=3660, description="The last day is at most so many days away")
    tier: TierCode | None = None
    page: int = Field(1, ge=1, le=10_000)


class EndingTitleOut(TitleOut):
    firm: LadderFirmOut
    days_left: int
    contact: str = Field(description="Whom to ask for at the firm")
    phone: str


class EndingTitlesOut(Schema):
    total: int
    page: int
    pages: int
    titles: list[EndingTitleOut]


@router.get("/firms", response=FirmsOut, operation_id="list_firms_of_the_ladder")
def list_firms(request: Request, choice: Query[FirmListChoice]) -> dict[str, Any]:
    """Return a page of the firms you may know of, with the titles they hold today."""
    filters = Filters(
        words=choice.words,
        tier=choice.tier or "",
        division_id=shared.division_id(request, choice.division),
        months=choice.months,
    )
    page = queries.page(request.actor, filters, choice.page).page
    today = request.workspace.today()
    rows = [
        shared.firm(each) | {"titles": [_title(title, today) for title in queries.held(each)]}
        for each in page
    ]
    return shared.paged(page, "firms", rows)


@router.get("/firms/{int:pk}", response=FirmInFull, operation_id="one_firm_of_the_ladder")
def one_firm(request: Request, pk: int) -> dict[str, Any]:
    """Return a firm with its titles, past ones too, and the platforms it hosts."""
    found = queries.get(request.actor, pk, to="see")
    today = request.workspace.today()
    titles = queries.titles_of(found)
    held = {title.tier for title in titles if title.holds_on(today)}
    highest = max(held, key=rules.TIERS.index, default="")
    return shared.firm(found) | {
        "party": found.party_id,
        "industry": found.party.industry.code if found.party.industry else "",
        "leading_product": found.leading_product,
        "highest": highest,
        "next_tier": rules.next_tier(highest),
        "titles": [_title(title, today) for title in titles],
        "platforms": [each.pk for each in queries.platforms_of(found)],
    }


@router.get("/titles/ending", response=EndingTitlesOut)
def ending_titles(request: Request, choice: Query[EndingChoice]) -> dict[str, Any]:
    """Return a page of the titles of your firms that run out soon, the next first."""
    if not permissions.may_watch(request.actor):
        raise PermissionDenied
    today = request.workspace.today()
    until = today + datetime.timedelta(days=choice.days)
    page = queries.ending_page(request.actor, until, tier=choice.tier or "", number=choice.page)
    rows = [
        _title(title, today)
        | {
            "firm": shared.firm(title.firm),
            "days_left": (title.valid_to - today).days,
            "contact": title.firm.contact,
            "phone": title.firm.phone,
        }
        for title in page
    ]
    return shared.paged(page, "titles", rows)


def _title(title: Recognition, today: datetime.date) -> dict[str, Any]:
    return {
        "tier": title.tier,
        "batch": title.announcement.batch,
        "document": title.announcement.document,
        "announced_on": title.announcement.published_on,
        "valid_from": title.valid_from,
        "valid_to": title.valid_to,
        "is_held": title.holds_on(today),
        "ended_on": title.ended_on,
        "ending": title.ending,
        "ended_because": title.ended_because,
        "ended_by": title.ended_by.document if title.ended_by else "",
    }
