"""What a project's record takes over from its tracks, inside the move's transaction."""

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import cycles
from yuandu.kernel.lifecycle.models import Step, Track
from yuandu.mechanisms.projects import quotas, rules
from yuandu.mechanisms.projects.models import Project

# Days of the record that hold while the main track stands at a stage or beyond.
DATED = ("works_started_on", "completed_on", "produced_on")


def follow(by: Actor, project: Project, track: Track, step: Step) -> None:
    """Bring the record into line with a step on one of its tracks.

    The days of start, completion and production are those of the steps; corrections and
    steps taken back change them again.
    """
    if track.cycle in {rules.PRODUCTIVE, rules.WORKS}:
        _take_over(project, step)
        _keep_quota(by, project, step)
    elif track.cycle == rules.LAND and step.move == "grant":
        quotas.use(by, project, step)
    elif track.cycle == rules.LAND and step.move == "revoke":
        quotas.give_back(by, project)


def _keep_quota(by: Actor, project: Project, step: Step) -> None:
    if step.move == "works_start" or (step.move == "revive" and project.works_started_on):
        quotas.reserve(by, project, step)
    elif step.move in {"cancel", "back_to_plan"}:
        quotas.release(by, project)


def _take_over(project: Project, step: Step) -> None:
    change = CHANGES.get(step.target if step.move == cycles.CORRECT else step.move)
    if change is None:
        return
    columns = change(project, step)
    for name, value in columns.items():
        setattr(project, name, value)
    project.save(update_fields=list(columns))


def _started(project: Project, step: Step) -> Mapping[str, Any]:
    return {"works_started_on": step.on}


def _produces(project: Project, step: Step) -> Mapping[str, Any]:
    completed = step.evidence.get("completed_on")
    columns: dict[str, Any] = {"produced_on": step.on}
    if step.move != cycles.CORRECT:
        columns["completed_on"] = datetime.date.fromisoformat(completed) if completed else step.on
    if output := step.evidence.get("design_output"):
        columns["design_output"] = Decimal(output)
    return columns


def _handed_over(project: Project, step: Step) -> Mapping[str, Any]:
    return {"completed_on": step.on}


def _not_started(project: Project, step: Step) -> Mapping[str, Any]:
    return dict.fromkeys(DATED)


def _not_finished(project: Project, step: Step) -> Mapping[str, Any]:
    return dict.fromkeys(DATED[1:])


CHANGES: Mapping[str, Callable[[Project, Step], Mapping[str, Any]]] = {
    "works_start": _started,
    "production_start": _produces,
    "works_completion": _handed_over,
    "back_to_plan": _not_started,
    "back_to_build": _not_finished,
}
