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
from yuandu.mechanisms.flowers import queries
from yuandu.mechanisms.flowers.models import Grade, Group, Kind, Quote
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
    doubt: str = Field(description="Why averages leave it out: outlier, nothing_sold; or empty")


class FlowerQuotesOut(Schema):
    total: int
    page: int
    pages: int
    quotes: list[FlowerQuoteOut]


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
    own = ("on", "grade", "unit", "low", "average", "high", "volume", "unsold", "doubt")
    return {name: getattr(each, name) for name in own} | {
        "market": each.market.name,
        "currency": each.market.currency,
    }
