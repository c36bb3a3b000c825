"""The fund in any order of acts: never overspent, and what stands on awards is in the books."""

import datetime
from decimal import Decimal

import hypothesis.strategies as st
import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import settings
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from tests.companies import a_company, people_of
from tests.people import TODAY
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.rewards.actions import awards, funds, payroll
from yuandu.mechanisms.rewards.models import Award, FundYear, Part
from yuandu.mechanisms.rewards.tests.records import (
    a_rule,
    a_worker_of,
    an_idea,
    the_house,
)

LAST_DAY = datetime.date(TODAY.year, 12, 31)


class Fund(RuleBasedStateMachine):
    """A fund, its awards and payrolls, whoever does what to them in whichever order."""

    queue = Bundle("queue")
    lists = Bundle("lists")

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.company = a_company()
        people_of(self.company)
        a_rule(self.company)
        self.house = the_house(self.company)
        self.granted = Decimal(0)
        self.key = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def _tried(self, act) -> object | None:
        """Return what an act gives; None where the room refuses it."""
        try:
            with transaction.atomic():
                return act()
        except Refusal:
            return None

    @initialize(amount=st.integers(1, 2000))
    def begin(self, amount: int) -> None:
        self.grant(amount)

    @rule(amount=st.integers(1, 500))
    def grant(self, amount: int) -> None:
        self.key += 1
        done = self._tried(
            lambda: funds.grant(
                by=self.house, year=TODAY.year, amount=Decimal(amount), key=str(self.key)
            )
        )
        self.granted += amount if done else 0

    @rule(target=queue, amount=st.integers(1, 900), share=st.integers(1, 9999))
    def propose(self, amount: int, share: int) -> Award:
        part = Decimal(share) / 10_000
        authors = {
            a_worker_of(self.company, "worker"): str(part),
            a_worker_of(self.company, "chair"): str(1 - part),
        }
        idea = an_idea(self.company, award=amount, authors=authors)
        return awards.propose(by=self.house, proposal=idea)

    @rule(award=queue)
    def approve(self, award: Award) -> None:
        self._tried(lambda: awards.approve(by=self.house, award=award))

    @rule(chosen=st.lists(queue, min_size=1, max_size=5, unique_by=lambda each: each.pk))
    def approve_several(self, chosen: list[Award]) -> None:
        self._tried(lambda: awards.approve_many(by=self.house, awards=chosen))

    @rule(award=queue)
    def void(self, award: Award) -> None:
        self._tried(lambda: awards.void(by=self.house, award=award, words="复核"))

    @rule(target=lists)
    def export(self) -> object:
        fund = FundYear.objects.get()
        made = self._tried(lambda: payroll.export(by=self.house, fund=fund))
        return made or multiple()

    @rule(listed=lists)
    def pay(self, listed) -> None:
        on = self.company.today()
        self._tried(lambda: payroll.pay(by=self.house, payroll=listed, on=on))

    @rule(listed=lists)
    def take_back(self, listed) -> None:
        self._tried(lambda: payroll.take_back(by=self.house, payroll=listed))

    @rule()
    def close(self) -> None:
        self.company.today_on = LAST_DAY
        self.company.save(update_fields=["today_on"])
        self._tried(lambda: funds.close(by=self.house, fund=FundYear.objects.get()))

    @invariant()
    def the_books_say_what_the_awards_say(self) -> None:
        fund = FundYear.objects.select_related("budget", "paid").first()
        if fund is None:
            return
        sums = dict(Award.objects.order_by().values_list("state").annotate(sum=Sum("amount")))
        held = sums.get("approved", 0) + sums.get("exported", 0)
        assert fund.granted == self.granted
        assert fund.reserved == held
        assert fund.spent == sums.get("paid", 0)
        assert fund.free >= 0
        assert fund.granted - fund.returned == fund.free + held + fund.spent
        assert fund.closed_on is None or fund.free == 0

    @invariant()
    def parts_add_up(self) -> None:
        parts = dict(Part.objects.order_by().values_list("award").annotate(sum=Sum("amount")))
        assert parts == dict(Award.objects.values_list("pk", "amount"))


@pytest.mark.django_db
def test_no_order_of_acts_overspends_the_fund():
    run_state_machine_as_test(
        Fund, settings=settings(max_examples=15, stateful_step_count=20, deadline=None)
    )
