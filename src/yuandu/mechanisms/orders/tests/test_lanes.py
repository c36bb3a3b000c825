"""Lanes: what a way costs decides who delivers, and a week carries no more than it does."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from tests.people import a_division, a_user, a_workspace
from tests.threads import at_once
from yuandu.engines.allocation import standalone
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.orders import actions, rules
from yuandu.mechanisms.orders.actions import LaneWords
from yuandu.mechanisms.orders.models import Answer, Lane, LaneWeek, Offer, Promise
from yuandu.mechanisms.orders.refusals import NotEnoughLeft, OddLane, OddPromise
from yuandu.mechanisms.orders.tests.records import (
    FROM,
    UNTIL,
    a_lane,
    an_offer,
    an_order,
    asked,
)

WEEK = rules.monday(FROM)


@pytest.fixture
def by(weifang) -> Actor:
    return Actor.system(weifang)


def from_linqu(workspace, **changes) -> Offer:
    return an_offer(
        workspace, "示例花农临朐户", place=a_division(workspace, "370724", "临朐县"), **changes
    )


def loaded(lane: Lane) -> dict:
    return {week.monday: (week.promised, week.carries) for week in lane.weeks.all()}


@pytest.mark.django_db
def test_of_two_who_ask_alike_the_one_with_the_cheaper_way_delivers(by, weifang):
    an_order(weifang, quantity=500)
    near, far = an_offer(weifang, quantity=500), from_linqu(weifang, quantity=500)
    a_lane(weifang)
    a_lane(weifang, "370724", "0.50")

    docking = actions.dock(by=by)

    pairing = docking.pairings.get()
    assert (pairing.offer, pairing.carriage) == (near, Decimal("0.20"))
    assert (pairing.worth, pairing.asked) == (Decimal("0.50"), Decimal("2.50"))
    assert Answer.objects.get(docking=docking, offer=far).margin == Decimal("0.30")
    promise = actions.publish(by=by, docking=docking)[0]
    assert promise.money == 500 * (Decimal("3.20") - Decimal("0.20"))


@pytest.mark.django_db
def test_where_one_lane_leads_only_what_has_a_lane_goes(by, weifang):
    an_order(weifang, quantity=500)
    elsewhere = an_order(weifang, quantity=100, delivered_to="别处")
    far = from_linqu(weifang, quantity=900)
    a_lane(weifang)  # from 青州, where nobody offers

    docking = actions.dock(by=by)

    assert [each.order for each in docking.pairings.all()] == [elsewhere]
    assert set(docking.answers.filter(docked=0).values_list("reason", flat=True)) == {"lane"}
    order = docking.answers.get(order__isnull=False, reason="lane").order
    with pytest.raises(OddPromise, match="lane"):
        actions.claim(by=by, order=order, offer=far, quantity=100, key="k")


@pytest.mark.django_db
def test_two_greenhouses_of_one_household_are_two_offers(by, weifang):
    an_order(weifang, quantity=900)
    for place_words in ("东棚", "西棚"):
        an_offer(weifang, quantity=500, place_words=place_words, place=a_division(weifang))

    assert actions.dock(by=by).docked == 900
    lane = a_lane(weifang, capacity=600)
    docking = actions.dock(by=by)
    actions.publish(by=by, docking=docking)

    assert docking.docked == 500
    assert loaded(lane) == {WEEK: (500, 600)}


@pytest.mark.django_db
def test_a_week_carries_no_more_than_it_does_over_all_orders(by, weifang, tmp_path):
    orders = [an_order(weifang, quantity=400), an_order(weifang, quantity=400)]
    later = an_order(
        weifang, quantity=400, from_on=FROM + timedelta(7), until_on=UNTIL + timedelta(7)
    )
    offer = an_offer(weifang, quantity=2000, until_on=UNTIL + timedelta(30))
    lane = a_lane(weifang, capacity=500)

    docking = actions.dock(by=by)
    promises = actions.publish(by=by, docking=docking)

    docked = {each.order: each.docked for each in docking.answers.filter(order__isnull=False)}
    assert sum(docked[order] for order in orders) == 500
    assert docked[later] == 400
    assert loaded(lane) == {WEEK: (500, 500), WEEK + timedelta(7): (400, 500)}
    short = next(order for order in orders if docked[order] < 400)
    with pytest.raises(NotEnoughLeft) as refused, transaction.atomic():
        actions.claim(by=by, order=short, offer=offer, quantity=100, key="k")
    assert "0" in refused.value.sentence
    with zipfile.ZipFile(io.BytesIO(docking.papers)) as papers:
        papers.extractall(tmp_path)
    names = ("orders", "growers", "docked", "proof", "lanes")
    checked = subprocess.run(  # noqa: S603 - our own file
        [sys.executable, Path(standalone.__file__), *(tmp_path / f"{name}.csv" for name in names)],
        capture_output=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout
    for each in promises:
        actions.decline(by=by, promise=each)
    standing = [each for each in Promise.objects.all() if each.stands]
    assert sum(promised for promised, _ in loaded(lane).values()) == sum(
        each.quantity for each in standing
    )


@pytest.mark.django_db
def test_a_lane_entered_late_counts_what_is_promised_already(by, weifang):
    an_order(weifang, quantity=500)
    an_offer(weifang, quantity=500)
    promise = asked(weifang)[0]

    lane = a_lane(weifang, capacity=300)
    assert loaded(lane) == {WEEK: (500, 500)}
    actions.accept(by=by, promise=promise, quantity=450)

    assert loaded(lane) == {WEEK: (450, 500)}
    a_lane(weifang, capacity=600)
    assert loaded(lane) == {WEEK: (450, 600)}
    a_lane(weifang)
    assert loaded(lane) == {}
    with pytest.raises(IntegrityError), transaction.atomic():
        LaneWeek.objects.create(workspace=weifang, lane=lane, monday=WEEK, carries=1, promised=2)


@pytest.mark.django_db
def test_who_does_not_dock_enters_no_lane_and_a_lane_has_two_ends(by, weifang, acting):
    clerk = acting(a_user("qing", workspace=weifang, role="auditor"))
    words = LaneWords(place=a_division(weifang), carriage=Decimal(1))

    with pytest.raises(PermissionDenied):
        actions.set_lane(by=clerk, words=words)
    with pytest.raises(OddLane, match="ends"):
        actions.set_lane(by=by, words=words)


@pytest.mark.django_db
def test_lanes_are_entered_and_changed_on_pages(weifang, sign_in, coordinator):
    desk = sign_in(coordinator)
    typed = {"place": a_division(weifang).pk, "delivered_to": "示例仓库", "carriage": "0.20"}

    assert desk.post("/orders/lanes/", typed | {"capacity": "300"}).status_code == 302
    assert desk.post("/orders/lanes/", typed | {"delivered_to": ""}).status_code == 422
    assert desk.post("/orders/lanes/", typed | {"carriage": "-1"}).status_code == 422
    lane = Lane.objects.get()
    assert "0.20" in desk.get("/orders/lanes/").content.decode()
    assert desk.post(lane.get_absolute_url(), {"carriage": "0.30"}).status_code == 302
    lane.refresh_from_db()
    assert (lane.carriage, lane.capacity) == (Decimal("0.30"), None)


@pytest.mark.django_db
def test_a_grower_reads_how_the_order_was_reckoned_and_the_buyer_does_not(weifang, sign_in):
    an_order(weifang, quantity=500)
    other = an_order(weifang, quantity=500, floor_price=Decimal("3.00"))
    an_offer(weifang, quantity=500)
    a_lane(weifang)
    promise = asked(weifang)[0]
    household, buyer = promise.offer.grower, promise.order.buyer
    mei = sign_in(a_user("mei", workspace=weifang, role="grower", organisation=household))
    lin = sign_in(a_user("lin", workspace=weifang, role="owner", organisation=buyer))

    hers, his = (each.get(promise.get_absolute_url()).content.decode() for each in (mei, lin))

    for told in ("− 0.20", "− 2.50", "<b>0.30</b>", other.number):
        assert told in hers
        assert told not in his


@pytest.mark.django_db(transaction=True)
def test_a_hundred_who_want_the_last_room_of_a_week_share_it_and_no_more():
    by = Actor.system(a_workspace())
    an_order(by.workspace, quantity=4000)
    order = an_order(by.workspace, quantity=4000)
    lane = a_lane(by.workspace, capacity=250)
    offers = [an_offer(by.workspace, f"示例花农{at:02d}户", quantity=100) for at in range(25)]

    def claiming(offer: Offer) -> Callable[[], object]:
        return lambda: actions.claim(
            by=by, order=order, offer=offer, quantity=100, key=f"k{offer.pk}"
        )

    came = at_once(*map(claiming, offers))

    assert (came.count("done"), came.count("not-enough-left")) == (2, 23)
    assert loaded(lane) == {WEEK: (200, 250)}
