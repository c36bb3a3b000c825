"""From an order to promises: what is counted, who is asked next, what is refused."""

import io
import subprocess
import sys
import zipfile
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from tests.people import TODAY, a_user
from yuandu.engines.allocation import standalone
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.mechanisms.orders import actions
from yuandu.mechanisms.orders.models import Answer, Docking, Offer, Order, Promise
from yuandu.mechanisms.orders.refusals import (
    NotEnoughLeft,
    OddOffer,
    OddOrder,
    OddPromise,
    StaleDocking,
    WindowTooSoon,
)
from yuandu.mechanisms.orders.tests.records import (
    FROM,
    a_buyer,
    a_household,
    an_offer,
    an_order,
    asked,
    later,
    offer_words,
    order_words,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(weifang) -> Actor:
    return Actor.system(weifang)


def promised(row: Order | Offer) -> int:
    row.refresh_from_db()
    return row.promised


def move(by, order, name, words=""):
    order = Order.objects.select_related("track").get(pk=order.pk)
    return lifecycle.move(
        by=by, track=order.track, move=name, on=TODAY, expected_stage=order.stage, words=words
    )


def stage(order: Order) -> str:
    return Order.objects.select_related("track").get(pk=order.pk).stage


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"until_on": FROM - timedelta(days=1)}, "window"),
        ({"from_on": later(-9), "until_on": later(-1)}, "window-past"),
        ({"delivered_to": " "}, "no-place"),
        ({"share_above": Decimal("0.5")}, "share-without-index"),
        ({"minimum_lot": 1001}, "lot"),
        ({"minimum_lot": 0}, "lot"),
    ],
)
def test_an_order_that_makes_no_sense_is_refused(by, weifang, changes, why):
    with pytest.raises(OddOrder) as refused:
        actions.draft(by=by, buyer=a_buyer(weifang), words=order_words(weifang, **changes))

    assert refused.value.why == why
    assert refused.value.sentence


def test_a_window_before_the_plants_could_grow_is_told_with_dates(by, weifang):
    words = order_words(weifang, from_on=later(14), until_on=later(21))

    with pytest.raises(WindowTooSoon) as refused:
        actions.draft(by=by, buyer=a_buyer(weifang), words=words)
    made = actions.draft(by=by, buyer=a_buyer(weifang), words=words, accepts_standing=True)

    assert refused.value.params["plant_by"] == later(14 - 42)
    assert refused.value.params["ready_on"] == later(42)
    assert stage(made) == "draft"


def test_only_the_buyer_and_the_coordinators_place_orders(weifang, acting):
    buyer, other = a_buyer(weifang), a_buyer(weifang, "别家花卉有限公司")
    mine = acting(a_user("lin", workspace=weifang, role="owner", organisation=buyer))
    strange = acting(a_user("wang", workspace=weifang, role="owner", organisation=other))
    words = order_words(weifang, reference="PO-7")

    made = actions.draft(by=mine, buyer=buyer, words=words)
    for refused in (
        lambda: actions.draft(by=strange, buyer=buyer, words=words),
        lambda: actions.revise(by=strange, order=made, words=words),
        lambda: actions.draft(by=mine, buyer=buyer, words=order_words(weifang, priority=1)),
    ):
        with pytest.raises(PermissionDenied):
            refused()

    with pytest.raises(OddOrder, match="reference-taken"):
        actions.draft(by=mine, buyer=buyer, words=words)
    revised = actions.revise(by=mine, order=made, words=order_words(weifang, quantity=400))
    actions.post(by=mine, order=revised)
    revised.refresh_from_db()
    assert (revised.quantity, revised.consented_by, len(revised.digest)) == (400, "lin", 64)
    with pytest.raises(OddOrder, match="not-a-draft"):
        actions.revise(by=mine, order=made, words=words)


