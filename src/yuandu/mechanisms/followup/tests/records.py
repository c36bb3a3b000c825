"""Followed projects and their months for tests, with everything defaulted."""

import datetime

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.followup import actions, keeping
from yuandu.mechanisms.followup.models import Following, Month
from yuandu.mechanisms.followup.rules import Said
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.projects.tests.records import WAN, a_project

AUGUST, SEPTEMBER, OCTOBER, NOVEMBER = "2026-08", "2026-09", "2026-10", "2026-11"
PRODUCED = datetime.date(2026, 7, 15)  # so that August, September and October are followed


def a_project_to_follow(workspace: Workspace, **fields) -> Project:
    """Return a project in 青州 past its production gate, with its months opened."""
    defaults = {"stage": "production_start", "produced_on": PRODUCED}
    made = a_project(workspace, **defaults | fields)
    keeping.keep(workspace)
    return made


def said(tax: int | None = 10, output: int | None = 200, **fields) -> Said:
    """Return what is filed; money in 万元."""
    return Said(
        tax_paid=None if tax is None else tax * WAN,
        output_value=None if output is None else output * WAN,
        **{"is_refund": tax is not None and tax < 0} | fields,
    )


def file(workspace: Workspace, project: Project, period: str, *args, by=None, **fields) -> Month:
    """File a month of a project; return it as it stands then."""
    entries = {(project.pk, period): said(*args, **fields)}
    actions.enter(by=by or Actor.system(workspace), entries=entries)
    return Month.objects.get(project=project, period=period)


def following_of(project: Project) -> Following:
    return Following.objects.get(project=project)
