"""Tracks: one with all that a page shows of it, and lists that stay flat as they grow."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import (
    Aggregate,
    Count,
    Exists,
    Min,
    Model,
    OuterRef,
    Q,
    QuerySet,
    prefetch_related_objects,
)
from django.http import Http404
from django.shortcuts import get_object_or_404

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.files.models import Attachment
from yuandu.kernel.lifecycle import cycles, gates, subjects, wording
from yuandu.kernel.lifecycle.cycles import Evidence, LifeCycle, Move, Stage
from yuandu.kernel.lifecycle.models import Plan, Step, Track
from yuandu.kernel.lifecycle.permissions import may_move
from yuandu.kernel.workspaces.models import Workspace


@dataclass(frozen=True, slots=True)
class Standing:
    """A track, its table, and the subject that stands there."""

    track: Track
    cycle: LifeCycle
    subject: Any

    @property
    def stage(self) -> Stage:
        return self.cycle.stage(self.track.stage)

    @property
    def url(self) -> str:
        """The subject's page."""
        return subjects.kind(self.track.subject_label).url(self.subject)


@dataclass(frozen=True, slots=True)
class Offer:
    """A move that the reader may make; `is_onward` tells the usual way from the others."""

    move: Move
    is_onward: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A stage on the way, as a page draws it."""

    stage: Stage
    place: int  # along the way, from 1
    state: str  # done, current, ahead or halted
    on: datetime.date | None  # the day it was reached
    due: datetime.date | None  # the day it was planned for
    rest: Stage | None  # the rest that a halted track has come to

    @property
    def label(self) -> cycles.Title:
        return self.stage.title

    @property
    def note(self) -> cycles.Title:
        return self.rest.title if self.rest else ""


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence that a step brought."""

    code: str
    title: cycles.Title
    kind: str
    value: str
    files: tuple[Attachment, ...] = ()

    @property
    def day(self) -> datetime.date | None:
        return gates.as_day(self.value)

    @property
    def number(self) -> Decimal | None:
        return gates.as_number(self.value)


@dataclass(frozen=True, slots=True)
class PastStep:
    step: Step
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """What a subject's page shows of one track."""

    standing: Standing
    marks: tuple[Mark, ...]
    offers: tuple[Offer, ...]
    steps: tuple[PastStep, ...]  # newest first
    may_correct: bool
    days_in_stage: int


def visible_to(actor: Actor) -> QuerySet[Track]:
    """Return the tracks of all subjects that `actor` may see."""
    tracks = Track.objects.filter(workspace=actor.workspace)
    seen = subjects.about_seen(actor)
    return tracks if seen is None else tracks.filter(seen)


def get(actor: Actor, pk: int, *, to: str) -> Standing:
    """Return the track if `actor` may do `to` with it.

    Args:
        to: `see`, `correct`, or the code of a move; whether the move is open from here
            is for the action to say.

    Raises:
        Http404: there is none, its cycle has no such move, or a stranger asks.
        PermissionDenied: the actor sees it, but may not do this.
    """
    track = get_object_or_404(Track, workspace=actor.workspace, pk=pk)
    subject = subjects.seen(actor, track.subject_label, track.subject_id)
    standing = Standing(track, cycles.get(track.cycle), subject)
    if to != cycles.SEE and not may_move(actor, subject, track, _asked_for(standing, to)):
        if actor.is_insider:
            raise PermissionDenied
        raise Http404
    return standing


def get_for(actor: Actor, pk: int, code: str) -> tuple[Standing, Move]:
    """Return the track and the move `code` of its cycle, if `actor` may make it.

    Raises:
        Http404: there is no such track or move, or a stranger asks.
        PermissionDenied: the actor sees the track, but may not make the move.
    """
    if code in cycles.KEPT_FOR_THE_HOUSE:  # a verb, but no move
        raise Http404
    standing = get(actor, pk, to=code)
    return standing, standing.cycle.move(code)


def _asked_for(standing: Standing, to: str) -> Move:
    if to == cycles.CORRECT:
        return standing.cycle.correction(standing.track.stage)
    try:
        return standing.cycle.move(to)
    except cycles.UnknownMove as error:
        raise Http404 from error


def offers(actor: Actor, standing: Standing) -> tuple[Offer, ...]:
    """Return the moves that are open from here to `actor`; no query."""
    track, cycle = standing.track, standing.cycle
    position = cycle.position(track.stage)
    return tuple(
        Offer(
            move,
            is_onward=move.target is None or position < cycle.position(move.target) < cycle.beside,
        )
        for move in cycle.moves_from(track.stage)
        if may_move(actor, standing.subject, track, move)
    )


def panel(actor: Actor, pk: int) -> Panel:
    """Return what a page shows of one track.

    Raises:
        Http404: there is none, or the actor must not learn that there is.
        PermissionDenied: the actor may not see it.
    """
    standing = get(actor, pk, to=cycles.SEE)
    return panel_at_hand(actor, standing.subject, standing.track)


def panel_at_hand(actor: Actor, subject: Model, track: Track) -> Panel:
    """Return what a page shows of a track that came with its subject; three queries at most."""
    prefetch_related_objects([track], "plans", "steps")
    return panel_of(actor, track, subject, _attachments(track.steps.all()))


