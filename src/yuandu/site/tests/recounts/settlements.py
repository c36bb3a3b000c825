"""What was settled, delivered, lost and earned, added up from slips, gradings and books."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from yuandu.mechanisms.settlements.models import Grading, Season, Settlement
from yuandu.site.tests.recounts.days import TODAY, YEAR

NOW = [datetime.date(2025, 10, 1), *(datetime.date(2026, month, 1) for month in (1, 4, 7))]
BEFORE = [day.replace(year=day.year - 1) for day in NOW]


def recounted() -> Iterator[tuple[str, Decimal | None]]:
    slips = [each for each in Settlement.objects.all() if each.paid_on]
    slips = [each for each in slips if YEAR <= each.paid_on <= TODAY]
    yield "settlements.money.sum", sum((each.gross for each in slips), Decimal(0))
    yield "settlements.slips.count", Decimal(len(slips))
    counted = Grading.objects.select_related("batch").filter(is_current=True)
    pots = [each.accepted for each in counted if YEAR <= each.batch.delivered_on <= TODAY]
    yield "settlements.pots.sum", Decimal(sum(pots))
    books = defaultdict(dict)
    for season in Season.objects.all():
        books[season.household_id][season.starts_on] = season
    yield from _losses(books)
    yield "settlements.income.change", _income(books)


def _losses(books) -> Iterator[tuple[str, Decimal]]:
    lost = saleable = 0
    expected = Decimal(0)
    for book in books.values():
        now = [book[day] for day in NOW if day in book]
        before = [book[day] for day in BEFORE if day in book]
        could, could_before = (sum(each.saleable for each in year) for year in (now, before))
        if could and could_before:
            lost += sum(each.lost for each in now)
            saleable += could
            gone = sum(each.lost for each in before)
            expected += (Decimal(could) * gone / could_before).quantize(Decimal("0.0001"))
    yield "settlements.loss.share", Decimal(lost) / saleable
    yield "settlements.loss.change", (lost - expected) / expected


def _income(books) -> Decimal:
    now = before = Decimal(0)
    for book in books.values():
        both = [[book[day].income for day in days if day in book] for days in (NOW, BEFORE)]
        if all(len([each for each in year if each is not None]) == len(NOW) for year in both):
            now += sum(both[0])
            before += sum(both[1])
    return (now - before) / before
