import datetime

import pytest
from django.core.exceptions import PermissionDenied

from tests.companies import a_section
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.notices.models import Notice
from yuandu.mechanisms.enterprises.opening import Stretch
from yuandu.mechanisms.welfare import actions, queries
from yuandu.mechanisms.welfare.models import Booking, Claim, Wait
from yuandu.mechanisms.welfare.refusals import (
    AlreadyCancelled,
    NotEntitled,
    OddBooking,
    OddFacility,
    OddNeed,
    Taken,
)
from yuandu.mechanisms.welfare.tests.records import Company

pytestmark = pytest.mark.django_db


@pytest.fixture
def company():
    return Company()


def test_a_second_booking_of_a_room_is_told_what_is_free(company):
    room = company.room()
    company.book("worker", room, 9, 11)

    with pytest.raises(Taken) as refused:
        company.book("other_worker", room, 10, 12)

    day = company.tomorrow
    assert refused.value.free == [Stretch(day, 8, 9), Stretch(day, 11, 22)]
    assert "11:00" in refused.value.sentence
    assert Booking.objects.count() == 1


def test_seats_are_given_until_none_is_left_and_one_to_each(company):
    room = company.room(seats=2)
    company.book("worker", room)
    with pytest.raises(OddBooking) as twice:
        company.book("worker", room, 10, 12)
    company.book("other_worker", room)

    with pytest.raises(Taken):
        company.book("team_leader", room)
    assert twice.value.why == "yours"


@pytest.mark.parametrize(
    ("days", "first", "last", "why"),
    [
        (1, 11, 9, "ends-first"),
        (-1, 9, 10, "in-the-past"),
        (40, 9, 10, "too-far-ahead"),
        (1, 6, 9, "outside-hours"),
        (1, 8, 14, "too-long"),
    ],
)
def test_odd_hours_are_refused_and_nothing_is_booked(company, days, first, last, why):
    room = company.room()
    day = company.today + datetime.timedelta(days=days)

    with pytest.raises(OddBooking) as refused:
        company.book("worker", room, first, last, day)

    assert refused.value.why == why
    assert not Booking.objects.exists()


def test_what_is_given_back_goes_to_who_waits_longest(company):
    room = company.room()
    first = company.book("worker", room)
    for persona in ("other_worker", "team_leader"):
        actions.wait(
            by=company.actor(persona), resource=room, day=company.tomorrow, first=9, last=11
        )

    actions.cancel(by=company.actor("worker"), booking=first)

    (standing,) = Booking.objects.filter(cancelled_on=None)
    assert standing.worker.user == company.users["other_worker"]
    assert Notice.objects.get().to == company.users["other_worker"]
    assert Wait.objects.filter(booking=None).get().worker.user == company.users["team_leader"]


def test_one_waits_once_and_not_for_what_is_free(company):
    room = company.room()
    hours = {"resource": room, "day": company.tomorrow, "first": 9, "last": 11}
    with pytest.raises(OddBooking) as free:
        actions.wait(by=company.actor("other_worker"), **hours)
    company.book("worker", room)
    actions.wait(by=company.actor("other_worker"), **hours)

    with pytest.raises(OddBooking) as again:
        actions.wait(by=company.actor("other_worker"), **hours)

    assert (free.value.why, again.value.why) == ("free", "waiting")


def test_who_booked_some_of_what_they_wait_for_keeps_nobody_from_giving_back(company):
    room = company.room()
    first = company.book("worker", room, 9, 11)
    for persona in ("other_worker", "team_leader"):
        actions.wait(
            by=company.actor(persona), resource=room, day=company.tomorrow, first=10, last=12
        )
    company.book("other_worker", room, 11, 12)

    actions.cancel(by=company.actor("worker"), booking=first)

    (standing,) = Booking.objects.filter(cancelled_on=None)
    assert standing.worker.user == company.users["other_worker"]
    assert Wait.objects.filter(booking=None).count() == 2


def test_one_waits_for_no_hour_twice(company):
    room, by = company.room(), company.actor("other_worker")
    company.book("worker", room, 9, 12)
    actions.wait(by=by, resource=room, day=company.tomorrow, first=9, last=11)

    with pytest.raises(OddBooking) as refused:
        actions.wait(by=by, resource=room, day=company.tomorrow, first=10, last=12)

    assert refused.value.why == "waiting"
    actions.wait(by=by, resource=room, day=company.tomorrow, first=11, last=12)


