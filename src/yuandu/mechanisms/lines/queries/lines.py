"""Lines: when they go, how full they were and what was lost."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, F, FloatField, Q, QuerySet, Sum
from django.db.models.functions import Cast

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.lines import permissions, rules
from yuandu.mechanisms.lines.models import (
    Booking,
    BookingState,
    Departure,
    Line,
    Reach,
    Trip,
)


def lines_visible_to(actor: Actor) -> QuerySet[Line]:
    """Return the lines of the city: everybody reads them."""
    return Line.objects.filter(workspace=actor.workspace).select_related(
        "carrier", "market", "origin_county", "destination_county"
    )


def line(actor: Actor, pk: int, *, to: str) -> Line:
    """Return the line if `actor` may do `to` with it.

    Raises:
        Http404: there is none here.
        PermissionDenied: `actor` may read it, but not do this.
    """
    return get_for(lines_visible_to(actor), permissions.MAY, actor, to=to, pk=pk)


def departures_of(found: Line) -> QuerySet[Departure]:
    return Departure.objects.filter(line=found)


def takers(actor: Actor, found: Line) -> QuerySet[Line]:
    """Return the lines that could take what is booked on another."""
    return lines_visible_to(actor).filter(unit=found.unit, closed_on=None).exclude(pk=found.pk)


def planned_from(found: Line, on: datetime.date) -> tuple[int, int]:
    """Return the trips of a line from a day on, and what is booked on them; two queries."""
    trips = Trip.objects.filter(line=found, on__gte=on, state__in=rules.BOOKABLE)
    booked = Booking.objects.filter(trip__in=trips, state=BookingState.BOOKED)
    return trips.count(), booked.count()


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


def performances(actor: Actor, *, only: Line | None = None) -> Mapping[int, Performance]:
    """Return how lines did, by key of the line; two queries."""
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
    return found


def counties_counted(actor: Actor) -> Mapping[int, int]:
    """Return how many counties each line reaches as planned, by key of the line."""
    rows = Reach.objects.filter(line__workspace=actor.workspace).order_by()
    return dict(rows.values_list("line").annotate(Count("pk")))


def weekdays(actor: Actor) -> Mapping[int, list[int]]:
    """Return the days of the week on which lines leave, by key of the line."""
    rows = Departure.objects.filter(line__workspace=actor.workspace)
    found: dict[int, list[int]] = {}
    for pk, weekday in rows.order_by("weekday").values_list("line", "weekday").distinct():
        found.setdefault(pk, []).append(weekday)
    return found