def panels(actor: Actor, subject: Model) -> list[Panel]:
    """Return all tracks of `subject`, in the order in which their cycles are registered.

    Four queries, however many tracks: tracks, steps, plans, attachments.
    """
    order = {cycle.code: place for place, cycle in enumerate(cycles.all())}
    tracks = Track.objects.filter(
        workspace=actor.workspace,
        subject_label=subjects.label_of(subject),
        subject_id=subject.pk,
        cycle__in=order,
    ).prefetch_related("plans", "steps")
    ordered = sorted(tracks, key=lambda track: order[track.cycle])
    attachments = _attachments(step for track in ordered for step in track.steps.all())
    return [panel_of(actor, track, subject, attachments) for track in ordered]


def panel_of(
    actor: Actor, track: Track, subject: Model, attachments: Mapping[int, Attachment]
) -> Panel:
    """Return what a page shows of `track`, whose steps and plans are at hand."""
    standing = Standing(track, cycles.get(track.cycle), subject)
    steps = sorted(track.steps.all(), key=lambda step: step.pk, reverse=True)
    correction = standing.cycle.correction(track.stage)
    return Panel(
        standing,
        _marks(standing, steps),
        offers(actor, standing),
        tuple(PastStep(step, _proofs(standing.cycle, step, attachments)) for step in steps),
        may_correct=may_move(actor, subject, track, correction),
        days_in_stage=track.days_in_stage(actor.workspace.today()),
    )


def _attachments(steps: Iterable[Step]) -> dict[int, Attachment]:
    keys = {
        key
        for step in steps
        for value in step.evidence.values()
        if isinstance(value, list)
        for key in value
    }
    return Attachment.objects.in_bulk(keys) if keys else {}


def _proofs(
    cycle: LifeCycle, step: Step, attachments: Mapping[int, Attachment]
) -> tuple[Proof, ...]:
    """Return the step's evidence, in the order of the table."""
    asked = wording.evidence_of(cycle, step.move)
    lost = [Evidence(code, code, "text") for code in step.evidence if code not in asked]
    return tuple(
        _proof(evidence, step.evidence[evidence.code], attachments)
        for evidence in (*asked.values(), *lost)
        if evidence.code in step.evidence
    )


def _proof(evidence: Evidence, value: Any, attachments: Mapping[int, Attachment]) -> Proof:
    if isinstance(value, list):
        files = tuple(attachments[key] for key in value if key in attachments)
        return Proof(evidence.code, evidence.title, "file", "", files)
    return Proof(evidence.code, evidence.title, evidence.kind, str(value))


def _marks(standing: Standing, steps: list[Step]) -> tuple[Mark, ...]:
    """Draw the way: what is behind, where it stands, what lies ahead."""
    track, cycle = standing.track, standing.cycle
    planned = {plan.stage: plan.planned_on for plan in track.plans.all()}
    reached = {step.target: step.on for step in reversed(steps) if step.move != cycles.CORRECT}
    at = track.stage_before or track.stage
    rest = cycle.stage(track.stage) if track.stage != at else None
    marks = []
    is_behind = any(stage.code == at for stage in cycle.way)
    for place, stage in enumerate(cycle.way, start=1):
        if stage.code == at:
            state = "halted" if rest else "done" if stage.is_final else "current"
            is_behind = False
        else:
            state = "done" if is_behind else "ahead"
        on = None if state == "ahead" else reached.get(stage.code)
        marks.append(
            Mark(
                stage,
                place,
                state,
                on,
                due=planned.get(stage.code),
                rest=rest if state == "halted" else None,
            )
        )
    return tuple(marks)


class _MiddleDay(Aggregate):
    """The median of days, as a day."""

    function = "percentile_disc"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"


@dataclass(frozen=True, slots=True)
class StageTime:
    """How long the tracks of a stage have stood there by now, in days."""

    stage: str
    tracks: int
    median: int
    longest: int


def counts_by_stage(tracks: QuerySet[Track]) -> dict[str, int]:
    """Return how many of `tracks` stand in each stage; one query."""
    counted = tracks.order_by().values_list("stage").annotate(tracks=Count("pk"))
    return dict(counted)


def times_in_stage(tracks: QuerySet[Track], today: datetime.date) -> dict[str, StageTime]:
    """Return how long `tracks` have stood in their stages, by stage; one query."""
    rows = (
        tracks.order_by()
        .values("stage")
        .annotate(tracks=Count("pk"), middle=_MiddleDay("entered_on"), first=Min("entered_on"))
    )
    return {
        row["stage"]: StageTime(
            row["stage"],
            row["tracks"],
            (today - row["middle"]).days,
            (today - row["first"]).days,
        )
        for row in rows
    }


def longest_in_stage(
    tracks: QuerySet[Track], cycle: LifeCycle, *, today: datetime.date, days: int
) -> QuerySet[Track]:
    """Return those of `tracks` that have stood in a stage for `days` or longer, longest first.

    Final stages do not count: who is through does not stand still.
    """
    unfinished = [stage.code for stage in cycle.stages if not stage.is_final]
    return tracks.filter(
        cycle=cycle.code,
        stage__in=unfinished,
        entered_on__lte=today - datetime.timedelta(days=days),
    ).order_by("entered_on", "pk")


def late(tracks: QuerySet[Track], workspace: Workspace) -> QuerySet[Plan]:
    """Return the plans of `tracks`, all of `workspace`, whose day has passed, longest first.

    Tracks at rest or through are not late: each cycle's own table says which those are.
    """
    over = Q(pk__in=[])
    for cycle in cycles.all():
        over |= Q(track__cycle=cycle.code, track__stage__in=cycle.resting | set(cycle.final))
    return (
        Plan.objects.filter(workspace=workspace, reached_on=None, planned_on__lt=workspace.today())
        .filter(Exists(tracks.filter(pk=OuterRef("track_id"))))
        .exclude(over)
        .select_related("track")
        .order_by("planned_on", "pk")
    )
