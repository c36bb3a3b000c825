"""Many at once, against PostgreSQL: the last space is booked once."""

from decimal import Decimal

import pytest

from tests.people import a_workspace, an_organisation
from tests.threads import at_once
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.lines import actions, queries
from yuandu.mechanisms.lines.models import Booking, BookingState, Trip
from yuandu.mechanisms.lines.refusals import OddBooking
from yuandu.mechanisms.lines.tests.records import (
    a_booking,
    a_county,
    a_trip,
    sent,
    some_kind,
)

AT_A_TIME = 25  # as many connections as the database lets in
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def city(transactional_db):
    return a_workspace()


def test_of_a_hundred_who_want_the_last_space_one_gets_it(city):
    trip, firm, kind, county = (
        a_trip(city), an_organisation(city, "花卉合作社"), some_kind(city), a_county(city),
    )  # fmt: skip
    a_booking(city, firm, trip, space=42)
    house = Actor.system(city)

    def one() -> None:
        actions.book(
            by=house, trip=trip, shipper=firm, kind=kind, quantity=100, space=1, county=county,
            receiver="市场",
        )  # fmt: skip

    came = [told for _round in range(4) for told in at_once(*[one] * AT_A_TIME)]

    assert came.count("done") == 1
    assert came.count("no-space-left") == 99
    found = Trip.objects.get(pk=trip.pk)
    assert found.booked == found.capacity == 43


def test_a_booking_withdrawn_twice_at_once_frees_its_space_once(city):
    made, house = a_booking(city, space=10), Actor.system(city)
    a_booking(city, made.shipper, made.trip, space=5)

    came = at_once(*[lambda: actions.withdraw(by=house, booking=made)] * 4)

    assert came.count("done") == 1
    assert Trip.objects.get(pk=made.trip_id).booked == 5


def test_of_leaving_and_withdrawing_at_once_the_count_is_what_is_on_board(city):
    made, house = a_booking(city, space=10), Actor.system(city)
    a_booking(city, made.shipper, made.trip, space=5)
    actions.move(by=house, trip=made.trip, move="load")

    at_once(
        lambda: actions.move(by=house, trip=made.trip, move="depart"),
        lambda: actions.withdraw(by=house, booking=made),
    )

    found = Trip.objects.get(pk=made.trip_id)
    on_board = Booking.objects.filter(trip=found, state=BookingState.BOOKED)
    assert found.booked == sum(each.space for each in on_board)
    with pytest.raises(OddBooking):
        actions.withdraw(by=house, booking=made)


def test_of_closing_a_line_and_booking_on_it_nothing_stays_on_a_trip_that_does_not_go(city):
    trip, firm, house = a_trip(city), an_organisation(city, "花卉合作社"), Actor.system(city)
    made = a_booking(city, firm, trip)

    at_once(
        lambda: actions.close_line(by=house, line=trip.line, on=trip.on, words="并线"),
        lambda: actions.withdraw(by=house, booking=made),
        *[lambda: a_booking(city, firm, trip, space=1)] * 6,
    )

    found = Trip.objects.get(pk=trip.pk)
    assert (found.state, found.booked) == ("cancelled", 0)
    assert not Booking.objects.filter(trip=found, state=BookingState.BOOKED).exists()


def test_a_claim_is_answered_once(city):
    house, made = Actor.system(city), sent(city, quantity=1000)
    actions.receive(by=house, booking=made, received=900, damaged=60, hours=11, cause="frost")
    claim = actions.claim(by=house, booking=made, amount=Decimal(500), words="霜冻")

    def grant() -> None:
        found = queries.claim(house, claim.pk, to="see")
        actions.move_claim(by=house, claim=found, move="grant", granted=Decimal(400))

    def refuse() -> None:
        found = queries.claim(house, claim.pk, to="see")
        actions.move_claim(by=house, claim=found, move="refuse", words="不赔")

    came = at_once(grant, refuse, grant, refuse)

    assert came.count("done") == 1
