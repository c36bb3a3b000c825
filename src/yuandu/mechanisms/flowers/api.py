"""Kinds and quotes for programs: the same queries as the pages."""

import datetime
from decimal import Decimal
from typing import Any, Self

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema
from pydantic import model_validator

from yuandu.kernel.accounts import scopes
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.flowers import actions, queries
from yuandu.mechanisms.flowers.models import Forecast, Grade, Group, Kind, Quote, Unit
from yuandu.mechanisms.flowers.queries import KindFilters

scopes.register("flowers", _("Market data of flowers"))
router = Router()
A_PAGE = 500


class FlowerKindOut(Schema):
    id: int
    code: str
    name: str
    name_en: str
    latin: str
    group: str
    weeks: int | None = Field(description="From planting to sale")
    unit: str
    measure: str
    other_names: list[str]


class FlowerKindsOut(Schema):
    total: int
    page: int
    pages: int
    kinds: list[FlowerKindOut]


class FlowerQuoteOut(Schema):
    """Prices a unit in the market's currency; null is not reported, not zero."""

    on: datetime.date
    market: str
    currency: str
    grade: str
    unit: str
    low: Decimal | None
    average: Decimal
    high: Decimal | None
    volume: Decimal | None
    unsold: Decimal | None
    stock: Decimal | None = Field(description="In the market's stores when the day closed")
    doubt: str = Field(description="Why averages leave it out: outlier, nothing_sold; or empty")


class FlowerQuotesOut(Schema):
    total: int
    page: int
    pages: int
    quotes: list[FlowerQuoteOut]


class FlowerForecastOut(Schema):
    """What may come; null: too little is known of past errors."""

    market: str
    currency: str
    grade: str
    unit: str
    what: str = Field(description="price or volume")
    week: datetime.date = Field(description="Its Monday")
    ahead: int = Field(description="Weeks after the last that was known")
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    level: int = Field(description="Per cent to lie between low and high")
    coverage: Decimal | None = Field(description="Per cent that did in the later look back")
    seasonal_naive: Decimal
    past_error: Decimal | None = Field(description="Mean distance from what came")
    naive_error: Decimal | None = Field(description="The same of seasonal naive")
    origins: int = Field(description="Past forecasts that the errors are of")
    method: str
    cut_off: datetime.date
    seed: int


class FlowerForecastsOut(Schema):
    forecasts: list[FlowerForecastOut]


class FlowerForecastsChoice(Schema):
    grade: Grade


class FlowerRowIn(Schema):
    """A quote; empty is not reported, not zero."""

    kind: str = Field(max_length=200, description="Any of its names")
    grade: Grade = Grade.UNGRADED
    unit: Unit
    low: Decimal | None = Field(None, max_digits=14, decimal_places=2)
    average: Decimal = Field(max_digits=14, decimal_places=2)
    high: Decimal | None = Field(None, max_digits=14, decimal_places=2)
    volume: Decimal | None = Field(None, max_digits=14, decimal_places=2)
    unsold: Decimal | None = Field(None, max_digits=14, decimal_places=2)
    stock: Decimal | None = Field(None, max_digits=14, decimal_places=2)


class FlowerDayIn(Schema):
    on: datetime.date
    rows: list[FlowerRowIn] = Field(min_length=1, max_length=1000)
    reason: str = Field("", max_length=300, description="Why earlier figures change")


class FlowerDayOut(Schema):
    new: int
    changed: int
    unchanged: int
    doubtful: int = Field(description="Of the new and the changed: left out of averages")


class FlowerKindsChoice(Schema):
    page: int = Field(1, ge=1, le=10_000)
    words: str = Field("", max_length=100)
    group: Group | None = None


class FlowerQuotesChoice(Schema):
    page: int = Field(1, ge=1, le=100_000)
    from_on: datetime.date | None = None
    to_on: datetime.date | None = Field(None, description="The last day")
    grade: Grade | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_on and self.to_on and self.from_on > self.to_on:
            raise ValueError("to_on lies before from_on")
        return self


@router.get("/kinds/", response=FlowerKindsOut)
def list_kinds(request: Request, choice: Query[FlowerKindsChoice]) -> dict[str, Any]:
    """List the kinds of flowers, by name."""
    filters = KindFilters(words=choice.words, group=choice.group or "")
    page = Paginator(queries.found(request.actor, filters), A_PAGE).get_page(choice.page)
    return _place(page) | {"kinds": [_kind(each) for each in page]}


@router.get("/kinds/{int:pk}/quotes/", response=FlowerQuotesOut)
def list_quotes(request: Request, pk: int, choice: Query[FlowerQuotesChoice]) -> dict[str, Any]:
    """List what markets quoted for a kind, the newest first."""
    kind = queries.get(request.actor, pk, to="see")
    quotes = queries.quotes_of(kind, choice.from_on, choice.to_on, choice.grade or "")
    page = Paginator(quotes, A_PAGE).get_page(choice.page)
    return _place(page) | {"quotes": [_quote(each) for each in page]}


@router.get("/kinds/{int:pk}/forecasts/", response=FlowerForecastsOut)
def list_forecasts(
    request: Request, pk: int, choice: Query[FlowerForecastsChoice]
) -> dict[str, Any]:
    """List what prices and quantities of a kind in one grade may become; no advice to plant."""
    kind = queries.get(request.actor, pk, to="see")
    return {"forecasts": [_forecast(each) for each in queries.forecasts_of(kind, choice.grade)]}


@router.post("/markets/{int:pk}/days/", response=FlowerDayOut)
def file_day(request: Request, pk: int, given: FlowerDayIn) -> dict[str, Any]:
    """File quotes of a market's day, all or none; a day filed again corrects the earlier."""
    market = queries.market(request.actor, pk, to="file")
    rows = [
        dict[str, str | None](on=str(given.on))
        | {name: None if value is None else str(value) for name, value in row.dict().items()}
        for row in given.rows
    ]
    outcome = actions.file_rows(by=request.actor, market=market, rows=rows, reason=given.reason)
    return {name: getattr(outcome, name) for name in FlowerDayOut.model_fields}


def _place(page: Page[Any]) -> dict[str, int]:
    """Return where a page stands in its list."""
    pages = page.paginator
    return {"total": pages.count, "page": page.number, "pages": pages.num_pages}


def _kind(each: Kind) -> dict[str, Any]:
    own = ("code", "name", "name_en", "latin", "group", "weeks", "unit", "measure")
    return {name: getattr(each, name) for name in own} | {
        "id": each.pk,
        "other_names": each.also_called,
    }


def _quote(each: Quote) -> dict[str, Any]:
    own = ("on", "grade", "unit", "low", "average", "high", "volume", "unsold", "stock", "doubt")
    return {name: getattr(each, name) for name in own} | {
        "market": each.market.name,
        "currency": each.market.currency,
    }


def _forecast(each: Forecast) -> dict[str, Any]:
    own = [name for name in FlowerForecastOut.model_fields if name not in {"market", "currency"}]
    return {name: getattr(each, name) for name in own} | {
        "market": each.market.name,
        "currency": each.market.currency,
    }
