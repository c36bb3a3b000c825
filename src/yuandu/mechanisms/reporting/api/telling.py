"""What programs are told of monthly reports, from what the queries read."""

from typing import Any

from django.core.paginator import Page

from yuandu.mechanisms.reporting import rules
from yuandu.mechanisms.reporting.models import Light, Report, Round
from yuandu.mechanisms.reporting.queries import Line, Place


def paged(page: Page[Any], name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    paginator = page.paginator
    return {
        "total": paginator.count,
        "page": page.number,
        "pages": paginator.num_pages,
        name: rows,
    }


def month(found: Round) -> dict[str, Any]:
    names = ("period", "due_on", "locked_at", "digest")
    return {"id": found.pk} | {name: getattr(found, name) for name in names}


def filing(place: Place) -> dict[str, Any]:
    filing = place.filing
    return {
        "id": filing.pk,
        "round": filing.round_id,
        "period": filing.round.period,
        "division": filing.division.code,
        "stage": filing.stage,
        "track": filing.track_id,
        "expected": place.expected,
        "reported": place.reported,
        "unexplained": place.doubts,
    }


def line(line: Line) -> dict[str, Any]:
    project, report, last = line.standing.project, line.report, line.past.last
    texts = ("correction", "progress", "needs", "factor", "explanation")
    numbers = ("invested", "corrected", "brought_forward", "progress_share", "funds_in_place")
    return {
        "project": project.pk,
        "code": project.code,
        "name": project.name,
        "annual_plan": line.standing.annual_plan,
        "last_invested": last.invested if last else None,
        "year_to_date": line.year,
        "to_date": line.to_date,
        "doubts": report.doubts if report else [],
        **{name: getattr(report, name, None) for name in numbers},
        **{name: getattr(report, name, "") for name in texts},
    }


def light(light: Light) -> dict[str, Any]:
    told: dict[str, Any] = {
        "project": light.project_id,
        "name": light.project.name,
        "division": light.division.code,
        "is_reported": light.is_reported,
        "tone": light.tone,
    }
    for kind in rules.KINDS:
        why, number = light.reasons[kind]
        told[kind] = {"tone": getattr(light, kind), "why": why, "number": number}
    return told


def need(report: Report) -> dict[str, Any]:
    return {
        "project": report.project_id,
        "name": report.project.name,
        "division": report.filing.division.code,
        "needs": report.needs,
        "factor": report.factor,
    }


def doubt(report: Report) -> dict[str, Any]:
    return {
        "id": report.pk,
        "filing": report.filing_id,
        "division": report.filing.division.code,
        "project": report.project_id,
        "name": report.project.name,
        "doubts": report.doubts,
        "explanation": report.explanation,
    }
