"""What every page of this room shows: its views, and difficulties as rows."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from yuandu.kernel.lifecycle.days import calendar_of
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.visits import rules, wording
from yuandu.mechanisms.visits.models import Difficulty, Drive, State, Team, Visit
from yuandu.services.liaison import queries as liaison
from yuandu.services.liaison.models import Severity
from yuandu.services.liaison.wording import SEVERITY_TONES


def crumbs(
    drive: Drive | None = None, team: Team | None = None, visit: Visit | None = None
) -> list[dict[str, Any]]:
    """Return the way from the drives to a page below."""
    way = [{"title": _("Drives"), "url": reverse("visits:list")}]
    if drive is not None:
        way.append({"title": drive.title, "url": drive.get_absolute_url()})
    if team is not None:
        way.append({"title": team.title, "url": team.get_absolute_url()})
    if visit is not None:
        way.append({"title": visit.project.title, "url": visit.get_absolute_url()})
    return way


def rows(request: Request, found: Iterable[Difficulty]) -> list[dict[str, Any]]:
    """Return difficulties as lists show them, each with the clock of its department."""
    today, calendar = request.workspace.today(), calendar_of(request.workspace)
    return [
        {
            "difficulty": each,
            "project": each.visit.project.title,
            "division": each.visit.project.division.short_title,
            "factor": each.get_factor_display(),
            "severity": each.get_severity_display(),
            "tone": SEVERITY_TONES[Severity(each.severity)],
            "stage": wording.stage(each.stage),
            "department": each.department,
            "wait": liaison.wait(
                getattr(each, "due_on", None) if each.stage in rules.WAITING else None,
                today,
                calendar,
            ),
        }
        for each in found
    ]


def visit_row(found: Visit) -> dict[str, Any]:
    """Return a visit as lists show it."""
    state = State(found.state)
    return {
        "visit": found,
        "team": found.team.title,
        "state": None if state == State.COUNTED else state.label,
        "tone": wording.STATE_TONES[state],
        "doubt": found.get_doubt_display() if found.doubt else "",
    }
