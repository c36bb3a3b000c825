"""Reads: kinds with their last prices, a kind's weeks by market, its quotes."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import (
    Avg,
    Case,
    Count,
    DateField,
    DecimalField,
    ExpressionWrapper,
    F,
    Max,
    Min,
    Q,
    QuerySet,
    Sum,
    When,
)
from django.db.models.functions import TruncWeek

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.flowers import rules
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
)
from yuandu.mechanisms.flowers.permissions import MARKET_MAY, MAY
from yuandu.mechanisms.flowers.rules import Week

ROWS_A_PAGE = 50
SHOWN = datetime.timedelta(weeks=156)
RECENT = datetime.timedelta(weeks=26)  # an older price is no price of today
STILL_QUOTED = datetime.timedelta(weeks=8)  # what was not quoted since is not foretold
PRICE = DecimalField(max_digits=14, decimal_places=2)


def visible_to(actor: Actor) -> QuerySet[Kind]:
    """Return the kinds of the city: everybody reads them."""
    return Kind.objects.filter(workspace=actor.workspace).order_by("name")


def get(actor: Actor, pk: int, *, to: str) -> Kind:
    """Return the kind if `actor` may do `to` with it.

    Raises:
        Http404: there is none here.
    """
    return get_for(visible_to(actor), MAY, actor, to=to, pk=pk)


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
        recent = Quote.objects.filter(
            workspace=actor.workspace, on__gt=today - RECENT, on__lte=today
        )
        kinds = kinds.filter(pk__in=recent.values("kind"))
    return kinds


@dataclass(frozen=True, slots=True)
class LastPrice:
    """A kind's price in the last week that has one, over markets of one currency and unit.

    Attributes:
        on: The week's Monday.
        average: The mean over the markets and grades that quoted.
        change: Against the week before, over the markets and grades that quoted in both.
    """

    on: datetime.date
    average: Decimal
    currency: str
    unit: str
    markets: int
    change: float | None


@dataclass(slots=True)
class Listed:
    kind: Kind
    last: LastPrice | None = None


def kind_page(actor: Actor, filters: KindFilters, number: int | str) -> Page[Any]:
    """Return a page of kinds, each with its last price; four queries."""
    page = Paginator(found(actor, filters), ROWS_A_PAGE).get_page(number)
    kinds = list(page)
    last = last_prices(actor.workspace, [kind.pk for kind in kinds])
    listed: Page[Any] = page
    listed.object_list = [Listed(kind, last.get(kind.pk)) for kind in kinds]
    return listed


def last_prices(workspace: Workspace, kinds: Iterable[int]) -> dict[int, LastPrice]:
    """Return the last price of each kind that has one of late; two queries."""
    today, keys = workspace.today(), list(kinds)
    dates = dict(
        Quote.objects.filter(kind__in=keys, on__gt=today - RECENT, on__lte=today, doubt="")
        .values_list("kind")
        .annotate(Max("on"))
    )
    if not dates:
        return {}
    last = Q()
    for kind, on in dates.items():
        monday = on - datetime.timedelta(days=on.weekday())
        last |= Q(kind=kind, on__gte=monday - datetime.timedelta(days=7), on__lte=on)
    cells: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in weekly(Quote.objects.filter(last, workspace=workspace), "kind"):
        cells[row["kind"]].append(row)
    return {kind: _last(rows, workspace.currency) for kind, rows in cells.items()}


def _last(rows: list[dict[str, Any]], home: str) -> LastPrice:
    """Return the last price over the cells of one currency and unit, the city's own first."""
    week = max(row["week"] for row in rows)
    ways = sorted(
        {(row["market__currency"], row["unit"]) for row in rows if row["week"] == week},
        key=lambda way: (way[0] != home, way),
    )
    now: dict[tuple[int, str], Decimal] = {}
    then: dict[tuple[int, str], Decimal] = {}
    for row in rows:
        if (row["market__currency"], row["unit"]) == ways[0]:
            cell = row["market"], row["grade"]
            (now if row["week"] == week else then)[cell] = row["price"]
    currency, unit = ways[0]
    return LastPrice(
        on=week,
        average=sum(now.values(), Decimal(0)) / len(now),
        currency=currency,
        unit=unit,
        markets=len({market for market, _ in now}),
        change=rules.change(now, then),
    )


