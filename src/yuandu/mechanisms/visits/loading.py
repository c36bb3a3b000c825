"""Visits and difficulties by the thousand: for the sample city and lists of years past."""

import datetime
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle.days import calendar_of
from yuandu.kernel.lifecycle.loading import (
    NewStep,
    NewTrack,
    copy_steps,
    copy_tracks,
    reserve_keys,
)
from yuandu.mechanisms.visits import rules
from yuandu.mechanisms.visits.models import Difficulty, Team, Visit
from yuandu.services.liaison.rules import days_between, digest


@dataclass(frozen=True, slots=True, kw_only=True)
class PastVisit:
    """A visit as it was written down."""

    team: Team
    project_id: int
    on: datetime.date
    words: str
    by_label: str
    met: str = ""
    by_user_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDifficulty:
    """A difficulty that was answered; closed too, if it has a `closed_on`."""

    visit_id: int
    factor: str
    title: str
    words: str
    raised_on: datetime.date
    answered_on: datetime.date
    department: str
    officer_id: int
    office_label: str
    answer: str
    by_label: str
    owner_label: str
    closed_on: datetime.date | None = None
    severity: str = "normal"
    satisfaction: int | None = None


@transaction.atomic
def load_visits(*, by: Actor, rows: Sequence[PastVisit]) -> list[Visit]:
    """Add visits that count; return them in the order of `rows`."""
    made = Visit.objects.bulk_create(
        (
            Visit(
                workspace=by.workspace,
                key=uuid.uuid4(),
                digest=digest({"loaded": number}),
                drive_id=row.team.drive_id,
                team=row.team,
                project_id=row.project_id,
                on=row.on,
                by_user_id=row.by_user_id,
                by_label=row.by_label,
                met=row.met,
                words=row.words,
            )
            for number, row in enumerate(rows)
        ),
        batch_size=1000,
    )
    audit.record(by, "visits.load", by.workspace, visits=len(made))
    return made


@transaction.atomic
def load_difficulties(*, by: Actor, rows: Sequence[PastDifficulty]) -> None:
    """Add difficulties with their ways; each was sent on the day it was raised."""
    keys = reserve_keys(Difficulty, len(rows))
    label = Difficulty._meta.label_lower
    tracks = copy_tracks(
        by=by,
        rows=[
            NewTrack(
                cycle=rules.CYCLE,
                stage=rules.CLOSED if row.closed_on else rules.ANSWERED,
                entered_on=row.closed_on or row.answered_on,
                subject_label=label,
                subject_id=key,
            )
            for key, row in zip(keys, rows, strict=True)
        ],
    )
    steps = [step for track, row in zip(tracks, rows, strict=True) for step in _steps(track, row)]
    copy_steps(by=by, rows=steps)
    calendar = calendar_of(by.workspace)
    Difficulty.objects.bulk_create(
        Difficulty(
            pk=key,
            workspace=by.workspace,
            key=uuid.uuid4(),
            digest=digest({"loaded": key}),
            visit_id=row.visit_id,
            factor=row.factor,
            severity=row.severity,
            title=row.title,
            words=row.words,
            raised_on=row.raised_on,
            department=row.department,
            officer_id=row.officer_id,
            sent_on=row.raised_on,
            answered_on=row.answered_on,
            answer_days=days_between(row.raised_on, row.answered_on, calendar),
            satisfaction=row.satisfaction,
            track_id=track,
        )
        for key, track, row in zip(keys, tracks, rows, strict=True)
    )
    audit.record(by, "visits.load", by.workspace, difficulties=len(rows))


def _steps(track: int, row: PastDifficulty) -> Iterator[NewStep]:
    yield NewStep(track, "start", "", rules.RAISED, row.raised_on, by_label=row.by_label)
    yield NewStep(track, "send", rules.RAISED, rules.SENT, row.raised_on)
    yield NewStep(
        track,
        "answer",
        rules.SENT,
        rules.ANSWERED,
        row.answered_on,
        (row.answered_on - row.raised_on).days,
        by_user_id=row.officer_id,
        by_label=row.office_label,
        words=row.answer,
    )
    if row.closed_on is not None:
        days = (row.closed_on - row.answered_on).days
        yield NewStep(
            track,
            "close",
            rules.ANSWERED,
            rules.CLOSED,
            row.closed_on,
            days,
            by_label=row.owner_label,
        )
