"""Damage in transit claimed, answered and paid; temperatures of a truck."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from tests.people import TODAY, a_user, a_workspace, an_organisation
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices.models import Notice
from yuandu.kernel.registry.queries import actor_for
from yuandu.mechanisms.lines import actions, chores, queries
from yuandu.mechanisms.lines.models import Line
from yuandu.mechanisms.lines.refusals import (
    OddClaim,
    OddTemperature,
)
from yuandu.mechanisms.lines.rules import temperature
from yuandu.mechanisms.lines.tests.records import (
    a_trip,
    lost,
    sent,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return a_workspace()


@pytest.fixture
def shipper(city):
    firm = an_organisation(city, "花卉合作社")
    return actor_for(a_user("shipper", workspace=city, role="owner", organisation=firm), city), firm


@pytest.fixture
def carrier(city):
    firm = an_organisation(city, "专线运输公司")
    return actor_for(a_user("carrier", workspace=city, role="owner", organisation=firm), city)


def test_a_claim_is_answered_paid_and_confirmed_by_who_claimed(city, shipper, carrier):
    by, firm = shipper
    booking = lost(city, firm)
    Line.objects.filter(pk=booking.trip.line_id).update(carrier=own_party(carrier))
    booking = queries.booking(by, booking.pk, to="claim")
    made = actions.claim(by=by, booking=booking, amount=Decimal(1500), words="霜冻受损")

    assert made.due_on > TODAY
    for move, who, fields in (
        ("grant", carrier, {"granted": Decimal(1200)}),
        ("pay", carrier, {}),
        ("deny", by, {"words": "没有到账"}),
        ("pay", carrier, {}),
        ("confirm", by, {}),
    ):
        found = queries.claim(who, made.pk, to=move)
        actions.move_claim(by=who, claim=found, move=move, **fields)

    made.refresh_from_db()
    assert (made.state, made.granted, made.due_on) == ("settled", Decimal(1200), None)
    told = Notice.objects.filter(kind="lines.claim")
    assert told.filter(to=by.user_id).count() == 3
    assert told.filter(to=carrier.user_id).count() == 3


def own_party(actor):
    return actor.posts[0].organisation_id


def test_a_refused_claim_may_be_put_before_the_city_whose_word_ends_it(city, shipper):
    by, firm = shipper
    house = Actor.system(city)
    made = actions.claim(by=by, booking=lost(city, firm), amount=Decimal(1500), words="霜冻受损")
    with pytest.raises(PermissionDenied):
        actions.move_claim(by=by, claim=made, move="refuse", words="不")
    with pytest.raises(OddClaim, match="no-words"):
        actions.move_claim(by=house, claim=made, move="refuse")
    actions.move_claim(by=house, claim=made, move="refuse", words="包装不合格")
    actions.move_claim(by=by, claim=made, move="appeal", words="包装合格")
    actions.move_claim(by=house, claim=made, move="refuse", words="照片证明包装不合格")

    assert made.state == "closed"
    with pytest.raises(OddClaim, match="no-such-move"):
        actions.move_claim(by=by, claim=made, move="appeal", words="再来")


@pytest.mark.parametrize(
    ("fields", "why"),
    [({"amount": Decimal(0)}, "amount"), ({"words": " "}, "no-words")],
)
def test_a_claim_says_how_much_and_why(city, shipper, fields, why):
    by, firm = shipper
    defaults = {"amount": Decimal(10), "words": "霜冻"}
    with pytest.raises(OddClaim, match=why):
        actions.claim(by=by, booking=lost(city, firm), **defaults | fields)


def test_nothing_is_claimed_twice_or_before_it_arrived_or_where_all_is_whole(city, shipper):
    by, firm = shipper
    damaged, on_its_way = lost(city, firm), sent(city, firm)
    actions.claim(by=by, booking=damaged, amount=Decimal(10), words="霜冻")
    with pytest.raises(OddClaim, match="twice"):
        actions.claim(by=by, booking=damaged, amount=Decimal(10), words="霜冻")
    with pytest.raises(OddClaim, match="not-received"):
        actions.claim(by=by, booking=on_its_way, amount=Decimal(10), words="霜冻")
    actions.receive(by=by, booking=on_its_way, received=1000, damaged=0, hours=9)
    with pytest.raises(OddClaim, match="nothing-lost"):
        actions.claim(by=by, booking=on_its_way, amount=Decimal(10), words="霜冻")


def test_whoever_lets_a_claim_wait_is_reminded_once_a_day(city, shipper, carrier):
    by, firm = shipper
    booking = lost(city, firm)
    Line.objects.filter(pk=booking.trip.line_id).update(carrier=own_party(carrier))
    made = actions.claim(by=by, booking=booking, amount=Decimal(10), words="霜冻")
    city.today_on = made.due_on
    city.save(update_fields=["today_on"])

    chores.remind(city)
    chores.remind(city)

    assert [
        (notice.kind, notice.to_id) for notice in Notice.objects.filter(kind="lines.claim_waiting")
    ] == [("lines.claim_waiting", carrier.user_id)]


def test_temperatures_are_recorded_of_a_truck_that_left_once_a_logger(city):
    by, made = Actor.system(city), sent(city)
    told = temperature.Summary(Decimal(2), Decimal(18), 600, 45, 0, 61)
    kept = {"logger": "前部", "low": Decimal(8), "high": Decimal(28), "told": told}

    log = actions.record_temperatures(by=by, trip=made.trip, **kept)

    assert log.minutes_outside == 45
    for trip, fields, why in (
        (made.trip, {}, "twice"),
        (made.trip, {"low": Decimal(28)}, "limits"),
        (a_trip(city), {}, "not-left"),
    ):
        with pytest.raises(OddTemperature, match=why):
            actions.record_temperatures(by=by, trip=trip, **kept | fields)