def weekly(quotes: QuerySet[Quote], *beside: str) -> QuerySet[Any, dict[str, Any]]:
    """Return quotes by week, market and grade, without those in doubt: mean, extremes, sums."""
    is_weighed = Q(days=F("reported"), total__gt=0)
    weighed = ExpressionWrapper(F("worth") / F("total"), output_field=PRICE)
    return (
        quotes.filter(doubt=Doubt.NONE)
        .annotate(week=TruncWeek("on", output_field=DateField()))
        .values(*beside, "market", "market__currency", "grade", "unit", "week")
        .annotate(
            days=Count("pk"),
            reported=Count("volume"),
            reported_left=Count("unsold"),
            total=Sum("volume"),
            worth=Sum(F("average") * F("volume")),
            mean=Avg("average"),
            least=Min("low"),
            most=Max("high"),
            left=Sum("unsold"),
        )
        .annotate(price=Case(When(is_weighed, then=weighed), default=F("mean"), output_field=PRICE))
        .order_by("week")
    )


@dataclass(slots=True)
class Series:
    """A market's weeks of one kind and grade, the oldest first."""

    market: Market
    unit: str
    weeks: list[Week] = field(default_factory=list)

    @property
    def last(self) -> Week:
        return self.weeks[-1]

    def at(self, monday: datetime.date) -> Week | None:
        return next((week for week in self.weeks if week.on == monday), None)


def grades_of(kind: Kind) -> list[str]:
    """Return the grades in which a kind was quoted, the best first; one query."""
    since = kind.workspace.today() - SHOWN
    known = set(Quote.objects.filter(kind=kind, on__gte=since).values_list("grade").distinct())
    return [grade for grade in Grade.values if (grade,) in known]


def series_of(kind: Kind, grade: str) -> list[Series]:
    """Return the last three years of a kind in one grade, market by market; one query."""
    today = kind.workspace.today()
    quotes = Quote.objects.filter(kind=kind, on__gte=today - SHOWN, on__lte=today, grade=grade)
    found: dict[tuple[int, str], Series] = {}
    for row in weekly(quotes, "market__name", "market__name_en"):
        key = row["market"], row["unit"]
        series = found.setdefault(key, Series(_market(row), row["unit"]))
        series.weeks.append(
            Week(
                on=row["week"],
                average=row["price"],
                low=row["least"],
                high=row["most"],
                volume=row["total"],
                unsold=row["left"],
                days=row["days"],
            )
        )
    return sorted(found.values(), key=lambda each: (each.market.currency, each.market.pk))


def _market(row: dict[str, Any]) -> Market:
    return Market(
        pk=row["market"],
        name=row["market__name"],
        name_en=row["market__name_en"],
        currency=row["market__currency"],
    )


def doubtful(kind: Kind, grade: str) -> list[Quote]:
    """Return the latest quotes of a kind that averages leave out; one query."""
    since = kind.workspace.today() - SHOWN
    quotes = Quote.objects.filter(kind=kind, grade=grade, on__gte=since).exclude(doubt=Doubt.NONE)
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
    quotes = Quote.objects.filter(workspace=market.workspace, market=market, on__gte=since)
    last = quotes.order_by("kind", "grade", "-on").distinct("kind", "grade")
    found = [
        Line(each.kind, each.grade, each.unit, each.average) for each in last.select_related("kind")
    ]
    return sorted(found, key=lambda line: (line.kind.name, Grade.values.index(line.grade)))


def corrections_of(kind: Kind, grade: str) -> list[Correction]:
    """Return the latest corrections of a kind's quotes in one grade; one query."""
    found = Correction.objects.filter(quote__kind=kind, quote__grade=grade)
    related = ("quote__market", "corrected_by")
    return list(found.select_related(*related).order_by("-corrected_by", "-quote__on")[:10])


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


def forecasts_of(kind: Kind, grade: str) -> list[Forecast]:
    """Return the forecasts of a kind in one grade, market by market, prices first; one query."""
    found = Forecast.objects.filter(kind=kind, grade=grade).select_related("market")
    return list(found.order_by("market", "unit", "what", "ahead"))


def last_filing(actor: Actor) -> Filing | None:
    return Filing.objects.filter(workspace=actor.workspace).order_by("-pk").first()
