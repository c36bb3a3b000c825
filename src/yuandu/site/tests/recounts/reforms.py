"""Measures on the list, counted one by one."""

from collections.abc import Iterator
from decimal import Decimal

from yuandu.mechanisms.reforms.models import Measure
from yuandu.site.tests.recounts.days import TODAY


def recounted() -> Iterator[tuple[str, Decimal]]:
    every = [each for each in Measure.objects.all() if each.began_on and each.began_on <= TODAY]
    yield (
        "reforms.measures.count",
        Decimal(sum(each.ended_on is None or each.ended_on > TODAY for each in every)),
    )
