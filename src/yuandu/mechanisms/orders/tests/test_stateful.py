"""Orders, offers and answers in any order of events, against a model of plain numbers.

The model knows who promised how much of what and in which state; whom a docking or a
search for substitutes asks is taken from the database, and held against what is allowed.
"""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.people import TODAY, a_workspace
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.orders import actions
from yuandu.mechanisms.orders.models import Docking, Offer, Order, Promise
from yuandu.mechanisms.orders.tests.records import an_offer, an_order

STANDING = {"proposed", "accepted"}
UNITS = st.integers(1, 9)
pytestmark = pytest.mark.django_db


@dataclass
class Share:
    order: int
    offer: int
    units: int
    state: str


class Trade(RuleBasedStateMachine):
    """Buyers order, households offer and answer, the coordinator docks and takes back."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.by = Actor.system(a_workspace())
        self.asked: dict[int, int] = {}  # order → units, while it is not cancelled
        self.there: dict[int, int] = {}  # offer → units
        self.shares: dict[int, Share] = {}
        self.docking: Docking | None = None
        self.keys = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def tried(self, act, **given) -> str:
        """Do it, and undo what it did if it refuses; return "done" or why not."""
        try:
            with transaction.atomic():
                act(by=self.by, **given)
        except Refusal as refusal:
            return getattr(refusal, "why", refusal.code)
        return "done"

    def learn(self, allowed: int, *, order: int | None = None) -> None:
        """Take in the promises that are new: no more units than `allowed`, to fresh households."""
        new = Promise.objects.exclude(pk__in=self.shares).filter(state="proposed")
        for each in new:
            if order is not None:
                before = {share.offer for share in self.shares.values() if share.order == order}
                assert each.order_id == order
                assert each.offer_id not in before
            allowed -= each.quantity
            self.shares[each.pk] = Share(each.order_id, each.offer_id, each.quantity, "proposed")
        assert allowed >= 0

    def taken(self, *, order: int = 0, offer: int = 0) -> int:
        return sum(
            share.units
            for share in self.shares.values()
            if share.state in STANDING and (share.order == order or share.offer == offer)
        )

    def left(self, order: int) -> int:
        return self.asked[order] - self.taken(order=order)

    @rule(units=UNITS, price=st.integers(1, 4))
    def order(self, units, price):
        made = an_order(self.by.workspace, quantity=units, floor_price=Decimal(price))
        self.asked[made.pk] = units

    @rule(units=UNITS, ask=st.integers(1, 4))
    def offer(self, units, ask):
        name = f"户{len(self.there)}"
        made = an_offer(self.by.workspace, name, quantity=units, ask=Decimal(ask))
        self.there[made.pk] = units

    @rule()
    def dock(self):
        came = self.tried(lambda by: setattr(self, "docking", actions.dock(by=by)))
        open_units = sum(self.left(order) for order in self.asked)
        has_capacity = any(self.taken(offer=each) < units for each, units in self.there.items())
        assert (came == "done") == bool(open_units and has_capacity)

    @precondition(lambda self: self.docking)
    @rule()
    def publish(self):
        self.docking.refresh_from_db()
        open_units = sum(self.left(order) for order in self.asked)
        was_proposed = self.docking.state == "proposed"
        came = self.tried(actions.publish, docking=self.docking)
        assert came in ({"done", "changed"} if was_proposed else {"not-proposed"})
        self.learn(open_units if came == "done" else 0)

    @precondition(lambda self: self.docking)
    @rule()
    def undo(self):
        self.docking.refresh_from_db()
        mine = set(self.docking.promises.values_list("pk", flat=True))
        came = self.tried(actions.undo, docking=self.docking)
        if came != "done":
            return
        for pk in mine:
            share = self.shares[pk]
            assert share.state != "accepted"
            if share.state == "proposed":
                share.state = "withdrawn"

    @precondition(lambda self: self.shares)
    @rule(data=st.data(), part=st.integers(0, 3))
    def accept(self, data, part):
        pk = data.draw(st.sampled_from(sorted(self.shares)))
        share = self.shares[pk]
        wanted = None if part == 0 else share.units - part
        came = self.tried(actions.accept, promise=self.found(pk), quantity=wanted)
        if share.state == "proposed" and (wanted is None or wanted >= 1):
            assert came == "done"
            rest = 0 if wanted is None else share.units - wanted
            share.state, share.units = "accepted", share.units - rest
            self.learn(rest, order=share.order)
        elif share.state == "accepted" and wanted in {None, share.units}:
            assert came == "done"
        else:
            assert came in {"quantity", "accepted", "ended"}

    @precondition(lambda self: self.shares)
    @rule(data=st.data())
    def decline(self, data):
        self.end(data, "proposed", "declined", actions.decline)

    @precondition(lambda self: self.shares)
    @rule(data=st.data())
    def withdraw(self, data):
        self.end(data, "accepted", "withdrawn", actions.withdraw)

    def end(self, data, before, after, act):
        pk = data.draw(st.sampled_from(sorted(self.shares)))
        share = self.shares[pk]
        came = self.tried(act, promise=self.found(pk))
        if share.state == before:
            assert came == "done"
            share.state = after
            self.learn(share.units, order=share.order)

    @precondition(lambda self: self.asked and self.there)
    @rule(data=st.data(), units=UNITS)
    def claim(self, data, units):
        order = data.draw(st.sampled_from(sorted(self.asked)))
        offer = data.draw(st.sampled_from(sorted(self.there)))
        fits = units <= self.left(order) and units <= self.there[offer] - self.taken(offer=offer)
        self.keys += 1
        came = self.tried(
            actions.claim,
            order=Order.objects.get(pk=order),
            offer=Offer.objects.get(pk=offer),
            quantity=units,
            key=f"k{self.keys}",
        )
        assert (came == "done") == fits
        if fits:
            made = Promise.objects.get(key=f"k{self.keys}")
            self.shares[made.pk] = Share(order, offer, units, "accepted")

    @precondition(lambda self: self.asked)
    @rule(data=st.data())
    def cancel(self, data):
        pk = data.draw(st.sampled_from(sorted(self.asked)))
        order = Order.objects.select_related("track").get(pk=pk)
        lifecycle.move(
            by=self.by,
            track=order.track,
            move="cancel",
            on=TODAY,
            expected_stage=order.stage,
            words="不要了",
        )
        del self.asked[pk]
        for share in self.shares.values():
            if share.order == pk and share.state in STANDING:
                share.state = "withdrawn"

    def found(self, pk: int) -> Promise:
        return Promise.objects.select_related("order", "offer__grower").get(pk=pk)

    @invariant()
    def counts_are_those_of_the_model(self):
        for order in Order.objects.all():
            assert order.promised == self.taken(order=order.pk) <= order.quantity
        for offer in Offer.objects.all():
            assert offer.promised == self.taken(offer=offer.pk) <= self.there[offer.pk]
        states = dict(Promise.objects.values_list("pk", "state"))
        assert states.keys() == self.shares.keys()
        for pk, share in self.shares.items():
            assert states[pk] == share.state or (
                states[pk] == "replaced" and share.state in {"declined", "withdrawn"}
            )


def test_whatever_happens_nobody_is_promised_more_than_there_is():
    run_state_machine_as_test(
        Trade,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
