"""Count the projects after production, what they paid, who filed on time and who stopped."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import takewhile

from yuandu.mechanisms.followup.models import Month
from yuandu.mechanisms.projects.models import Project
from yuandu.site.tests.recounts.days import TODAY, YEAR

PRODUCING = {"production_start", "tax", "above_scale_listing"}
STOPPED, UNLISTED = 3, 6  # by the sample's terms


def _months_between(first: str, second: str) -> int:
    years, months = int(second[:4]) - int(first[:4]), int(second[5:]) - int(first[5:])
    return years * 12 + months


def recounted() -> Iterator[tuple[str, Decimal]]:
    here = f"{TODAY:%Y-%m}"
    projects = [
        each
        for each in Project.objects.select_related("track")
        if each.produced_on is not None
        and each.track.stage in PRODUCING
        and _months_between(f"{each.produced_on:%Y-%m}", here) <= 25
    ]
    yield "followup.projects.count", Decimal(len(projects))
    months = defaultdict(list)
    for each in Month.objects.order_by("period"):
        months[each.project_id].append(each)
    stopped = unlisted = 0
    for project in projects:
        taxes = [each.tax_paid for each in months[project.pk] if each.tax_paid is not None]
        dry = list(takewhile(lambda tax: tax <= 0, reversed(taxes)))
        stopped += STOPPED <= len(dry) < len(taxes)
        entered = project.track.stage == "above_scale_listing" or any(
            each.scale == "above" for each in months[project.pk]
        )
        whole = _months_between(f"{project.produced_on:%Y-%m}", here)
        whole -= TODAY.day < project.produced_on.day
        unlisted += not entered and whole >= UNLISTED
    yield "followup.stopped.count", Decimal(stopped)
    yield "followup.unlisted.count", Decimal(unlisted)
    every = [each for of_project in months.values() for each in of_project]
    yield (
        "followup.tax.sum",
        sum(
            (each.tax_paid or Decimal(0))
            for each in every
            if 1 <= _months_between(each.period, here) <= 12
        ),
    )
    due = [
        each
        for each in every
        if each.period >= f"{YEAR:%Y-%m}" and _months_between(each.period, here) >= 2
    ]
    on_time = [each for each in due if each.filed_on and each.filed_on <= each.due_on]
    yield "followup.ontime.share", Decimal(len(on_time)) / len(due)
