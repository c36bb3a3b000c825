"""Measures for tests, with everything defaulted."""

import datetime
from itertools import count
from typing import Any

from tests.people import TODAY
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.reforms import actions, queries, rules
from yuandu.mechanisms.reforms.drafts import Draft
from yuandu.mechanisms.reforms.models import Measure

SINCE = datetime.date(TODAY.year, 3, 2)
_numbers = count(1)


def a_draft(**fields: Any) -> Draft:
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "number": number,
        "name": f"示例举措{number}",
        "office": "市重大项目办",
        "content": "每月调度一次",
        "source": "示例〔2026〕1号",
        "planned_on": SINCE,
        "activity": "visits.projects.count",
        "rises": ("projects.key.start_rate",),
    }
    return Draft(**defaults | fields)


def a_measure(workspace: Workspace, stage: str = rules.PLANNED, **fields: Any) -> Measure:
    """Return a measure that has come to `stage` on the day it was to."""
    house = Actor.system(workspace)
    made = actions.enter(by=house, draft=a_draft(**fields))
    if stage in {rules.IN_FORCE, rules.ENDED}:
        step(house, made, rules.BEGIN, on=made.planned_on, evidence={"document": "示例1号"})
    if stage == rules.ENDED:
        step(house, made, rules.END, words="已完成")
    return queries.measure(house, made.pk, to="see")


def step(by: Actor, measure: Measure, move: str, on: datetime.date = TODAY, **given: Any) -> None:
    """Make a move of a measure as it stands."""
    track = queries.measure(by, measure.pk, to="see").track
    lifecycle.move(by=by, track=track, move=move, on=on, expected_stage=track.stage, **given)
