"""Temperatures on the way, and claims with whose turn it is."""

from django.core.paginator import Page, Paginator
from django.db.models import Case, F, IntegerField, QuerySet, Value, When

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.lines import permissions
from yuandu.mechanisms.lines.models import Booking, Claim, TemperatureLog, Trip
from yuandu.mechanisms.lines.queries.trips import bookings_visible_to
from yuandu.mechanisms.lines.rules import claims

CLAIMS_A_PAGE = 50


def temperatures_of(actor: Actor, found: Trip) -> QuerySet[TemperatureLog]:
    """Return the temperatures of a trip, to whoever reads its load or has something on it."""
    rows = TemperatureLog.objects.filter(trip=found)
    if permissions.reads_load(actor, found.line):
        return rows
    mine = Booking.objects.filter(trip=found, shipper__in=permissions.own_parties(actor))
    return rows.filter(trip__in=mine.order_by().values("trip"))


def claims_visible_to(actor: Actor) -> QuerySet[Claim]:
    """Return the claims on bookings that `actor` may read."""
    bookings = bookings_visible_to(actor).order_by().select_related(None).values("pk")
    found = Claim.objects.filter(workspace=actor.workspace, booking__in=bookings)
    return found.select_related("booking__shipper", "booking__trip__line__carrier")


def claim(actor: Actor, pk: int, *, to: str) -> Claim:
    """Return the claim if `actor` may make the move `to` with it; "see" is for every reader.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` sees it, but may not do this.
    """
    tests = {
        move: lambda who, row, move=move: permissions.may_move_claim(who, row, move)
        for move in sorted({move for _, move in claims.MOVES})
    } | {"see": lambda who, row: True}
    return get_for(claims_visible_to(actor), tests, actor, to=to, pk=pk)


def claim_of(actor: Actor, found: Booking) -> Claim | None:
    return claims_visible_to(actor).filter(booking=found).first()


def claim_page(actor: Actor, number: int | str) -> Page[Claim]:
    """Return a page of claims: those that wait for somebody first, by the day they are due."""
    waits = Case(
        When(state__in=list(claims.TURNS), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    found = claims_visible_to(actor).order_by(waits, F("due_on").asc(nulls_last=True), "-pk")
    return Paginator(found, CLAIMS_A_PAGE).get_page(number)


def waiting_claims(actor: Actor) -> QuerySet[Claim]:
    """Return the claims that wait for somebody to move."""
    return claims_visible_to(actor).filter(state__in=list(claims.TURNS)).order_by("pk")
