"""Trips with what is booked on them: the load, who pays what, whom it concerns."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party, Post
from yuandu.kernel.registry.queries import posts_held
from yuandu.mechanisms.lines import permissions, rules
from yuandu.mechanisms.lines.models import Booking, BookingState, Line, Trip

BOOKINGS_A_PAGE = 50
DAYS_AHEAD = datetime.timedelta(days=28)
SHIPPERS_SHOWN = 500
LATE_SHOWN = 50


def trips_visible_to(actor: Actor) -> QuerySet[Trip]:
    """Return the trips of the city, to whoever holds a post here."""
    found = Trip.objects.filter(workspace=actor.workspace)
    return found.select_related("line__carrier") if actor.is_insider else found.none()


def trip(actor: Actor, pk: int, *, to: str) -> Trip:
    """Return the trip if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` sees it, but may not do this.
    """
    return get_for(trips_visible_to(actor), permissions.MAY_TRIP, actor, to=to, pk=pk)


def bookings_visible_to(actor: Actor) -> QuerySet[Booking]:
    """Return the bookings `actor` may read."""
    found = Booking.objects.filter(permissions.visible_bookings(actor), workspace=actor.workspace)
    return found.select_related("trip__line__carrier", "shipper", "kind", "county")


def booking(actor: Actor, pk: int, *, to: str) -> Booking:
    """Return the booking if `actor` may do `to` with it; raises as `trip` does."""
    return get_for(bookings_visible_to(actor), permissions.MAY_BOOKING, actor, to=to, pk=pk)


def booking_page(actor: Actor, number: int | str) -> Page:
    """Return a page of the visible bookings, the newest first; two queries."""
    found = bookings_visible_to(actor).order_by("-trip__on", "-pk")
    return Paginator(found, BOOKINGS_A_PAGE).get_page(number)


def next_trips(actor: Actor, found: Line) -> list[Trip]:
    """Return the trips of a line from today on, as far as they are planned."""
    today = actor.workspace.today()
    trips = trips_visible_to(actor).filter(line=found, on__gte=today, on__lte=today + DAYS_AHEAD)
    return list(trips.order_by("on", "at"))


def day(actor: Actor, on: datetime.date) -> list[Trip]:
    """Return the trips that leave on a day."""
    return list(trips_visible_to(actor).filter(on=on).order_by("at", "line__name"))


def late(actor: Actor, today: datetime.date) -> QuerySet[Trip]:
    """Return the trips that are on their way and should have arrived, and those missing."""
    found = trips_visible_to(actor).filter(
        Q(state=rules.MISSING) | Q(state=rules.DEPARTED, due_on__lt=today)
    )
    return found.order_by("due_on", "pk")[:LATE_SHOWN]


def bookings_of(actor: Actor, found: Trip) -> list[Booking]:
    """Return what `actor` may read of what is booked on a trip, withdrawn bookings last."""
    rows = bookings_visible_to(actor).filter(trip=found)
    return sorted(rows, key=lambda row: (row.state == BookingState.WITHDRAWN, row.pk))


def carried(found: Trip) -> list[rules.Carried]:
    """Return all that is booked on a trip as its cost sees it; one query."""
    rows = Booking.objects.filter(trip=found).exclude(state=BookingState.WITHDRAWN).order_by("pk")
    return [
        rules.Carried(*row)
        for row in rows.values_list("shipper_id", "space", "county_id", "kilometres")
    ]


@dataclass(frozen=True, slots=True)
class Share:
    """What one shipper pays of a trip, in yuan.

    Attributes:
        shipper: `None` for another's share that one may compare with, but not know whose it is.
        alone: what the trip would cost for this shipper by itself.
        error: standard error of the share; 0 where it is exact.
    """

    shipper: Party | None
    space: int
    paid: Decimal
    alone: Decimal
    error: Decimal

    @property
    def saved(self) -> Decimal:
        return self.alone - self.paid


def shares_of(actor: Actor, found: Trip) -> tuple[list[Share], Decimal, str]:
    """Return who pays what of a trip, its whole cost, and how it was worked out; two queries.

    Who has something on the truck sees all shares, so that they can be compared and add up, but
    not whose the others are; who has nothing on it and may not read the load sees none.
    """
    on_board = carried(found)
    if not on_board:
        return [], Decimal(0), "exact"
    shared, places = rules.shares(on_board, found.rates, seed=found.pk)
    readable = permissions.reads_load(actor, found.line)
    mine = permissions.own_parties(actor)
    known = [pk for pk in places if readable or pk in mine]
    if not known:
        return [], Decimal(shared.total) / rules.CENTS, shared.method
    parties = Party.objects.in_bulk(known)
    spaces = {pk: sum(each.space for each in on_board if each.shipper == pk) for pk in places}
    rows = [
        Share(
            shipper=parties.get(pk),
            space=spaces[pk],
            paid=Decimal(shared.shares[places[pk]]) / rules.CENTS,
            alone=Decimal(shared.alone[places[pk]]) / rules.CENTS,
            error=Decimal(round(shared.errors[places[pk]])) / rules.CENTS,
        )
        for pk in sorted(places, key=lambda pk: (pk not in parties, places[pk]))
    ]
    return rows, Decimal(shared.total) / rules.CENTS, shared.method


def shippers_for(actor: Actor) -> QuerySet[Party]:
    """Return for whom `actor` books: their own, or those who have sent before."""
    parties = Party.objects.filter(workspace=actor.workspace)
    if not permissions.dispatches(actor):
        return parties.filter(pk__in=permissions.own_parties(actor))
    before = Booking.objects.filter(workspace=actor.workspace).order_by().values("shipper")
    return parties.filter(pk__in=before).order_by("name")[:SHIPPERS_SHOWN]


def accounts_on(by: Actor, found: Trip) -> list[int]:
    """Return the accounts of those who have something booked on a trip."""
    rows = Booking.objects.filter(trip=found).exclude(state=BookingState.WITHDRAWN).order_by()
    return accounts_of(by, set(rows.values_list("shipper", flat=True)))


def _posts(by: Actor, roles: Collection[str]) -> QuerySet[Post]:
    today = by.workspace.today()
    found = posts_held(by.workspace, today).filter(role__in=roles, user__is_active=True)
    return found.order_by("pk")


def accounts_of(by: Actor, parties: Collection[int]) -> list[int]:
    """Return the accounts that stand for these parties today."""
    posts = _posts(by, permissions.SHIPPERS).filter(organisation__in=parties)
    return list(dict.fromkeys(posts.values_list("user", flat=True)))


def dispatchers(by: Actor) -> list[int]:
    """Return the accounts that run the lines today."""
    posts = _posts(by, permissions.DISPATCHERS).filter(division=None)
    return list(dict.fromkeys(posts.values_list("user", flat=True)))
