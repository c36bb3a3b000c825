"""Drives, visits and difficulties as programs read them."""

import datetime
from typing import Any

from django.urls import reverse

from yuandu.engines.calendar import Calendar
from yuandu.kernel.files.models import Attachment
from yuandu.mechanisms.visits import rules
from yuandu.mechanisms.visits.models import Difficulty, Drive, Stop, Team, Visit
from yuandu.mechanisms.visits.queries import CountyCoverage
from yuandu.mechanisms.visits.rules import Coverage
from yuandu.services.liaison import queries as liaison

OF_DRIVE = ("name", "name_en", "from_on", "to_on", "year", "levels")
OF_VISIT = ("on", "met", "words", "longitude", "latitude", "state", "doubt")
OF_DIFFICULTY = (
    *("factor", "severity", "title", "words", "raised_on", "stage", "department", "sent_on"),
    *("answered_on", "answer_days", "satisfaction"),
)


def page(found: Any, name: str, told: list[dict[str, Any]]) -> dict[str, Any]:
    pages = found.paginator
    return {"total": pages.count, "page": found.number, "pages": pages.num_pages, name: told}


def _coverage(found: Coverage) -> dict[str, int]:
    return {name: getattr(found, name) for name in ("projects", "visited", "silent")}


def drive(found: Drive, coverage: Coverage) -> dict[str, Any]:
    told = {name: getattr(found, name) for name in OF_DRIVE}
    return told | {"id": found.pk, "coverage": _coverage(coverage)}


def county(found: CountyCoverage) -> dict[str, Any]:
    place = {"division": found.division.code, "name": found.division.name}
    return place | _coverage(found.coverage)


def team(found: Team) -> dict[str, Any]:
    return {
        "id": found.pk,
        "name": found.name,
        "name_en": found.name_en,
        "people": getattr(found, "people", 0),
        "stops": getattr(found, "stops_total", None) or 0,
        "visited": getattr(found, "visits_total", None) or 0,
    }


def covered(standing: Any) -> dict[str, Any]:
    """Return a project of a drive; `standing` carries its route and its last visit."""
    project = standing.project
    return {
        "project": project.pk,
        "code": project.code,
        "name": project.name,
        "division": project.division.code,
        "level": standing.level,
        "team": standing.team_id,
        "planned_on": standing.planned_on,
        "last_on": standing.last_on,
    }


def stop(found: Stop) -> dict[str, Any]:
    project = found.project
    return {
        "project": project.pk,
        "code": project.code,
        "name": project.name,
        "division": project.division.code,
        "stage": project.track.stage if project.track else "",
        "planned_on": found.planned_on,
        "place": found.place,
        "is_visited": getattr(found, "is_visited", False),
    }


def visit(found: Visit) -> dict[str, Any]:
    return {name: getattr(found, name) for name in OF_VISIT} | {
        "id": found.pk,
        "drive": found.drive_id,
        "team": found.team_id,
        "project": found.project_id,
        "project_name": found.project.name,
        "division": found.project.division.code,
        "by": found.by_label,
    }


def photo(found: Attachment) -> dict[str, Any]:
    return {
        "id": found.pk,
        "name": found.name,
        "media_type": found.media_type,
        "size": found.size,
        "url": reverse("files:download", args=[found.pk]),
    }


def difficulty(found: Difficulty, today: datetime.date, calendar: Calendar) -> dict[str, Any]:
    project = found.visit.project
    due_on = getattr(found, "due_on", None) if found.stage in rules.WAITING else None
    wait = liaison.wait(due_on, today, calendar)
    clock = {"state": wait.state, "due_on": wait.on, "days": wait.days} if wait else None
    return {name: getattr(found, name) for name in OF_DIFFICULTY} | {
        "id": found.pk,
        "visit": found.visit_id,
        "project": project.pk,
        "project_name": project.name,
        "division": project.division.code,
        "track": found.track_id,
        "clock": clock,
    }
