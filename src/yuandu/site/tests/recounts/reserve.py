"""Count ideas one by one as long as they stand on the ladder, and add up what they plan."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from yuandu.mechanisms.reserve.models import Idea
from yuandu.site.tests.recounts.days import TODAY

LEFT = {"promoted", "declined", "withdrawn"}
PURPOSES = ("weakness", "strength", "wellbeing")
FIELDS = (
    *("upgrade", "infrastructure", "new_industry", "new_energy", "agriculture", "livelihood"),
    "other",
)


def recounted() -> Iterator[tuple[str, Decimal]]:
    ideas = [
        each
        for each in Idea.objects.select_related("track")
        if each.track.stage not in LEFT and each.proposed_on <= TODAY
    ]
    yield "reserve.ideas.count", Decimal(len(ideas))
    planned = Counter()
    for each in ideas:
        planned[each.field] += each.investment_total or Decimal(0)
    yield "reserve.ideas.investment", sum(planned.values(), Decimal(0))
    for purpose in PURPOSES:
        yield f"reserve.{purpose}.count", Decimal(sum(each.purpose == purpose for each in ideas))
    for field in FIELDS:
        yield f"reserve.{field}.investment", Decimal(planned[field])
