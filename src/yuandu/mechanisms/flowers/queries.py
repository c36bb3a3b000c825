"""Reads: kinds with their last prices, a kind's quotes, markets and what they quote."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.paginator import Page, Paginator
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.flowers.models import (
    Correction,
    Doubt,
    Filing,
    Forecast,
    Grade,
    Group,
    IndexPoint,
    Kind,
    Market,
    Quote,
    Standing,
    Week,
)
from yuandu.mechanisms.flowers.permissions import MARKET_MAY, MAY
from yuandu.mechanisms.flowers.prices import RECENT, SHOWN, LastPrice, last_prices

ROWS_A_PAGE = 50
STILL_QUOTED = datetime.timedelta(weeks=8)  # what was not quoted since is not foretold


def visible_to(actor: Actor) -> QuerySet[Kind]:
    """Return the kinds of the city: everybody reads them."""
    return Kind.objects.filter(workspace=actor.workspace).order_by("name")


def get(actor: Actor, pk: int, *, to: str) -> Kind:
    """Return the kind if `actor` may do `to` with it.

    Raises:
        Http404: there is none here.
    """
    return get_for(visible_to(actor), MAY, actor, to=to, pk=pk)


def get_with_grades(actor: Actor, pk: int, *, to: str) -> tuple[Kind, list[str]]:
    """Return the kind, and the grades in which it was quoted, the best first; one query.

    Raises:
        Http404: there is none here.
    """
    quoted = RawSQL(  # the ORM cannot begin at a list of values
        "ARRAY(SELECT grade FROM unnest(%s::text[]) AS grade WHERE EXISTS (SELECT 1 FROM"
        " flowers_week WHERE kind_id = flowers_kind.id AND flowers_week.grade = grade.grade"
        ' AND "on" >= %s))',
        [Grade.values, actor.workspace.today() - SHOWN],
        output_field=ArrayField(CharField()),
    )
    found: Any = get_for(
        visible_to(actor).annotate(quoted=quoted).select_related("workspace"),
        MAY, actor, to=to, pk=pk,
    )  # fmt: skip
    return found, [grade for grade in Grade.values if grade in found.quoted]


def words(workspace: Workspace) -> dict[str, int]:
    """Return every name of every kind, in small letters, with the kind's key; one query."""
    found: dict[str, int] = {}
    for kind in Kind.objects.filter(workspace=workspace).order_by("-pk"):
        for word in (kind.latin, kind.name_en, *kind.also_called, kind.code, kind.name):
            if word:
                found[word.lower()] = kind.pk
    return found


@dataclass(frozen=True, slots=True)
class KindFilters:
    words: str = ""
    group: str = ""
    only_quoted: bool = False


def found(actor: Actor, filters: KindFilters) -> QuerySet[Kind]:
    """Return the kinds that a reader looks for, by any of their names."""
    kinds = visible_to(actor)
    if filters.group:
        kinds = kinds.filter(group=filters.group)
    for word in filters.words.split():
        kinds = kinds.filter(
            Q(name__icontains=word)
            | Q(name_en__icontains=word)
            | Q(latin__icontains=word)
            | Q(other_names__icontains=word)
            | Q(code__iexact=word)
        )
    if filters.only_quoted:
        today = actor.workspace.today()
        recent = Week.objects.filter(
            kind=OuterRef("pk"), grade__in=Grade.values, on__gt=today - RECENT, on__lte=today
        )
        kinds = kinds.filter(Exists(recent))
    return kinds


@dataclass(slots=True)
class Listed:
    kind: Kind
    last: LastPrice | None = None


def kind_page(actor: Actor, filters: KindFilters, number: int | str) -> Page[Any]:
    """Return a page of kinds, each with its last price; three queries."""
    page = Paginator(found(actor, filters), ROWS_A_PAGE).get_page(number)
    kinds = list(page)
    last = last_prices(actor.workspace, [kind.pk for kind in kinds])
    listed: Page[Any] = page
    listed.object_list = [Listed(kind, last.get(kind.pk)) for kind in kinds]
    return listed