def test_others_do_not_cancel_what_is_mine_and_nobody_twice(company):
    booking = company.book("worker", company.room())
    with pytest.raises(PermissionDenied):
        actions.cancel(by=company.actor("other_worker"), booking=booking)
    actions.cancel(by=company.actor("worker"), booking=booking)

    with pytest.raises(AlreadyCancelled):
        actions.cancel(by=company.actor("worker"), booking=booking)


def test_a_facility_that_closes_gives_its_bookings_back(company):
    company.book("worker", company.room())

    actions.close_facility(by=company.system, facility=company.facility, on=company.tomorrow)

    assert not Booking.objects.filter(cancelled_on=None).exists()
    told = Notice.objects.get()
    assert (told.to, told.kind) == (company.users["worker"], "welfare.cancelled")
    with pytest.raises(OddFacility) as refused:
        actions.close_facility(
            by=company.system, facility=company.facility, on=datetime.date(2000, 1, 1)
        )
    assert refused.value.why == "closes-first"


def test_a_closing_day_that_is_entered_closes_as_well(company):
    company.book("worker", company.room())
    fields = {"by": company.system, "facility": company.facility}

    with pytest.raises(OddFacility):
        actions.enter_facility(**fields, closed_on=datetime.date(2000, 1, 1))
    actions.enter_facility(**fields, closed_on=company.tomorrow)

    assert not Booking.objects.filter(cancelled_on=None).exists()
    assert Notice.objects.get().to == company.users["worker"]


def test_who_had_a_booking_hears_that_the_care_office_cancelled_it(company):
    room = company.room()
    actions.cancel(by=company.actor("worker"), booking=company.book("worker", room))
    assert not Notice.objects.exists()

    booking = Booking.objects.get(pk=company.book("worker", room).pk)
    actions.cancel(by=company.actor("care_officer"), booking=booking)

    assert Notice.objects.get().kind == "welfare.cancelled"


def test_an_entitlement_is_claimed_as_often_as_the_quota_says(company):
    gift = company.entitlement()
    actions.claim(by=company.actor("worker"), entitlement=gift)

    with pytest.raises(NotEntitled) as refused:
        actions.claim(by=company.actor("worker"), entitlement=gift)

    assert refused.value.codes == ["used-up"]
    assert Claim.objects.count() == 1
    (due,) = queries.due_to(company.actor("worker"))
    assert (due.claimed, due.faults) == (1, ["used-up"])


def test_an_entitlement_of_another_part_of_the_company_says_why(company):
    trip = company.entitlement(
        "探亲路费", section=a_section(company.workspace, "S02"), least_years=50
    )

    with pytest.raises(NotEntitled) as refused:
        actions.claim(by=company.actor("worker"), entitlement=trip)

    assert refused.value.codes == ["too-few-years", "other-section"]


def test_needs_are_supported_once_each_answered_and_served(company):
    need = actions.ask_need(by=company.actor("worker"), words="夜班后没有班车")
    for _again in range(3):
        actions.support(by=company.actor("other_worker"), need=need)
    assert queries.needs(company.actor("worker")).get().supporters == 2

    with pytest.raises(PermissionDenied):
        actions.answer_need(by=company.actor("hr_officer"), need=need, answer="好")
    actions.answer_need(
        by=company.actor("care_officer"),
        need=need,
        answer="已开通夜班车",
        facility=company.facility,
    )

    need.refresh_from_db()
    assert need.state == "served"
    told = set(Notice.objects.values_list("to", flat=True))
    assert told == {company.users["worker"].pk, company.users["other_worker"].pk}
    with pytest.raises(OddNeed):
        actions.support(by=company.actor("team_leader"), need=need)


def test_the_log_does_not_tell_who_asks_for_what_is_missing(company):
    need = actions.ask_need(by=company.actor("worker"), words="夜班后没有班车")
    for _again in range(2):
        actions.support(by=company.actor("other_worker"), need=need)

    entries = Entry.objects.filter(action__in=("welfare.ask_need", "welfare.support"))

    assert [each.action for each in entries.order_by("pk")] == [
        "welfare.ask_need",
        "welfare.support",
    ]
    assert all(each.user_id is None and each.who == "Yuandu" for each in entries)


def test_a_need_without_words_is_refused(company):
    with pytest.raises(OddNeed):
        actions.ask_need(by=company.actor("worker"), words=" 。 ")
