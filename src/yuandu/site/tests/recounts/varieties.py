"""Institutes, protected varieties and seedlings, counted one by one."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

from yuandu.mechanisms.varieties.models import Partnership, SeedlingBatch, Variety
from yuandu.site.tests.recounts.days import TODAY


def recounted() -> Iterator[tuple[str, Decimal | None]]:
    since = TODAY - datetime.timedelta(days=365)
    running = [each for each in Partnership.objects.all() if each.from_on <= TODAY <= each.to_on]
    yield "varieties.institutes.count", Decimal(len({each.institute_id for each in running}))
    rights = list(Variety.objects.exclude(right_number=""))
    yield (
        "varieties.protected.count",
        Decimal(sum(each.granted_on <= TODAY <= each.ends_on for each in rights)),
    )
    batches = SeedlingBatch.objects.all()
    raised = sum(each.quantity for each in batches if since < each.month <= TODAY)
    yield "varieties.seedlings.number", Decimal(raised)
