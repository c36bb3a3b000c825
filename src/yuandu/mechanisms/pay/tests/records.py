"""A company that pays: plain makers with everything defaulted."""

import datetime
from decimal import Decimal

from tests.companies import a_company, a_worker, people_of
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry import queries as registry
from yuandu.mechanisms.pay import actions
from yuandu.mechanisms.pay.rules import FACTORS, Terms
from yuandu.mechanisms.workforce.models import Worker

MONTH, QUARTER = datetime.date(2026, 10, 1), datetime.date(2026, 7, 1)


class Company:
    """A company with its people, its accounts, and `more` further workers."""

    def __init__(self, more=12):
        self.workspace = a_company()
        self.users = people_of(self.workspace)
        for at in range(more):
            a_worker(self.workspace, f"9{at:04d}")
        self.system = Actor.system(self.workspace)
        self.workers = list(Worker.objects.filter(workspace=self.workspace).order_by("number"))

    def actor(self, persona):
        return registry.actor_for(self.users[persona], self.workspace)

    def worker(self, persona):
        return Worker.objects.get(user=self.users[persona])

    def pay(self, month=MONTH, base=6000, other=2000, workers=None):
        lines = [
            actions.Paid(each, month, "T5", Decimal(base), Decimal(0), Decimal(other))
            for each in workers or self.workers
        ]
        actions.keep_slips(by=self.system, lines=lines)

    def give(self, points=80, workers=None):
        lines = [
            actions.Given(each, QUARTER, factor, Decimal(points), "季度评定")
            for each in workers or self.workers
            for factor in FACTORS
        ]
        actions.keep_points(by=self.system, lines=lines)

    def rule(self, name="调整办法", budget=1_000_000, most="0.2", by=None):
        weights = dict(zip(FACTORS, map(Decimal, ("0.5", "0.3", "0.2")), strict=True))
        return actions.draft(
            by=by or self.actor("hr_officer"),
            name=name,
            terms=Terms(weights, Decimal(most), Decimal(budget)),
            quarter=QUARTER,
        )
