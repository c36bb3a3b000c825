"""Pay of the sample company, added up slip by slip."""

from collections.abc import Iterator
from decimal import Decimal

from yuandu.mechanisms.pay.models import Benchmark, Slip
from yuandu.site.tests.recounts.days import TODAY


def recounted_company() -> Iterator[tuple[str, Decimal | None]]:
    this = TODAY.replace(day=1)
    year = this.replace(year=this.year - 1)
    people, gross, highest, by_peers = 0, Decimal(0), Decimal(0), Decimal(0)
    peers = sorted(
        Benchmark.objects.filter(group__counts=True).values_list("month", "amount"), reverse=True
    )
    rows = Slip.objects.filter(month__gte=year, month__lt=this)
    for month, amount, is_frontline in rows.values_list("month", "gross", "is_frontline").iterator(
        20_000
    ):
        people += 1
        gross += amount
        by_peers += next(each for day, each in peers if day <= month)
        if is_frontline:
            highest = max(highest, amount)
    yield "pay.average.amount", gross / people
    yield "pay.frontline.highest", highest
    yield "pay.lead.share", (gross - by_peers) / by_peers
