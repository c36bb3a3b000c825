"""Measures, meetings and pledges for tests, with everything defaulted."""

import datetime
from itertools import count
from typing import Any

from tests.people import TODAY
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.reforms import actions, queries, rules
from yuandu.mechanisms.reforms.actions import NewPledge
from yuandu.mechanisms.reforms.actions.meetings import NewMeeting
from yuandu.mechanisms.reforms.drafts import Draft
from yuandu.mechanisms.reforms.models import Measure, Meeting, Pledge

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


def a_meeting(
    workspace: Workspace, stage: str = rules.PLANNED, *, on: datetime.date = TODAY, **given: Any
) -> Meeting:
    """Return a meeting of today that has come to `stage`."""
    house = Actor.system(workspace)
    new = NewMeeting(
        name=f"示例推进会{next(_numbers)}",
        kind="on_site",
        on=on,
        place="示例产业园",
        office="市重大项目办",
        agenda="现场观摩\n部门表态",
        from_time=datetime.time(9),
    )
    made = actions.call(by=house, new=new, **given)
    if stage == rules.HELD:
        move_meeting(house, made, rules.HOLD)
    return queries.meeting(house, made.pk, to="see")


def move_meeting(by: Actor, meeting: Meeting, move: str, **given: Any) -> None:
    """Make a move of a meeting as it stands."""
    track = queries.meeting(by, meeting.pk, to="see").track
    lifecycle.move(by=by, track=track, move=move, on=TODAY, expected_stage=track.stage, **given)


def a_pledge(by: Actor, meeting: Meeting, giver: User, receiver: User, **fields: Any) -> Pledge:
    defaults: dict[str, Any] = {
        "words": "出具用地预审意见",
        "due_on": TODAY + datetime.timedelta(days=10),
    }
    new = NewPledge(giver=giver, receiver=receiver, **defaults | fields)
    return actions.pledge(by=by, meeting=meeting, new=new)
