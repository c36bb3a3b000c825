"""Booking, loading, leaving, arriving; and what is refused on the way."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from tests.people import TODAY, a_user, a_workspace, an_organisation
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices.models import Notice
from yuandu.kernel.registry.queries import actor_for
from yuandu.mechanisms.lines import actions, chores, queries
from yuandu.mechanisms.lines.models import BookingState, Trip
from yuandu.mechanisms.lines.refusals import (
    NoCertificates,
    NoSpaceLeft,
    OddBooking,
    OddLine,
    OddTrip,
)
from yuandu.mechanisms.lines.tests.records import (
    a_booking,
    a_county,
    a_line,
    a_trip,
    sent,
    some_kind,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return a_workspace()


@pytest.fixture
def shipper(city):
    firm = an_organisation(city, "花卉合作社")
    return actor_for(a_user("shipper", workspace=city, role="owner", organisation=firm), city), firm


def test_a_trip_is_planned_once_from_its_timetable(city):
    line, by = a_line(city), Actor.system(city)

    assert actions.plan_trips(by=by, line=line) == 29
    assert actions.plan_trips(by=by, line=line) == 0


def test_space_is_booked_and_given_back(city):
    made = a_booking(city, space=10)
    actions.withdraw(by=Actor.system(city), booking=made)

    assert Trip.objects.get(pk=made.trip_id).booked == 0
    with pytest.raises(OddBooking, match="not-booked"):
        actions.withdraw(by=Actor.system(city), booking=made)
    assert Trip.objects.get(pk=made.trip_id).booked == 0


def test_no_more_is_booked_than_there_is_and_the_message_says_what_is_left(city):
    a_booking(city, space=40)
    with pytest.raises(NoSpaceLeft) as refused:
        a_booking(city, space=4)

    assert (refused.value.left, refused.value.wanted) == (3, 4)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"quantity": 0}, "nothing"),
        ({"space": 0}, "nothing"),
        ({"receiver": " "}, "no-receiver"),
    ],
)
def test_a_booking_says_what_and_to_whom(city, fields, why):
    with pytest.raises(OddBooking, match=why):
        a_booking(city, **fields)


def test_a_line_takes_nothing_to_where_it_does_not_go(city):
    with pytest.raises(OddBooking, match="not-reached"):
        actions.book(
            by=Actor.system(city),
            trip=a_trip(city),
            shipper=an_organisation(city, "花卉合作社"),
            kind=some_kind(city),
            quantity=10,
            space=1,
            county=a_county(city, "110101", "东城区"),
            receiver="市场",
        )


def test_a_shipper_books_for_nobody_else(city, shipper):
    by, _firm = shipper
    with pytest.raises(PermissionDenied):
        actions.book(
            by=by,
            trip=a_trip(city),
            shipper=an_organisation(city, "别家"),
            kind=some_kind(city),
            quantity=10,
            space=1,
            county=a_county(city),
            receiver="市场",
        )


def test_a_truck_does_not_leave_without_certificates(city):
    made, by = a_booking(city, certificate=""), Actor.system(city)
    actions.move(by=by, trip=made.trip, move="load")
    with pytest.raises(NoCertificates) as refused:
        actions.move(by=by, trip=made.trip, move="depart")
    assert made.number in refused.value.sentence

    actions.certify(by=by, booking=made, certificate="ZJ1")
    actions.move(by=by, trip=made.trip, move="depart")

    found = Trip.objects.get(pk=made.trip_id)
    assert (found.state, found.departed_on) == ("departed", TODAY)
    assert found.cost == 900 + 520 * 5.2 + 80


def test_a_truck_does_not_leave_empty_or_before_its_day(city):
    by = Actor.system(city)
    for on, why in ((TODAY, "empty"), (TODAY + datetime.timedelta(days=1), "too-early")):
        trip = a_trip(city, on=on)
        actions.move(by=by, trip=trip, move="load")
        with pytest.raises(OddTrip, match=why):
            actions.move(by=by, trip=trip, move="depart")


def test_nothing_is_taken_off_a_truck_that_has_left(city):
    made = sent(city)
    with pytest.raises(OddBooking, match="gone"):
        actions.withdraw(by=Actor.system(city), booking=made)
    with pytest.raises(OddBooking, match="not-bookable"):
        a_booking(city, trip=made.trip)


def test_of_a_trip_seen_before_it_moved_nothing_is_moved(city):
    trip, by = a_trip(city), Actor.system(city)
    stale = queries.trip(by, trip.pk, to="move")
    actions.move(by=by, trip=trip, move="load")

    with pytest.raises(OddTrip, match="moved"):
        actions.move(by=by, trip=stale, move="cancel", words="大雪封路")


def test_what_arrived_adds_up_and_a_loss_has_a_cause(city):
    made, by = sent(city, quantity=1000), Actor.system(city)
    for received, damaged, cause, why in (
        (900, 200, "frost", "too-much"),
        (900, 50, "", "no-cause"),
    ):
        with pytest.raises(OddBooking, match=why):
            actions.receive(by=by, booking=made, received=received, damaged=damaged, hours=11, cause=cause)  # fmt: skip

    actions.receive(by=by, booking=made, received=900, damaged=60, hours=11, cause="frost")

    made.refresh_from_db()
    assert (made.state, made.lost, made.cause) == (BookingState.RECEIVED, 100, "frost")
    assert [each.units for each in queries.reached(by)] == [1, 1, 1, 1]
    assert sum(each.lost for each in queries.losses_by_season(made.trip.line)) == 100


def test_a_truck_that_does_not_arrive_is_marked_and_its_shippers_are_told(city, shipper):
    by, firm = shipper
    made = sent(city, firm)
    city.today_on = TODAY + datetime.timedelta(days=2)
    city.save(update_fields=["today_on"])
    chores.watch(city)
    assert Trip.objects.get(pk=made.trip_id).state == "departed"

    city.today_on = TODAY + datetime.timedelta(days=3)
    chores.watch(city)
    chores.watch(city)

    assert Trip.objects.get(pk=made.trip_id).state == "missing"
    assert [notice.kind for notice in Notice.objects.filter(to=by.user_id)] == ["lines.missing"]


def test_a_cancelled_trip_says_why(city, shipper):
    by, firm = shipper
    made = a_booking(city, firm)
    with pytest.raises(OddTrip, match="no-words"):
        actions.move(by=Actor.system(city), trip=made.trip, move="cancel")
    actions.move(by=Actor.system(city), trip=made.trip, move="cancel", words="大雪封路")

    assert Notice.objects.get(to=by.user_id).kind == "lines.cancelled"


def test_who_shares_a_truck_sees_all_shares_but_not_whose(city, shipper):
    by, firm = shipper
    trip = a_trip(city)
    a_booking(city, firm, trip)
    a_booking(city, an_organisation(city, "别家"), trip)

    mine, total, method = queries.shares_of(by, trip)
    everybody, _, _ = queries.shares_of(Actor.system(city), trip)

    assert [each.shipper for each in mine] == [firm, None]
    assert sum(each.paid for each in mine) == total
    nobody = actor_for(
        a_user("other", workspace=city, role="owner", organisation=trip.line.carrier), city
    )
    assert len(queries.shares_of(nobody, trip)[0]) == 2  # the carrier reads its load
    third = an_organisation(city, "第三家")
    assert (
        queries.shares_of(
            actor_for(a_user("third", workspace=city, role="owner", organisation=third), city), trip
        )[0]
        == []
    )
    assert sum(each.paid for each in everybody) == total
    assert method == "exact"


def test_the_countrys_counties_are_taken_in_once(city):
    by = Actor.system(city)

    assert actions.load_counties(by=by) == 2845
    assert actions.load_counties(by=by) == 0


def test_a_name_of_a_line_is_one_lines(city):
    line = a_line(city)
    with pytest.raises(OddLine, match="taken"):
        actions.open_line(
            by=Actor.system(city), name=line.name, origin="a", destination="b", unit="box",
            carrier=line.carrier, capacity=1, truck=1, per_truck=1, per_kilometre=1, per_stop=1,
            opened_on=TODAY,
        )  # fmt: skip


def test_closing_a_line_moves_what_another_takes_gives_back_the_rest_and_tells_both(city, shipper):
    by, firm = shipper
    house = Actor.system(city)
    goes, stays = a_booking(city, firm, space=30), a_booking(city, firm, space=13)
    other = a_line(city, name="另一条直供专线", capacity=40, truck=40)
    for on in range(4):  # of the other line's four trips near by, one has room for one of them
        trip = a_trip(city, other, TODAY + datetime.timedelta(days=on))
        Trip.objects.filter(pk=trip.pk).update(booked=40 if on != 1 else 10)

    told = actions.close_line(by=house, line=goes.trip.line, on=TODAY, words="并线", onto=other)

    assert (told.moved, told.given_back) == (1, 1)
    goes.refresh_from_db()
    stays.refresh_from_db()
    assert (goes.state, goes.trip.line, goes.trip.on) == (
        BookingState.BOOKED, other, TODAY + datetime.timedelta(days=1),
    )  # fmt: skip
    assert goes.trip.booked == 40
    assert stays.state == BookingState.WITHDRAWN
    assert set(Trip.objects.filter(line=stays.trip.line).values_list("state", "booked")) == {
        ("cancelled", 0)
    }
    kinds = Notice.objects.filter(to=by.user_id).values_list("kind", flat=True)
    assert sorted(kinds) == ["lines.given_back", "lines.moved"]
    with pytest.raises(OddBooking, match="not-bookable"):
        a_booking(city, firm, stays.trip)
    with pytest.raises(OddLine, match="closed"):
        actions.plan_trips(by=house, line=stays.trip.line)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"words": " "}, "no-words"),
        ({"on": TODAY - datetime.timedelta(days=1)}, "closes-early"),
    ],
)
def test_a_line_is_closed_with_a_reason_and_not_in_the_past(city, fields, why):
    with pytest.raises(OddLine, match=why):
        actions.close_line(
            by=Actor.system(city), line=a_line(city), **{"on": TODAY, "words": "并线"} | fields
        )


def test_a_line_is_not_closed_from_a_day_whose_truck_has_left_or_twice(city):
    by, line = Actor.system(city), sent(city).trip.line
    with pytest.raises(OddLine, match="under-way"):
        actions.close_line(by=by, line=line, on=TODAY, words="并线")

    actions.close_line(by=by, line=line, on=TODAY + datetime.timedelta(days=1), words="并线")
    with pytest.raises(OddLine, match="closed"):
        actions.close_line(by=by, line=line, on=TODAY + datetime.timedelta(days=2), words="并线")


def test_bookings_of_a_closed_line_go_over_to_another_line_of_the_same_unit_alone(city):
    by, line = Actor.system(city), a_line(city)
    for onto in (line, a_line(city, name="论箱的直供专线", unit="box")):
        with pytest.raises(OddLine, match="other-space"):
            actions.close_line(by=by, line=line, on=TODAY, words="并线", onto=onto)
