"""Rounds, filings and reports for tests, with everything defaulted."""

import datetime
from decimal import Decimal

from tests.people import TODAY, a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.projects.tests.records import WAN, a_list, a_place, a_project
from yuandu.mechanisms.reporting import actions
from yuandu.mechanisms.reporting.entries import Entry
from yuandu.mechanisms.reporting.models import Filing, Round

OCTOBER, NOVEMBER = "2026-10", "2026-11"
STARTED = datetime.date(2026, 3, 1)


def a_project_to_report(workspace: Workspace, **fields) -> Project:
    """Return a project in 青州 that this year's list carries out: 12 million planned."""
    place = a_place(a_list(workspace, batch=9), annual_plan=1_200 * WAN)
    defaults = {
        "stage": "build",
        "listings": (place,),
        "works_started_on": STARTED,
        "planned_start_on": STARTED,
    }
    return a_project(workspace, **defaults | fields)


def a_round(workspace: Workspace, period: str = NOVEMBER) -> Round:
    year, month = map(int, period.split("-"))
    last = (datetime.date(year + month // 12, month % 12 + 1, 1)) - datetime.timedelta(1)
    return actions.open_round(by=Actor.system(workspace), period=period, due_on=max(last, TODAY))


def a_filing(workspace: Workspace, found: Round | None = None, code: str = "370781") -> Filing:
    found = found or a_round(workspace)
    return Filing.objects.select_related("round", "track", "division").get(
        round=found, division=a_division(workspace, code)
    )


def an_entry(invested: int = 100, **fields) -> Entry:
    """Return a line; money in 万元."""
    defaults = {"progress_share": Decimal("0.4"), "progress": "主体封顶"}
    return Entry(invested=invested * WAN, **defaults | fields)


def step(by: Actor, filing: Filing, move: str, words: str = "") -> Filing:
    """Move a filing; return it as it stands then."""
    filing.refresh_from_db()
    track = filing.track
    lifecycle.move(
        by=by,
        track=track,
        move=move,
        on=by.workspace.today(),
        expected_stage=track.stage,
        words=words,
    )
    return a_filing(by.workspace, filing.round, filing.division.code)


def a_locked_month(workspace: Workspace, period: str = OCTOBER, **entries: Entry) -> Round:
    """Return a month in which 青州 reported; entries by `p` and the project's key."""
    by, found = Actor.system(workspace), a_round(workspace, period)
    filing = a_filing(workspace, found)
    said = {int(name.removeprefix("p")): entry for name, entry in entries.items()}
    actions.enter(by=by, filing=filing, entries=said)
    step(by, filing, "sign")
    return actions.lock(by=by, found=found)
