"""Rows as the API tells them, masked for whom they are."""

from collections.abc import Iterator, Mapping
from typing import Any

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import queries as lifecycle
from yuandu.kernel.registry.reach import reach
from yuandu.mechanisms.projects import permissions, queries
from yuandu.mechanisms.projects.models import Project, Standing
from yuandu.mechanisms.projects.queries import Cell, Cross, Forecast

# What a record says beyond a published list.
IN_FULL = (
    *("version", "site", "longitude", "latitude", "summary", "private_share", "design_output"),
    *("new_output", "land_area_mu", "filed_on", "planned_start_on", "planned_end_on"),
    *("works_started_on", "completed_on", "produced_on", "physical_progress"),
)


def place(actor: Actor, standing: Standing) -> dict[str, Any]:
    """Return a line of a list."""
    project = standing.project
    in_full = reach(actor).covers(standing.division_id, standing.owner_id)
    due_on = standing.due_on if in_full else None
    return {
        "id": project.pk,
        "name": project.name,
        "code": project.code,
        "category": standing.category,
        "level": standing.level,
        "status": standing.status,
        "division": project.division.code,
        "stage": standing.stage,
        "in_stage_since": standing.entered_on,
        "investment_total": project.investment_total,
        "owner": project.owner.name if in_full and project.owner else None,
        "due_on": due_on,
        "is_overdue": due_on is not None and due_on < actor.workspace.today(),
    }


def cells(table: Cross, divisions: Mapping[int, str]) -> list[dict[str, Any]]:
    """Return the cells, then the sums of rows, of columns, and of all."""

    def told(row: object, column: object, cell: Cell) -> dict[str, Any]:
        return {
            "row": divisions.get(row, row) if isinstance(row, int) else row,
            "column": divisions.get(column, column) if isinstance(column, int) else column,
            "projects": cell.projects,
            "investment_total": cell.investment_total,
            "annual_plan": cell.annual_plan,
        }

    def every() -> Iterator[dict[str, Any]]:
        for (row, column), cell in table.cells.items():
            yield told(row, column, cell)
        for row, cell in table.row_sums.items():
            yield told(row, None, cell)
        for column, cell in table.column_sums.items():
            yield told(None, column, cell)
        yield told(None, None, table.grand)

    return list(every())


def record(actor: Actor, project: Project) -> dict[str, Any]:
    """Return a project: in full to those who work with it."""
    in_full = permissions.sees_fully(actor, project)
    told: dict[str, Any] = {
        "id": project.pk,
        "name": project.name,
        "name_en": project.name_en,
        "code": project.code,
        "kind": project.kind,
        "division": project.division.code,
        "investment_total": project.investment_total,
        "stage": project.track.stage if project.track else "",
        "is_in_full": in_full,
        "listings": list(_listings(actor, project)),
    }
    if not in_full:
        return told
    owner, industry = project.owner, project.industry
    return told | {
        **{name: getattr(project, name) for name in IN_FULL},
        "owner": {"name": owner.name, "code": owner.code} if owner else None,
        "industry": industry.code if industry else "",
        "tracks": tracks(actor, project),
    }


def _listings(actor: Actor, project: Project) -> Iterator[dict[str, Any]]:
    for listing in queries.listings_of(actor, project):
        yield {
            "id": listing.pk,
            "year": listing.annual_list.year,
            "level": listing.annual_list.level,
            "batch": listing.annual_list.batch,
            "category": listing.category,
            "status": listing.status,
            "annual_plan": listing.annual_plan,
            "entered_on": listing.entered_on,
            "left_on": listing.left_on,
            "left_because": listing.left_because,
        }


def tracks(actor: Actor, project: Project) -> list[dict[str, Any]]:
    """Return the project's tracks with the moves open to `actor`."""
    return [
        {
            "id": panel.standing.track.pk,
            "track": panel.standing.track.cycle,
            "title": str(panel.standing.cycle.title),
            "stage": panel.standing.track.stage,
            "stage_title": str(panel.standing.stage.title),
            "since": panel.standing.track.entered_on,
            "version": panel.standing.track.version,
            "moves": [
                {
                    "move": offer.move.code,
                    "title": str(offer.move.title),
                    "to": offer.move.target,
                    "needs_words": offer.move.needs_words,
                    "evidence": [
                        {
                            "code": asked.code,
                            "title": str(asked.title),
                            "kind": asked.kind,
                            "required": asked.required,
                        }
                        for asked in offer.move.evidence
                    ],
                }
                for offer in panel.offers
            ],
        }
        for panel in lifecycle.panels(actor, project)
    ]


def forecast(found: Forecast) -> dict[str, Any]:
    """Return what is foretold, and how right such forecasts were."""
    told, past = found.told, found.past
    days = ("earliest", "middle", "latest", "cut_off")
    return {
        "state": found.state,
        "planned_on": found.planned_on,
        "ended_on": found.ended_on,
        "share": float(told.share) if told else None,
        "cases": told.cases if told else found.cases,
        **{name: getattr(told, name) if told else None for name in days},
        "past": {
            "forecasts": past.count,
            "inside": float(past.inside),
            "error": past.error,
            "error_as_planned": past.error_as_planned,
            "error_of_usual_time": past.error_of_mean,
        }
        if past
        else None,
    }
