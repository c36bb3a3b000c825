"""Visits on the projects' time lines: those that count."""

import datetime
from collections.abc import Sequence

from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.projects import marks
from yuandu.mechanisms.projects.marks import Mark
from yuandu.mechanisms.visits import queries


def register() -> None:
    marks.register("visit", pgettext_lazy("time line", "Visits"), _visits)


def _visits(
    actor: Actor, keys: Sequence[int], first: datetime.date, last: datetime.date
) -> list[Mark]:
    return [
        Mark(visit.project_id, visit.on, visit.team.title, visit.get_absolute_url())
        for visit in queries.visits_between(actor, keys, first, last)
    ]
