"""Measures on the list, meetings that were held and their pledges, counted one by one."""

from collections.abc import Iterator
from decimal import Decimal

from yuandu.mechanisms.reforms.models import Measure, Meeting, Pledge
from yuandu.site.tests.recounts.days import TODAY, YEAR


def recounted() -> Iterator[tuple[str, Decimal | None]]:
    every = [each for each in Measure.objects.all() if each.began_on and each.began_on <= TODAY]
    yield (
        "reforms.measures.count",
        Decimal(sum(each.ended_on is None or each.ended_on > TODAY for each in every)),
    )
    meetings = [each for each in Meeting.objects.select_related("track") if each.on >= YEAR]
    held = [each for each in meetings if each.stage in {"held", "closed"}]
    yield "reforms.meetings.count", Decimal(len(held))
    promises = [each.promise for each in Pledge.objects.select_related("promise")]
    counted = [each for each in promises if each.state != "withdrawn"]
    yield "reforms.pledges.count", Decimal(len(counted))
    kept = sum(each.state == "kept" for each in counted)
    late = sum(each.state != "kept" and each.due_on < TODAY for each in counted)
    yield "reforms.pledges.kept", Decimal(kept) / (kept + late)
