"""Lines: where they reach, when they go, how full they were and what was lost."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, Exists, F, FloatField, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Cast, ExtractMonth

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.lines import permissions, rules
from yuandu.mechanisms.lines.models import (
    Booking,
    BookingState,
    County,
    Departure,
    Line,
    Reach,
    Trip,
)


def lines_visible_to(actor: Actor) -> QuerySet[Line]:
    """Return the lines of the city: everybody reads them."""
    return Line.objects.filter(workspace=actor.workspace).select_related("carrier", "market")


def line(actor: Actor, pk: int, *, to: str) -> Line:
    """Return the line if `actor` may do `to` with it.

    Raises:
        Http404: there is none here.
        PermissionDenied: `actor` may read it, but not do this.
    """
    return get_for(lines_visible_to(actor), permissions.MAY, actor, to=to, pk=pk)


def departures_of(found: Line) -> QuerySet[Departure]:
    return Departure.objects.filter(line=found)


def counties_of(found: Line) -> QuerySet[Reach]:
    """Return the counties a line reaches, the quickest first."""
    return Reach.objects.filter(line=found).select_related("county").order_by("hours", "county")


def provinces_of(found: Line) -> list[tuple[str, int, int]]:
    """Return province, counties reached and the least hours to one of them; one query."""
    rows: dict[str, tuple[int, int]] = {}
    for province, hours in Reach.objects.filter(line=found).values_list(
        "county__province", "hours"
    ):
        counted, least = rows.get(province, (0, hours))
        rows[province] = counted + 1, min(least, hours)
    return sorted(
        ((province, *told) for province, told in rows.items()), key=lambda row: (row[2], row[0])
    )


def _received(actor: Actor, since: datetime.date, on: datetime.date) -> QuerySet[Booking]:
    return Booking.objects.filter(
        workspace=actor.workspace,
        state=BookingState.RECEIVED,
        received__gt=0,
        received_on__gt=since,
        received_on__lte=on,
    )


@dataclass(frozen=True, slots=True)
class Reached:
    """County-level units to which something was delivered within so many hours."""

    hours: int | None  # `None`: however long it took
    units: int
    all_units: int

    @property
    def share(self) -> float | None:
        return self.units / self.all_units if self.all_units else None


def reached(actor: Actor) -> list[Reached]:
    """Return the reach of all lines in the last 12 months, by hours; two queries."""
    today = actor.workspace.today()
    rows = _received(actor, today - rules.YEAR, today)
    within = {
        f"within_{hours}": Count("county", distinct=True, filter=Q(hours__lte=hours))
        for hours in rules.WITHIN
    }
    counted = rows.aggregate(any=Count("county", distinct=True), **within)
    everything = County.objects.filter(workspace=actor.workspace).count()
    return [
        *(Reached(hours, counted[f"within_{hours}"], everything) for hours in rules.WITHIN),
        Reached(None, counted["any"], everything),
    ]


def reach_within(actor: Actor, hours: int) -> QuerySet[County]:
    """Return the county-level units delivered to within `hours` in the last 12 months."""
    today = actor.workspace.today()
    rows = _received(actor, today - rules.YEAR, today).filter(hours__lte=hours)
    return County.objects.filter(
        Exists(rows.filter(county=OuterRef("pk"))), workspace=actor.workspace
    )


@dataclass(slots=True)
class Performance:
    """How a line did in the last 12 months.

    Attributes:
        fill_share: the mean of what was booked of the space, over trips that went.
        cost_per_unit: yuan a plant sent.
        loss_share: of the plants sent and received, those not received whole.
    """

    trips: int = 0
    fill_share: float | None = None
    cost_per_unit: Decimal | None = None
    loss_share: float | None = None
    counties: int = 0
    weekdays: list[int] = field(default_factory=list)


def performances(actor: Actor, *, only: Line | None = None) -> Mapping[int, Performance]:
    """Return how lines did, by key of the line; four queries."""
    today = actor.workspace.today()
    lines: dict[str, Any] = {"line": only} if only else {"line__workspace": actor.workspace}
    found: dict[int, Performance] = {}

    def of(pk: int) -> Performance:
        return found.setdefault(pk, Performance())

    trips = Trip.objects.filter(
        **lines, state__in=rules.WENT, on__gt=today - rules.YEAR, on__lte=today
    ).order_by()
    costs = {}
    for row in trips.values("line").annotate(
        number=Count("pk"),
        fill=Avg(Cast("booked", FloatField()) / F("capacity")),
        cost_sum=Sum("cost"),
    ):
        each = of(row["line"])
        each.trips, each.fill_share = row["number"], row["fill"]
        costs[row["line"]] = row["cost_sum"]
    sent = Booking.objects.filter(trip__in=trips).exclude(state=BookingState.WITHDRAWN).order_by()
    arrived = Q(state=BookingState.RECEIVED)
    for plants in sent.values("trip__line").annotate(
        units=Sum("quantity"),
        answered=Sum("quantity", filter=arrived),
        whole=Sum("received", filter=arrived),
    ):
        each = of(plants["trip__line"])
        each.cost_per_unit = costs[plants["trip__line"]] / plants["units"]
        if plants["answered"]:
            each.loss_share = 1 - plants["whole"] / plants["answered"]
    for pk, number in Reach.objects.filter(**lines).values_list("line").annotate(Count("pk")).order_by():  # fmt: skip
        of(pk).counties = number
    for pk, weekday in Departure.objects.filter(**lines).values_list("line", "weekday"):
        if weekday not in of(pk).weekdays:
            of(pk).weekdays.append(weekday)
    return found


@dataclass(frozen=True, slots=True)
class Seasonal:
    """What was sent and lost in one season, over the years on file."""

    season: str
    sent: int
    lost: int
    causes: Mapping[str, int]

    @property
    def share(self) -> float | None:
        return self.lost / self.sent if self.sent else None


def losses_by_season(found: Line) -> list[Seasonal]:
    """Return what a line lost on the way by season of departure, all years together; one query."""
    sent, lost = dict.fromkeys(rules.SEASONS, 0), dict.fromkeys(rules.SEASONS, 0)
    causes: dict[str, dict[str, int]] = {season: {} for season in rules.SEASONS}
    rows = Booking.objects.filter(trip__line=found, state=BookingState.RECEIVED).order_by()
    for row in (
        rows.annotate(month=ExtractMonth("trip__departed_on"))
        .values("month", "cause")
        .annotate(units=Sum("quantity"), whole=Sum("received"))
    ):
        season = rules.season(datetime.date(2000, row["month"], 1))
        gone = row["units"] - row["whole"]
        sent[season] += row["units"]
        lost[season] += gone
        if gone:
            causes[season][row["cause"]] = causes[season].get(row["cause"], 0) + gone
    return [
        Seasonal(season, sent[season], lost[season], causes[season]) for season in rules.SEASONS
    ]
