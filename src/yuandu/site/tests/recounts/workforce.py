"""The staff list counted line by line; in the city, what companies published added up."""

from collections.abc import Iterator
from decimal import Decimal

from yuandu.kernel.indicators.figures.registry import FIGURES
from yuandu.mechanisms.workforce.models import Statement, Worker
from yuandu.site.sample.company import SLUG
from yuandu.site.tests.recounts.days import TODAY


def recounted() -> Iterator[tuple[str, Decimal | None]]:
    for code, figure in FIGURES.items():
        if code.startswith("companies."):
            [(_, source)] = figure.where.children
            rows = [
                each for each in Statement.objects.all() if each.is_current and each.code == source
            ]
            value = sum((each.value for each in rows), Decimal(0))
            whole = sum((each.whole or 0 for each in rows), Decimal(0))
            is_share = hasattr(figure.measure, "under")
            yield code, (value / whole if whole else None) if is_share else value


def recounted_company() -> Iterator[tuple[str, Decimal | None]]:
    staff = Worker.objects.filter(workspace__slug=SLUG).values_list("joined_on", "left_on")
    here = sum(joined <= TODAY and (left is None or left >= TODAY) for joined, left in staff)
    yield "workforce.workers.count", Decimal(here)
