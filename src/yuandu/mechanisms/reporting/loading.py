"""Months by the dozen: for the sample city, and offices that bring theirs along.

Filings go in where they stand, without one move each; reports, seals and lights come about
as they do month by month.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle import loading as lifecycle
from yuandu.kernel.lifecycle.loading import NewTrack
from yuandu.mechanisms.reporting import queries, rules
from yuandu.mechanisms.reporting.entries import BATCH, Entry, report_of
from yuandu.mechanisms.reporting.models import Filing, Light, Report, Round, Supervision
from yuandu.mechanisms.reporting.sealing import seal
from yuandu.mechanisms.reporting.supervising import supervise


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
def load_months(*, by: Actor, months: Sequence[NewMonth]) -> None:
    """Add months, the oldest first."""
    rounds = []
    for month in months:
        found = Round.objects.create(
            workspace=by.workspace, period=month.period, due_on=month.due_on
        )
        rounds.append(found)
        filings = _filings(by, found, month)
        _write(by, found, filings, month)
        if month.is_locked:
            seal(by, found, [each for each in filings.values() if each.stage == rules.LOCKED])
    locked = [each for each in rounds if each.is_locked]
    if locked:  # clocks of months long past would all have been missed
        supervise(by, locked[-1])
    lifecycle.refresh_statistics(Round, Filing, Report, Light, Supervision)
    audit.record(by, "reporting.load", by.workspace, months=len(months))


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
    for each, track in zip(made, lifecycle.copy_tracks(by=by, rows=tracks), strict=True):
        each.track_id = track
    Filing.objects.bulk_update(made, ["track"])
    again = Filing.objects.filter(round=found).select_related("track")
    return {each.division_id: each for each in again}


def _write(by: Actor, found: Round, filings: Mapping[int, Filing], month: NewMonth) -> None:
    standings = list(
        queries.expected(found).filter(project__in=month.entries).select_related("project")
    )
    Report.objects.bulk_create(
        [
            report_of(
                by,
                filings[line.standing.division_id],
                line,
                month.entries[line.standing.project_id],
            )
            for line in queries.lines(found, standings)
        ],
        batch_size=BATCH,
    )
