"""Projects by the hundred thousand, with COPY: the sample city, sheets, benchmarks.

What a row says is taken as it is; checking it is for whoever made the rows. The database
keeps its constraints and counts.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal

from django.db import connection, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle import loading as lifecycle
from yuandu.kernel.lifecycle.loading import NewPlan, NewStep, NewTrack
from yuandu.kernel.lifecycle.models import Plan, Step, Track
from yuandu.mechanisms.projects import rules
from yuandu.mechanisms.projects.models import Listing, Project

LABEL = Project._meta.label_lower


@dataclass(frozen=True, slots=True, kw_only=True)
class NewListing:
    annual_list_id: int
    category: str
    status: str
    entered_on: datetime.date
    annual_plan: Decimal | None = None
    left_on: datetime.date | None = None
    left_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A step of a track as it happened: the move, where it led, the day."""

    move: str
    target: str
    on: datetime.date
    by_label: str = ""
    words: str = ""
    evidence: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTrackOf:
    """A track where it stands, and the steps that led there, oldest first."""

    cycle: str
    stage: str
    entered_on: datetime.date
    stage_before: str = ""
    steps: tuple[Gate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProject:
    """A project as it stands; columns are named as in `models.Project`.

    Attributes:
        track: where the main life cycle stands; its cycle follows from `kind`.
        others: permits and the investment listing.
    """

    name: str
    kind: str
    division_id: int
    track: NewTrackOf
    name_en: str = ""
    code: str = ""
    owner_id: int | None = None
    site: str = ""
    longitude: float | None = None
    latitude: float | None = None
    industry_id: int | None = None
    summary: str = ""
    investment_total: Decimal | None = None
    private_share: Decimal | None = None
    design_output: Decimal | None = None
    new_output: Decimal | None = None
    land_area_mu: Decimal | None = None
    filed_on: datetime.date | None = None
    planned_start_on: datetime.date | None = None
    planned_end_on: datetime.date | None = None
    works_started_on: datetime.date | None = None
    completed_on: datetime.date | None = None
    produced_on: datetime.date | None = None
    physical_progress: str = ""
    listings: tuple[NewListing, ...] = ()
    others: tuple[NewTrackOf, ...] = ()


MANY = 500  # projects after which the planner has to be told
_NOT_COLUMNS = {"track", "listings", "others"}
COLUMNS = tuple(part.name for part in fields(NewProject) if part.name not in _NOT_COLUMNS)


@transaction.atomic
def load_projects(*, by: Actor, rows: Sequence[NewProject]) -> list[int]:
    """Add projects with their tracks, steps and places on lists; return their keys.

    Keys come in the order of `rows`. Tracks go in first, so that each project finds its
    own and the counts are made once.
    """
    keys = lifecycle.reserve_keys(Project, len(rows))
    tracks = [
        NewTrack(track.cycle, track.stage, track.entered_on, LABEL, key, track.stage_before)
        for key, row in zip(keys, rows, strict=True)
        for track in (row.track, *row.others)
    ]
    track_ids = lifecycle.copy_tracks(by=by, rows=tracks)
    remaining = iter(track_ids)
    own = [[next(remaining) for _ in (row.track, *row.others)] for row in rows]
    _copy_projects(by, rows, keys, own)
    _copy_listings(by, rows, keys)
    steps = list(_steps(rows, own))
    if steps:
        lifecycle.copy_steps(by=by, rows=steps)
    lifecycle.copy_plans(by=by, rows=list(_plans(rows, own)))
    if len(rows) >= MANY:
        lifecycle.refresh_statistics(Track, Step, Plan, Project, Listing)
    audit.record(by, "project.load", by.workspace, projects=len(rows))
    return keys


def _copy_projects(
    by: Actor, rows: Sequence[NewProject], keys: Sequence[int], own: Sequence[Sequence[int]]
) -> None:
    names = ", ".join(COLUMNS)
    statement = f"COPY projects_project (id, workspace_id, track_id, version, {names}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for key, row, tracks in zip(keys, rows, own, strict=True):
            values = (getattr(row, name) for name in COLUMNS)
            copy.write_row((key, by.workspace_id, tracks[0], 1, *values))


def _copy_listings(by: Actor, rows: Sequence[NewProject], keys: Sequence[int]) -> None:
    columns = tuple(part.name for part in fields(NewListing))
    table = Listing._meta.db_table
    statement = f"COPY {table} (workspace_id, project_id, {', '.join(columns)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for key, row in zip(keys, rows, strict=True):
            for listing in row.listings:
                values = (getattr(listing, name) for name in columns)
                copy.write_row((by.workspace_id, key, *values))


def _steps(rows: Sequence[NewProject], own: Sequence[Sequence[int]]) -> Iterator[NewStep]:
    for row, tracks in zip(rows, own, strict=True):
        for track_id, track in zip(tracks, (row.track, *row.others), strict=True):
            source, since = "", None
            for step in track.steps:
                days = (step.on - since).days if since else 0
                yield NewStep(
                    track_id,
                    step.move,
                    source,
                    step.target,
                    step.on,
                    days=days,
                    by_label=step.by_label,
                    words=step.words,
                    evidence=step.evidence,
                )
                source, since = step.target, step.on


def _plans(rows: Sequence[NewProject], own: Sequence[Sequence[int]]) -> Iterator[NewPlan]:
    for row, tracks in zip(rows, own, strict=True):
        yield from plans_of(row, tracks[0])


def plans_of(row: NewProject | Project, track_id: int) -> Iterator[NewPlan]:
    """Yield the planned days of a project as its main track keeps them."""
    reached = (row.works_started_on, row.produced_on or row.completed_on)
    days = rules.planned_days(row.kind, row.planned_start_on, row.planned_end_on)
    for (stage, planned_on), reached_on in zip(days, reached, strict=True):
        if planned_on:
            yield NewPlan(track_id, stage, planned_on, reached_on)


def main_track(kind: str, stage: str, entered_on: datetime.date, **more: object) -> NewTrackOf:
    """Return the main track of a project of `kind`, standing at `stage`."""
    return NewTrackOf(cycle=rules.cycle_of(kind), stage=stage, entered_on=entered_on, **more)  # type: ignore[arg-type]
