"""On whom a general meeting decided in the last two years, one by one."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from yuandu.mechanisms.partnership.models import Candidate
from yuandu.site.sample.company import SLUG
from yuandu.site.tests.recounts.days import TODAY


def recounted_company() -> Iterator[tuple[str, Decimal | None]]:
    counts: Counter[str] = Counter()
    for each in Candidate.objects.filter(workspace__slug=SLUG).select_related("review"):
        told_on = each.review.notice_on
        if told_on is None or not (told_on.year, told_on.month, told_on.day) > (
            TODAY.year - 2,
            TODAY.month,
            min(TODAY.day, 28),
        ):
            continue
        if told_on <= TODAY and each.state in {"kept", "leaving", "admitted"}:
            counts[each.state] += 1
    yield "partnership.reviewed.count", Decimal(counts["kept"] + counts["leaving"])
    yield "partnership.confirmed.count", Decimal(counts["kept"])
    yield "partnership.admitted.count", Decimal(counts["admitted"])
    yield "partnership.left.count", Decimal(counts["leaving"])