def test_an_offer_is_made_once_changed_and_closed(by, weifang):
    made = an_offer(weifang)
    with pytest.raises(OddOffer, match="twice"):
        an_offer(weifang)
    with pytest.raises(OddOffer, match="no-household"):
        actions.offer(by=by, grower=a_buyer(weifang), words=offer_words(weifang))
    an_order(weifang, quantity=500)
    asked(weifang)

    with pytest.raises(OddOffer, match="below-promised"):
        actions.change_offer(by=by, offer=made, quantity=499, ask=made.ask)
    actions.change_offer(by=by, offer=made, quantity=500, ask=Decimal(2))
    actions.close_offer(by=by, offer=made)
    with pytest.raises(OddOffer, match="closed"):
        actions.change_offer(by=by, offer=made, quantity=900, ask=made.ask)
    assert (made.quantity, promised(made)) == (500, 500)


def test_a_docking_is_kept_with_its_proof_and_its_reasons(by, weifang, tmp_path):
    dear = an_order(weifang, quantity=500, floor_price=Decimal("3.50"))
    cheap = an_order(weifang, quantity=500, floor_price=Decimal("3.20"))
    offer = an_offer(weifang, quantity=500)

    docking = actions.dock(by=by)

    pairing = docking.pairings.get()
    assert (pairing.order, pairing.offer, pairing.quantity) == (dear, offer, 500)
    assert (pairing.worth, pairing.runner_up) == (Decimal("1.00"), cheap)
    answer = Answer.objects.get(docking=docking, order=cheap)
    assert (answer.docked, answer.reason, answer.margin) == (0, "outbid", Decimal("0.30"))
    assert answer.nearest_grower == offer.grower
    assert docking.is_proved
    assert (docking.asked, docking.docked) == (1000, 500)
    assert not Promise.objects.exists()
    with zipfile.ZipFile(io.BytesIO(docking.papers)) as papers:
        papers.extractall(tmp_path)
    files = (tmp_path / f"{name}.csv" for name in ("orders", "growers", "docked", "proof"))
    checked = subprocess.run(  # noqa: S603 - our own file
        [sys.executable, Path(standalone.__file__), *files], capture_output=True, check=False
    )
    assert checked.returncode == 0, checked.stdout


def test_priorities_are_served_first_and_the_rest_is_shown_unmet(by, weifang):
    common = an_order(weifang, quantity=400, floor_price=Decimal(4))
    first = an_order(weifang, quantity=400, priority=1)
    an_offer(weifang, quantity=500)

    fair = actions.dock(by=by)
    worth = actions.dock(by=by, rule="worth-alone-2026")

    assert docked(fair) == {first: 400, common: 100}
    assert docked(worth) == {common: 400, first: 100}
    assert Answer.objects.get(docking=fair, order=common).left == 300


def test_who_asks_for_just_what_is_paid_is_docked_as_well(by, weifang):
    an_order(weifang, quantity=500)
    an_offer(weifang, quantity=500, ask=Decimal("3.20"))

    assert actions.dock(by=by).docked == 500


def test_lots_and_most_growers_are_kept(by, weifang):
    order = an_order(weifang, quantity=500, minimum_lot=200, most_growers=2)
    for at, quantity in enumerate((300, 250, 150, 140)):
        an_offer(weifang, f"示例花农{at}户", quantity=quantity, ask=Decimal(3 - at % 2))

    first = asked(weifang)

    assert len(first) <= 2
    assert all(each.quantity >= 200 for each in first)
    for each in first:
        actions.accept(by=by, promise=each)
    if promised(order) < 500:  # split over as many as the buyer allows
        with pytest.raises(StaleDocking, match="nothing-open"):
            actions.dock(by=by)


def docked(docking: Docking) -> dict[Order, int]:
    return {each.order: each.docked for each in docking.answers.filter(order__isnull=False)}


def test_publishing_asks_growers_and_counts_what_is_promised(by, weifang):
    order, offer = an_order(weifang, quantity=500), an_offer(weifang)

    promise = asked(weifang)[0]

    assert (promise.quantity, promise.state) == (500, "proposed")
    assert (promised(order), promised(offer), stage(order)) == (500, 500, "docked")
    assert promise.money == Decimal("1600.00")
    assert Entry.objects.filter(action="orders.publish").count() == 1


def test_a_docking_that_has_grown_old_is_not_published(by, weifang):
    an_order(weifang, quantity=500)
    offer = an_offer(weifang, quantity=500)
    old, same = actions.dock(by=by), actions.dock(by=by)
    actions.publish(by=by, docking=same)

    with pytest.raises(StaleDocking, match="not-proposed"):
        actions.publish(by=by, docking=same)
    with pytest.raises(StaleDocking, match="changed"), transaction.atomic():
        actions.publish(by=by, docking=old)
    assert promised(offer) == 500


