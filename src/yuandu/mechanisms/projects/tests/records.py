"""Rows of the register for tests, with everything defaulted."""

import datetime
from decimal import Decimal
from itertools import count

from tests.people import TODAY, a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects import loading
from yuandu.mechanisms.projects.loading import NewListing, NewProject
from yuandu.mechanisms.projects.models import AnnualList, Project

YI, WAN = Decimal(10) ** 8, Decimal(10) ** 4
NEW_YEAR = datetime.date(TODAY.year, 1, 5)
_numbers = count(1)


def a_list(workspace: Workspace, level: str = "city", *, published: bool = False, **fields):
    made, _ = AnnualList.objects.get_or_create(
        workspace=workspace, level=level, **{"year": TODAY.year, "batch": 1} | fields
    )
    if published and made.published_on is None:
        made.published_on = NEW_YEAR
        made.save(update_fields=["published_on"])
    return made


def a_place(annual_list: AnnualList, **fields) -> NewListing:
    defaults = {"category": "industry", "status": "new_start", "entered_on": NEW_YEAR}
    return NewListing(annual_list_id=annual_list.pk, **defaults | fields)


def a_draft(workspace: Workspace, *, stage: str = "plan", before: str = "", **fields) -> NewProject:
    number = next(_numbers)
    defaults = {
        "name": f"示例农机产业园{number}期项目",
        "kind": "industry",
        "code": f"2601-370781-04-01-{number:06d}",
        "investment_total": 5 * YI,
        "division_id": fields.pop("division_id", None) or a_division(workspace).pk,
    }
    merged = defaults | fields
    track = loading.main_track(merged["kind"], stage, NEW_YEAR, stage_before=before)
    return NewProject(track=track, **merged)


def a_project(workspace: Workspace, **fields) -> Project:
    """Return a project as a load puts it there."""
    return some_projects(workspace, a_draft(workspace, **fields))[0]


def some_projects(workspace: Workspace, *drafts: NewProject) -> list[Project]:
    keys = loading.load_projects(by=Actor.system(workspace), rows=drafts)
    found = Project.objects.in_bulk(keys)
    return [found[key] for key in keys]
