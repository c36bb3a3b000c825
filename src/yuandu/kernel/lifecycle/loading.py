"""Tracks by the hundred thousand: for the sample city and imports of whole registers.

Rows go in with COPY, already where they stand, without one move each; the one audit
entry of a load says how many. Apart from the actions, this is the only writer of stages.
"""

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.db.models import Model, Q

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle import cycles
from yuandu.kernel.lifecycle.models import Plan, Step, Track


@dataclass(frozen=True, slots=True)
class NewTrack:
    """A track as it stands; `stage_before` is needed where the stage is a rest."""

    cycle: str
    stage: str
    entered_on: datetime.date
    subject_label: str
    subject_id: int
    stage_before: str = ""


@dataclass(frozen=True, slots=True)
class NewStep:
    """A step of a track loaded before; `days` were spent in its source."""

    track_id: int
    move: str
    source: str
    target: str
    on: datetime.date
    days: int = 0
    by_user_id: int | None = None
    by_label: str = ""
    words: str = ""
    evidence: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewPlan:
    track_id: int
    stage: str
    planned_on: datetime.date
    reached_on: datetime.date | None = None


@transaction.atomic
def copy_tracks(*, by: Actor, rows: Sequence[NewTrack]) -> list[int]:
    """Add tracks and return their keys, in the order of `rows`.

    Raises:
        cycles.UnknownCycle: a row names a cycle that nobody registered.
        cycles.UnknownStage: a row stands in a stage that its cycle lacks, or rests
            without saying where it came from.
    """
    for cycle, stage, before in {(row.cycle, row.stage, row.stage_before) for row in rows}:
        cycles.get(cycle).check_place(cycles.Place(stage, before))
    keys = reserve_keys(Track, len(rows))
    columns = (
        *("id", "workspace_id", "cycle", "stage", "stage_before", "entered_on"),
        *("subject_label", "subject_id", "version"),
    )
    copy_rows(
        Track,
        columns,
        (
            (
                *(key, by.workspace_id, row.cycle, row.stage, row.stage_before),
                *(row.entered_on, row.subject_label, row.subject_id, 1),
            )
            for key, row in zip(keys, rows, strict=True)
        ),
    )
    audit.record(by, "track.load", by.workspace, tracks=len(rows))
    return keys


@transaction.atomic
def copy_steps(*, by: Actor, rows: Sequence[NewStep]) -> None:
    """Add the history of tracks, oldest first."""
    columns = (
        *("workspace_id", "track_id", "move", "source", "target", '"on"', "days"),
        *("by_user_id", "by_label", "words", "evidence"),
    )
    copy_rows(
        Step,
        columns,
        (
            (
                *(by.workspace_id, row.track_id, row.move, row.source, row.target, row.on),
                *(row.days, row.by_user_id, row.by_label or by.label, row.words),
                json.dumps(dict(row.evidence), ensure_ascii=False),
            )
            for row in rows
        ),
    )
    audit.record(by, "track.load_steps", by.workspace, steps=len(rows))


@transaction.atomic
def copy_plans(*, by: Actor, rows: Sequence[NewPlan]) -> None:
    """Add planned days of tracks."""
    copy_rows(
        Plan,
        ("workspace_id", "track_id", "stage", "planned_on", "reached_on"),
        (
            (by.workspace_id, row.track_id, row.stage, row.planned_on, row.reached_on)
            for row in rows
        ),
    )
    audit.record(by, "track.load_plans", by.workspace, plans=len(rows))


@transaction.atomic
def replan(*, by: Actor, rows: Sequence[NewPlan], dropped: Sequence[tuple[int, str]] = ()) -> None:
    """Set the planned days of tracks anew; drop those of `dropped`, tracks with a stage each."""
    gone = Q(pk__in=[])
    for stage in {stage for _, stage in dropped}:
        gone |= Q(stage=stage, track__in=[track for track, at in dropped if at == stage])
    Plan.objects.filter(gone, workspace=by.workspace).delete()
    Plan.objects.bulk_create(
        [
            Plan(
                workspace=by.workspace,
                track_id=row.track_id,
                stage=row.stage,
                planned_on=row.planned_on,
                reached_on=row.reached_on,
            )
            for row in rows
        ],
        batch_size=2000,
        update_conflicts=True,
        unique_fields=["track", "stage"],
        update_fields=["planned_on"],
    )
    audit.record(by, "track.load_plans", by.workspace, plans=len(rows), dropped=len(dropped))


def refresh_statistics(*models: type[Model]) -> None:
    """Let the planner know of rows just copied; it would learn of them a minute later.

    Meanwhile it takes a table of a million rows for an empty one, and reads it row by row.
    """
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def reserve_keys(model: type[Model], number: int) -> list[int]:
    """Take `number` primary keys of `model` for rows about to be copied."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, number],
        )
        return [key for (key,) in cursor.fetchall()]


def copy_rows(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Add rows of `model` with COPY; keys and defaults are the database's, where not among them."""
    statement = f'COPY "{model._meta.db_table}" ({", ".join(columns)}) FROM STDIN'
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
