"""Shares at random against a plain model on PostgreSQL; and many at once."""

import uuid

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.companies import a_company
from tests.people import TODAY
from tests.threads import at_once
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.ledger import queries as ledger
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.equity import actions, queries, rules
from yuandu.mechanisms.equity.actions import Side
from yuandu.mechanisms.equity.models import Holding
from yuandu.mechanisms.equity.tests.records import (
    a_holder,
    a_register,
    a_vehicle,
    holds,
    moved,
)

SIDES = st.integers(0, 4)


class Register(RuleBasedStateMachine):
    """Four holders and a vehicle; the model is a list of five numbers."""

    @initialize()
    def open(self):
        self.undo = transaction.atomic()
        self.undo.__enter__()
        company = a_company(f"company-{uuid.uuid4().hex[:8]}")
        self.company, self.by = company, Actor.system(company)
        self.shares = a_register(company, authorised=1_000)
        people = [a_holder(company, str(at)) for at in range(4)]
        vehicle = a_vehicle(company, "V")
        self.sides = [*map(Side, people), Side(people[0], vehicle)]
        self.held, self.bought, self.issued = [0] * 5, 0, 0
        self.pending = []

    def teardown(self):
        if hasattr(self, "undo"):
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    def tried(self, act):
        try:
            with transaction.atomic():
                return act()
        except Refusal:
            return None

    def promised(self, at):
        return sum(quantity for _, source, _, quantity in self.pending if source == at)

    @rule(at=SIDES, quantity=st.integers(-1, 700))
    def issue(self, at, quantity):
        done = self.tried(lambda: moved(self.shares, rules.ISSUE, quantity, target=self.sides[at]))
        assert bool(done) == (quantity > 0 and self.issued + quantity <= 1_000)
        if done:
            self.held[at] += quantity
            self.issued += quantity

    @rule(source=SIDES, to=SIDES, quantity=st.integers(1, 400), later=st.booleans())
    def transfer(self, source, to, quantity, later):
        free = self.held[source] - self.promised(source)
        done = self.tried(
            lambda: moved(
                self.shares,
                rules.TRANSFER,
                quantity,
                source=self.sides[source],
                target=self.sides[to],
                is_pending=later,
            )
        )
        assert bool(done) == (source != to and quantity <= free)
        if done and later:
            self.pending.append((done, source, to, quantity))
        elif done:
            self.held[source] -= quantity
            self.held[to] += quantity

    @rule(post=st.booleans())
    def decide(self, post):
        if not self.pending:
            return
        found, source, target, quantity = self.pending.pop()
        (actions.post if post else actions.void)(by=self.by, found=found)
        if post:
            self.held[source] -= quantity
            self.held[target] += quantity

    @rule(at=SIDES, quantity=st.integers(1, 400), kind=st.sampled_from(("repurchase", "cancel")))
    def give_back(self, at, quantity, kind):
        free = self.held[at] - self.promised(at)
        done = self.tried(lambda: moved(self.shares, kind, quantity, source=self.sides[at]))
        assert bool(done) == (quantity <= free)
        if done:
            self.held[at] -= quantity
            self.bought += quantity if kind == rules.REPURCHASE else 0
            self.issued -= quantity if kind == rules.CANCEL else 0

    @rule(at=SIDES, quantity=st.integers(1, 400), again=st.booleans())
    def use_what_was_bought(self, at, quantity, again):
        kind, side = (rules.GRANT, self.sides[at]) if again else (rules.RETIRE, None)
        done = self.tried(lambda: moved(self.shares, kind, quantity, target=side))
        assert bool(done) == (quantity <= self.bought)
        if done:
            self.bought -= quantity
            self.held[at] += quantity if again else 0
            self.issued -= 0 if again else quantity

    @invariant()
    def the_books_are_the_model(self):
        if not hasattr(self, "held"):
            return
        assert [holds(side.holder, side.vehicle) for side in self.sides] == self.held
        (total,) = queries.totals(self.by)
        assert (total.issued, total.bought) == (self.issued, self.bought)
        assert sum(self.held) + self.bought == self.issued
        by_entries = queries.held_on(self.company, TODAY)
        standing = Holding.objects.filter(workspace=self.company, account__balance__gt=0)
        assert by_entries == {each.pk: int(each.account.balance) for each in standing}
        assert not ledger.disagreeing(self.company)


@pytest.mark.django_db
def test_holdings_are_the_sums_of_their_entries_whatever_happens():
    run_state_machine_as_test(
        Register,
        settings=settings(
            max_examples=12,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_sell_the_same_shares_one_does():
    company = a_company()
    shares = a_register(company)
    one, other = a_holder(company, "1"), a_holder(company, "2")
    moved(shares, rules.ISSUE, 100, target=one)
    told = at_once(
        *(lambda: moved(shares, rules.TRANSFER, 60, source=one, target=other) for _ in range(8))
    )
    assert sorted(told) == ["done", *["too-few-shares"] * 7]
    assert (holds(one), holds(other)) == (40, 60)


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_come_for_the_last_place_one_gets_it():
    company = a_company()
    shares = a_register(company, form=rules.LIMITED)
    for at in range(49):
        moved(shares, rules.ISSUE, 1, target=a_holder(company, f"H{at}"))
    late = [a_holder(company, f"L{at}") for at in range(8)]
    told = at_once(*(lambda each=each: moved(shares, rules.ISSUE, 1, target=each) for each in late))
    assert sorted(told) == ["done", *["too-many-shareholders"] * 7]


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_eight_times_at_once_enters_once():
    company = a_company()
    shares, one = a_register(company), a_holder(company, "1")
    told = at_once(
        *(lambda: moved(shares, rules.ISSUE, 10, target=one, key="same") for _ in range(8))
    )
    assert told == ["done"] * 8
    assert holds(one) == 10