def test_a_docking_is_taken_back_until_somebody_accepts(by, weifang):
    order, offer = an_order(weifang, quantity=1000), an_offer(weifang, quantity=400)
    an_offer(weifang, "示例花农乙户", quantity=300)
    first = actions.dock(by=by)
    actions.publish(by=by, docking=first)

    actions.undo(by=by, docking=first)

    assert (promised(order), promised(offer), stage(order)) == (0, 0, "open")
    assert {each.why_ended for each in first.promises.all()} == {"undone"}
    promises = asked(weifang)
    actions.accept(by=by, promise=promises[0])
    with pytest.raises(StaleDocking, match="accepted"):
        actions.undo(by=by, docking=promises[0].docking)


def test_a_second_yes_changes_nothing(by, weifang):
    order = an_order(weifang, quantity=500)
    an_offer(weifang)
    promise = asked(weifang)[0]

    actions.accept(by=by, promise=promise)
    again = actions.accept(by=by, promise=promise)

    assert (again.state, promised(order)) == ("accepted", 500)
    assert (again.accepted_by, again.channel, len(again.digest)) == ("Yuandu", "page", 64)
    assert Entry.objects.filter(action="orders.accept").count() == 1
    with pytest.raises(OddPromise, match="accepted"):
        actions.accept(by=by, promise=promise, quantity=10)
    with pytest.raises(OddPromise, match="accepted"):
        actions.decline(by=by, promise=promise)


def test_who_takes_a_part_leaves_the_rest_to_others(by, weifang):
    order, offer = an_order(weifang, quantity=500), an_offer(weifang, quantity=500)
    other = an_offer(weifang, "示例花农乙户", quantity=250, ask=Decimal(3))
    promise = asked(weifang)[0]

    actions.accept(by=by, promise=promise, quantity=300)

    substitute = Promise.objects.get(replaces=promise)
    assert (substitute.offer, substitute.quantity, substitute.reason) == (other, 200, "substitute")
    assert (promised(offer), promised(other), promised(order)) == (300, 200, 500)
    promise.refresh_from_db()
    assert (promise.state, promise.quantity) == ("accepted", 300)


@pytest.mark.parametrize(("quantity", "why"), [(0, "quantity"), (501, "quantity"), (99, "lot")])
def test_a_part_that_makes_no_sense_is_refused(by, weifang, quantity, why):
    an_order(weifang, quantity=500, minimum_lot=100)
    an_offer(weifang, quantity=500)
    promise = asked(weifang)[0]

    with pytest.raises(OddPromise, match=why):
        actions.accept(by=by, promise=promise, quantity=quantity)


def test_who_declines_is_replaced_and_no_other_promise_is_touched(by, weifang):
    order = an_order(weifang, quantity=1000)
    an_offer(weifang, "甲户", quantity=600, ask=Decimal(1))
    an_offer(weifang, "乙户", quantity=400, ask=Decimal(2))
    third = an_offer(weifang, "丙户", quantity=900, ask=Decimal(3))
    first, second = asked(weifang)
    actions.accept(by=by, promise=second)
    before = Promise.objects.filter(pk=second.pk).values().get()

    actions.decline(by=by, promise=first, words="没有那么多")
    actions.decline(by=by, promise=first)

    first.refresh_from_db()
    substitute = first.substitutes.get()
    assert (first.state, first.why_ended, first.words) == ("replaced", "declined", "没有那么多")
    assert (substitute.offer, substitute.quantity, substitute.state) == (third, 600, "proposed")
    assert Promise.objects.filter(pk=second.pk).values().get() == before
    assert promised(order) == 1000
    with pytest.raises(OddPromise, match="ended"):
        actions.accept(by=by, promise=first)


