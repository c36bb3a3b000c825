"""Deliveries and money at random against a plain model: the books add up at every step."""

import uuid
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import F, Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.people import TODAY, a_workspace
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.ledger.models import Account
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.orders import actions as orders
from yuandu.mechanisms.orders.models import Promise
from yuandu.mechanisms.settlements import actions
from yuandu.mechanisms.settlements.models import Batch, Deduction, Season, Settlement
from yuandu.mechanisms.settlements.tests.records import a_promise, book, counts, is_consistent

pytestmark = pytest.mark.django_db
PROMISED = 600


class Trade(RuleBasedStateMachine):
    """One promise; the model is a few sums that anybody could keep on paper."""

    @initialize()
    def open(self):
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.city = a_workspace(f"city-{uuid.uuid4().hex[:8]}")
        self.by = Actor.system(self.city)
        self.promise = a_promise(self.city, quantity=PROMISED)
        self.batches, self.slips = [], []
        self.short = 0
        self.bought = self.due = self.there = self.out = Decimal(0)
        self.deposits = self.repaid = Decimal(0)
        self.has_left = False

    def teardown(self):
        if hasattr(self, "undo"):
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    def tried(self, act):
        """Do it; a refusal must leave everything as it was."""
        try:
            with transaction.atomic():
                return act()
        except Refusal:
            return None

    @rule(pots=st.integers(1, PROMISED))
    def announce(self, pots):
        made = self.tried(
            lambda: actions.announce(
                by=self.by,
                promise=self.promise,
                key=uuid.uuid4(),
                quantity=pots,
                expected_on=TODAY,
            )
        )
        if made:
            self.batches.append(made.pk)

    def drawn(self, data, keys):
        return data.draw(st.sampled_from(keys))

    @precondition(lambda self: self.batches)
    @rule(data=st.data(), missing=st.booleans())
    def arrive(self, data, missing):
        batch = Batch.objects.get(pk=self.drawn(data, self.batches))
        if missing:
            lost = self.tried(
                lambda: actions.miss(by=self.by, batch=batch, cause="weather", words="雪")
            )
            self.short += lost.quantity if lost else 0
        else:
            self.tried(
                lambda: actions.receive(by=self.by, batch=batch, received=batch.announced, on=TODAY)
            )

    @precondition(lambda self: self.batches)
    @rule(
        data=st.data(), second=st.integers(0, 300), third=st.integers(0, 99), bad=st.integers(0, 99)
    )
    def grade(self, data, second, third, bad):
        batch = Batch.objects.get(pk=self.drawn(data, self.batches))
        found = counts(second=second, third=third, disease=bad)
        self.tried(lambda: actions.grade(by=self.by, batch=batch, counts=found, reason="复核"))

    @precondition(lambda self: self.batches)
    @rule(data=st.data())
    def settle(self, data):
        batch = Batch.objects.get(pk=self.drawn(data, self.batches))
        slip = self.tried(lambda: actions.settle(by=self.by, batch=batch))
        if slip:
            graded = batch.gradings.get(is_current=True)
            # 3.20 a pot as ordered, 85 % of it one grade below.
            assert slip.gross == graded.second * Decimal("3.20") + graded.third * Decimal("2.72")
            self.bought += slip.gross
            self.due += slip.due
            self.slips.append(slip.pk)

    @precondition(lambda self: self.slips)
    @rule(data=st.data(), verb=st.sampled_from(("fund", "refuse", "ask_again")))
    def buyers_bank(self, data, verb):
        slip = Settlement.objects.get(pk=self.drawn(data, self.slips))
        words = {"words": "余额不足"} if verb == "refuse" else {}
        done = self.tried(lambda: getattr(actions, verb)(by=self.by, slip=slip, **words))
        if done and verb == "fund":
            self.there += slip.due

    @precondition(lambda self: self.slips)
    @rule(data=st.data(), verb=st.sampled_from(("pay", "bounce", "pay_again")))
    def growers_bank(self, data, verb):
        slip = Settlement.objects.get(pk=self.drawn(data, self.slips))
        words = {"words": "卡号有误"} if verb == "bounce" else {}
        done = self.tried(lambda: getattr(actions, verb)(by=self.by, slip=slip, **words))
        if done and verb == "pay":
            self.out += slip.net

    @rule(pots=st.integers(1, 200))
    def write_off(self, pots):
        done = self.tried(
            lambda: actions.write_off(
                by=self.by, promise=self.promise, quantity=pots, cause="disease", words="病"
            )
        )
        self.short += pots if done else 0

    @rule(fen=st.integers(1, 40_000))
    def pay_deposit(self, fen):
        amount = Decimal(fen) / 100
        done = self.tried(
            lambda: actions.pay_deposit(
                by=self.by, order=self.promise.order, amount=amount, key=uuid.uuid4()
            )
        )
        self.deposits += amount if done else 0

    @rule(side=st.sampled_from(("buyer", "grower", "neither")))
    def abandon(self, side):
        made = self.tried(
            lambda: actions.abandon(by=self.by, promise=self.promise, side=side, words="不做了")
        )
        if made:
            self.short += made.quantity
            assert 0 <= made.deposit <= self.deposits
            if self.tried(lambda: actions.repay(by=self.by, abandonment=made)):
                self.repaid += made.owed

    @rule()
    def drop_out(self):
        before = Promise.objects.get(pk=self.promise.pk).state
        done = self.tried(lambda: orders.withdraw(by=self.by, promise=self.promise))
        self.has_left |= bool(done and before == "accepted")

    @invariant()
    def books_are_balanced(self):
        if not hasattr(self, "city"):
            return
        mine = Account.objects.filter(workspace=self.city)
        assert (mine.aggregate(all=Sum("balance"))["all"] or 0) == 0
        found = book(self.city)
        assert found.get("buyer", (0, 0))[0] == -self.there - self.deposits + self.repaid
        assert found.get("grower", (0, 0))[0] == self.out + self.deposits - self.repaid
        waiting = Settlement.objects.filter(
            workspace=self.city, state__in=("funded", "bounced")
        ).aggregate(net=Sum("net"))["net"]
        assert found.get("pool", (0, 0))[0] == (waiting or 0)

    @invariant()
    def slips_add_up(self):
        if not hasattr(self, "city"):
            return
        slips = Settlement.objects.filter(workspace=self.city)
        sums = slips.aggregate(gross=Sum("gross"), due=Sum("due"))
        assert (sums["gross"] or 0, sums["due"] or 0) == (self.bought, self.due)
        assert not slips.exclude(gross=F("net") + F("taken")).exists()
        debts = Deduction.objects.filter(slip__workspace=self.city)
        assert not debts.filter(taken__gt=F("wanted")).exists()

    @invariant()
    def promises_are_consistent(self):
        if not hasattr(self, "city"):
            return
        promise = Promise.objects.get(pk=self.promise.pk)
        accepted = sum(
            batch.gradings.get(is_current=True).accepted
            for batch in Batch.objects.filter(promise=promise, state__in=("graded", "settled"))
        )
        if promise.stands:
            assert promise.quantity == PROMISED - self.short
            assert accepted <= promise.quantity
        else:
            assert self.has_left or self.short == PROMISED
        assert is_consistent(promise)
        for season in Season.objects.filter(workspace=self.city):
            lost = season.losses.exclude(cause="downgraded").aggregate(pots=Sum("quantity"))
            assert season.lost == (lost["pots"] or 0) <= season.saleable


def test_the_books_add_up_whatever_is_delivered_refused_and_paid():
    run_state_machine_as_test(
        Trade,
        settings=settings(
            max_examples=12,
            stateful_step_count=18,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