def doubtful(kind: Kind, grade: str) -> list[Quote]:
    """Return the latest quotes of a kind that averages leave out; one query."""
    since = kind.workspace.today() - SHOWN
    quotes = Quote.objects.filter(~Q(doubt=Doubt.NONE), kind=kind, grade=grade, on__gte=since)
    return list(quotes.select_related("market").order_by("-on")[:10])


def quotes_of(
    kind: Kind, from_on: datetime.date | None, to_on: datetime.date | None, grade: str
) -> QuerySet[Quote]:
    """Return a kind's quotes with their markets, the newest first; open ends where `None`."""
    quotes = Quote.objects.filter(kind=kind)
    if from_on:
        quotes = quotes.filter(on__gte=from_on)
    if to_on:
        quotes = quotes.filter(on__lte=to_on)
    if grade:
        quotes = quotes.filter(grade=grade)
    return quotes.select_related("market").order_by("-on", "market", "grade")


def markets(workspace: Workspace) -> list[Market]:
    return list(Market.objects.filter(workspace=workspace).order_by("name"))


def currencies(workspace: Workspace) -> dict[str, str]:
    """Return the currency of each market, by its name; one query."""
    return dict(Market.objects.filter(workspace=workspace).values_list("name", "currency"))


def market(actor: Actor, pk: int, *, to: str) -> Market:
    """Return the market if `actor` may do `to` with it.

    Raises:
        Http404: there is none here, or not for `actor`.
    """
    found = Market.objects.filter(workspace=actor.workspace)
    return get_for(found, MARKET_MAY, actor, to=to, pk=pk)


@dataclass(frozen=True, slots=True)
class Line:
    """What a market quotes: its last price helps whoever enters the next."""

    kind: Kind
    grade: str
    unit: str
    average: Decimal

    @property
    def name(self) -> str:
        return f"{self.kind.pk}-{self.grade}"


def lines_of(market: Market) -> list[Line]:
    """Return what a market quoted in the last weeks, each with its last price; one query."""
    since = market.workspace.today() - STILL_QUOTED
    weeks = Week.objects.filter(market=market, on__gte=since)
    last = weeks.order_by("kind", "grade", "-on").distinct("kind", "grade")
    found = [
        Line(each.kind, each.grade, each.unit, each.average) for each in last.select_related("kind")
    ]
    return sorted(found, key=lambda line: (line.kind.name, Grade.values.index(line.grade)))


def corrections_of(kind: Kind, grade: str) -> list[Correction]:
    """Return the latest corrections of a kind's quotes in one grade; one query."""
    found = Correction.objects.filter(kind=kind, grade=grade)
    return list(found.select_related("quote__market", "corrected_by").order_by("-pk")[:10])


def index_of(workspace: Workspace, group: str) -> list[IndexPoint]:
    """Return the price index of a group of kinds, or of all, week by week; one query."""
    return list(IndexPoint.objects.filter(workspace=workspace, group=group).order_by("on"))


def index_groups(workspace: Workspace) -> list[str]:
    """Return the groups that have an index; the empty one is that of all; one query."""
    known = set(IndexPoint.objects.filter(workspace=workspace).values_list("group").distinct())
    return [group for group in ("", *Group.values) if (group,) in known]


def standings(workspace: Workspace, group: str, state: str) -> QuerySet[Standing]:
    """Return where kinds of a group are short or plenty, the furthest from usual first."""
    found = Standing.objects.filter(workspace=workspace).select_related("kind", "market")
    if group:
        found = found.filter(kind__group=group)
    if state:
        found = found.filter(state=state)
    # What is short comes first by how dear it is, what is too much by how cheap.
    way = "price" if state == Standing.State.GLUT else "-price"
    return found.order_by(way, "kind", "market")


def forecasts_of(kind: Kind, grade: str, markets: Iterable[Market] | None = None) -> list[Forecast]:
    """Return the forecasts of a kind in one grade, in all markets or some, prices first; one query."""
    found = Forecast.objects.filter(kind=kind, grade=grade).select_related("market")
    if markets is not None:
        found = found.filter(market__in={market.pk for market in markets})
    return list(found.order_by("market", "unit", "what", "ahead"))


def last_filing(actor: Actor) -> Filing | None:
    return Filing.objects.filter(workspace=actor.workspace).order_by("-pk").first()
