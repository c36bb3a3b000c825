"""Aspects of the plan that is in force, and instruments that run."""

from collections.abc import Iterator
from decimal import Decimal

from yuandu.services.plans.models import Instrument, Plan
from yuandu.site.tests.recounts.days import TODAY


def recounted() -> Iterator[tuple[str, Decimal]]:
    plan = Plan.objects.get(published_on__isnull=False)
    yield "plans.aspects.count", Decimal(len(plan.aspects.all()))
    running = [
        each
        for each in Instrument.objects.all()
        if (each.from_on or TODAY) <= TODAY <= (each.to_on or TODAY)
    ]
    yield "plans.instruments.count", Decimal(len(running))