def test_who_drops_out_is_replaced_unless_delivery_has_begun(by, weifang):
    order = an_order(weifang, quantity=500)
    an_offer(weifang, "甲户", quantity=500, ask=Decimal(1))
    an_offer(weifang, "乙户", quantity=300, ask=Decimal(2))
    promise = asked(weifang)[0]
    with pytest.raises(OddPromise, match="not-accepted"):
        actions.withdraw(by=by, promise=promise)
    actions.accept(by=by, promise=promise)

    actions.withdraw(by=by, promise=promise)

    promise.refresh_from_db()
    substitute = promise.substitutes.get()
    assert (promise.state, promise.why_ended) == ("withdrawn", "dropped_out")
    assert (substitute.quantity, promised(order)) == (300, 300)
    actions.accept(by=by, promise=substitute)
    Promise.objects.filter(pk=substitute.pk).update(state="in_delivery")
    with pytest.raises(OddPromise, match="in-delivery") as refused:
        actions.withdraw(by=by, promise=substitute)
    assert "短缺" in refused.value.sentence or "shortage" in refused.value.sentence


def test_a_cancelled_order_frees_what_was_promised(by, weifang):
    order, offer = an_order(weifang, quantity=500), an_offer(weifang)
    promise = asked(weifang)[0]
    actions.accept(by=by, promise=promise)

    with pytest.raises(OddOrder, match="something-promised"):
        move(by, order, "close", "不要了")
    move(by, order, "cancel", "不要了")

    promise.refresh_from_db()
    assert (promise.state, promise.why_ended) == ("withdrawn", "cancelled")
    assert (promised(order), promised(offer), stage(order)) == (0, 0, "cancelled")
    with pytest.raises(OddPromise, match="ended"):
        actions.accept(by=by, promise=promise)


def test_what_is_left_is_taken_first_come_first_served(by, weifang):
    order = an_order(weifang, quantity=500, minimum_lot=100, most_growers=1)
    offer, other = an_offer(weifang), an_offer(weifang, "乙户")

    taken = actions.claim(by=by, order=order, offer=offer, quantity=400, key="k1")
    again = actions.claim(by=by, order=order, offer=offer, quantity=400, key="k1")

    assert (again.pk, promised(order), stage(order)) == (taken.pk, 400, "docked")
    for given, refusal in (
        ((offer, 101, "k2"), NotEnoughLeft),
        ((offer, 99, "k3"), OddPromise),
        ((other, 100, "k4"), OddPromise),
        ((an_offer(weifang, "丙户", grade="third"), 100, "k5"), OddPromise),
    ):
        with pytest.raises(refusal), transaction.atomic():
            actions.claim(by=by, order=order, offer=given[0], quantity=given[1], key=given[2])
    actions.claim(by=by, order=order, offer=offer, quantity=100, key="k6")
    assert (promised(order), promised(offer)) == (500, 500)


def test_a_total_is_kept_over_all_offers_of_a_grower(by, weifang):
    an_order(weifang, quantity=1000)
    an_offer(weifang, quantity=600, total=700)
    an_offer(weifang, quantity=600, total=700, from_on=later(57))

    promises = asked(weifang)
    more = an_order(weifang, quantity=1000)

    assert sum(each.quantity for each in promises) == 700
    with pytest.raises(StaleDocking, match="nothing-offered"):
        actions.dock(by=by)
    offer = Offer.objects.filter(promised__lt=600).first()
    with pytest.raises(NotEnoughLeft) as refused, transaction.atomic():
        actions.claim(by=by, order=more, offer=offer, quantity=10, key="k")
    assert (refused.value.what, refused.value.left) == ("total", 0)


def test_growers_answer_for_themselves_and_coordinators_where_they_serve(weifang, acting):
    household = a_household(weifang)
    an_order(weifang, quantity=500)
    an_offer(weifang)
    promise = asked(weifang)[0]
    mine = acting(a_user("mei", workspace=weifang, role="grower", organisation=household))
    other = acting(
        a_user("gao", workspace=weifang, role="grower", organisation=a_household(weifang, "乙户"))
    )

    for act in (actions.accept, actions.decline, actions.withdraw, actions.ask_for_call):
        with pytest.raises(PermissionDenied):
            act(by=other, promise=promise)
    actions.ask_for_call(by=mine, promise=promise)
    assert promise.asks_for_call
    assert actions.accept(by=mine, promise=promise).accepted_by == "mei"
