"""Two at once, on threads of their own against PostgreSQL."""

from decimal import Decimal
from functools import partial

import pytest

from tests.threads import at_once
from yuandu.kernel.ledger.models import Account
from yuandu.mechanisms.welfare import actions
from yuandu.mechanisms.welfare.models import Booking, Claim, Resource
from yuandu.mechanisms.welfare.tests.records import Company

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_book_a_room_one_has_it():
    company = Company()
    room = company.room()

    done = at_once(
        partial(company.book, "worker", room, 9, 11),
        partial(company.book, "other_worker", room, 10, 12),
    )

    assert sorted(done) == ["done", "taken"]
    assert Booking.objects.count() == 1


def test_the_last_seat_goes_once():
    company = Company()
    room = company.room(seats=3)
    who = ("worker", "other_worker", "team_leader", "evaluator", "chair", "auditor")

    done = at_once(*(partial(company.book, persona, room) for persona in who))

    assert sorted(done) == ["done"] * 3 + ["taken"] * 3
    assert Booking.objects.count() == 3


def test_no_booking_stands_in_a_facility_that_closes_meanwhile():
    company = Company()
    rooms = [company.room(name=f"活动室 {number}") for number in range(4)]
    close = partial(
        actions.close_facility, by=company.system, facility=company.facility, on=company.tomorrow
    )

    done = at_once(close, *(partial(company.book, "worker", room) for room in rooms))

    assert done[0] == "done"
    assert set(done[1:]) <= {"done", "odd-booking"}
    assert not Booking.objects.filter(cancelled_on=None).exists()


def test_who_waited_while_a_facility_closed_reads_that_it_is_closed():
    company = Company()
    room = company.room()
    shown = Resource.objects.select_related("facility").get(pk=room.pk)
    actions.close_facility(by=company.system, facility=company.facility, on=company.tomorrow)

    assert shown.facility.closed_on is None  # as it was when the page was shown
    assert at_once(partial(company.book, "worker", shown)) == ["odd-booking"]


def test_a_shaking_hand_books_and_claims_once():
    company = Company()
    room, gift = company.room(seats=5), company.entitlement()
    by = company.actor("worker")

    booked = at_once(*(partial(company.book, "worker", room) for _hand in range(3)))
    claimed = at_once(*(partial(actions.claim, by=by, entitlement=gift) for _hand in range(3)))

    assert sorted(booked) == ["done", "odd-booking", "odd-booking"]
    assert sorted(claimed) == ["done", "not-entitled", "not-entitled"]
    assert (Booking.objects.count(), Claim.objects.count()) == (1, 1)


def test_the_last_gift_goes_once():
    company = Company()
    gift = company.entitlement(stock=1)

    done = at_once(
        *(
            partial(actions.claim, by=company.actor(persona), entitlement=gift)
            for persona in ("worker", "other_worker", "team_leader")
        )
    )

    assert sorted(done) == ["done", "not-entitled", "not-entitled"]


def test_two_cases_do_not_overspend_the_fund():
    company = Company()
    company.fund(5000)
    cases = [company.aid(), company.aid("other_worker")]
    by = company.actor("care_officer")

    done = at_once(
        *(
            partial(
                actions.decide_aid,
                by=by,
                case=case,
                outcome="granted",
                words="好",
                amount=Decimal(4000),
            )
            for case in cases
        )
    )

    assert sorted(done) == ["done", "insufficient-funds"]
    assert Account.objects.get(code="care-fund").balance == 1000
