"""Months by the dozen, with COPY: for the sample city, and offices that bring theirs along.

Filings go in where they stand, without one move each; reports, seals and lights come about
as they do month by month. What was said of each project is read once and carried along from
month to month, so that the last of many costs as little as the first.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db import connection, transaction
from django.utils import timezone
from psycopg.types.json import Jsonb

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle.loading import NewTrack, copy_rows, copy_tracks, refresh_statistics
from yuandu.mechanisms.projects.models import Standing
from yuandu.mechanisms.reporting import queries, rules
from yuandu.mechanisms.reporting.entries import Entry, report_of
from yuandu.mechanisms.reporting.models import Filing, Light, Report, Round, Supervision
from yuandu.mechanisms.reporting.queries import Line, Past
from yuandu.mechanisms.reporting.sealing import close, keep_lights, terms_for
from yuandu.mechanisms.reporting.supervising import supervise

REPORT = (
    *("workspace_id", "filing_id", "project_id", "period", "invested", "corrected", "correction"),
    *(
        "brought_forward",
        "progress_share",
        "progress",
        "needs",
        "factor",
        "funds_in_place",
        "doubts",
    ),
    *("explanation", "by_user_id", "at"),
)
# What is held of all projects at once: what the rules read of them.
SHORT = (
    *("project_id", "division_id", "annual_plan", "project__investment_total"),
    *("project__planned_start_on", "project__works_started_on", "project__completed_on"),
)


@dataclass(frozen=True, slots=True)
class NewMonth:
    """A month as it was reported.

    Attributes:
        entries: by the keys of projects; of divisions that have begun.
        stages: where a division's filing stands, by its key; what is not named is signed in
            a month that is open, and locked in one that is not.
    """

    period: str
    due_on: datetime.date
    entries: Mapping[int, Entry]
    stages: Mapping[int, str]
    is_locked: bool = True


@transaction.atomic
def load_months(*, by: Actor, months: Iterable[NewMonth]) -> None:
    """Add months, the oldest first, after those that are there."""
    register, rounds = _Register(), []
    for month in months:
        found = Round.objects.create(
            workspace=by.workspace, period=month.period, due_on=month.due_on
        )
        rounds.append(found)
        register.turn_to(found)
        filings = _filings(by, found, month)
        reports = _reports(by, found, filings, month.entries, register)
        copy_rows(Report, REPORT, (_row(each) for each in reports))
        register.now = {
            each.project_id: each for each in reports if each.filing.stage == rules.LOCKED
        }
        if month.is_locked:
            close(by, found, [each for each in filings.values() if each.stage == rules.LOCKED])
            register.keep_lights(by, found)
        # Now rather than all at the end: what is to be checked is held in memory till then.
        connection.check_constraints()
    locked = [each for each in rounds if each.is_locked]
    if locked:  # clocks of months long past would all have been missed
        refresh_statistics(Light)
        supervise(by, locked[-1])
    refresh_statistics(Round, Filing, Report, Light, Supervision)
    audit.record(by, "reporting.load", by.workspace, months=len(rounds))


class _Register:
    """The projects that a month asks about, and what was said of them before it.

    Attributes:
        standings: by the keys of projects, in their order.
        past: what counts of the months before, by the keys of projects.
        now: the reports of the month that count.
    """

    def __init__(self) -> None:
        self.period = ""
        self.standings: dict[int, Standing] = {}
        self.past: dict[int, Past] = {}
        self.now: dict[int, Report] = {}
        self.listed: dict[int, datetime.date] = {}

    def turn_to(self, found: Round) -> None:
        """Take what the month before said for said; at a new year, ask the year's projects."""
        for key, report in self.now.items():
            self.past[key] = _with(self.past.get(key, Past()), report)
        if self.period[:4] != found.period[:4]:
            rows = queries.expected(found).select_related("project").order_by("project_id")
            rows = rows.only(*SHORT)
            self.past = {key: replace(each, year=Decimal(0)) for key, each in self.past.items()}
            fresh = [each.project_id for each in rows if each.project_id not in self.standings]
            self.past |= queries.said_of(fresh, found.period)[0]
            self.listed |= queries.listed_of(fresh)
            self.standings = {each.project_id: each for each in rows}
        self.period, self.now = found.period, {}

    def keep_lights(self, by: Actor, found: Round) -> None:
        standings = self.standings.values()
        states = queries.states(found, standings, self.past, self.now, self.listed)
        keep_lights(found, terms_for(by, found), standings, states)


def _with(past: Past, report: Report) -> Past:
    done = report.invested + report.corrected
    return Past(report, past.year + done, past.to_date + done + report.brought_forward)


def _reports(
    by: Actor,
    found: Round,
    filings: Mapping[int, Filing],
    entries: Mapping[int, Entry],
    register: _Register,
) -> list[Report]:
    """Return the reports of a month in order of projects, each in the filing of its division."""
    on, now = queries.period_end(found.period), timezone.now()
    made = []
    for key, standing in register.standings.items():
        if entry := entries.get(key):
            line = Line(standing, register.past.get(key, Past()), None, on)
            made.append(report_of(by, filings[standing.division_id], line, entry))
            made[-1].at = now
    return made


def _filings(by: Actor, found: Round, month: NewMonth) -> dict[int, Filing]:
    usual = rules.LOCKED if month.is_locked else rules.SIGNED
    divisions = sorted(queries.expected_by_division(found))
    made = Filing.objects.bulk_create(
        [Filing(workspace=by.workspace, round=found, division_id=each) for each in divisions]
    )
    label, on = Filing._meta.label_lower, min(month.due_on, by.workspace.today())
    tracks = [
        NewTrack(rules.CYCLE, month.stages.get(each.division_id, usual), on, label, each.pk)
        for each in made
    ]
    for each, track in zip(made, copy_tracks(by=by, rows=tracks), strict=True):
        each.track_id = track
    Filing.objects.bulk_update(made, ["track"])
    again = Filing.objects.filter(round=found).select_related("track", "round")
    return {each.division_id: each for each in again}


def _row(report: Report) -> list[object]:
    values = (getattr(report, name) for name in REPORT)
    return [Jsonb(value) if isinstance(value, list) else value for value in values]
