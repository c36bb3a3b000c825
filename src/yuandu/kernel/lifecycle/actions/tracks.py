"""Putting subjects on tracks and moving them along."""

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Model

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle import cycles, gates, papers, stage_clocks, subjects
from yuandu.kernel.lifecycle.cycles import LifeCycle, Move, MoveNotAllowed, Place
from yuandu.kernel.lifecycle.models import Plan, Step, Track
from yuandu.kernel.lifecycle.permissions import may_move
from yuandu.kernel.lifecycle.refusals import AlreadyStarted, MissingEvidence, NotYours, Stale
from yuandu.kernel.lifecycle.signals import moved
from yuandu.kernel.notices import feed


@transaction.atomic
def start(
    *,
    by: Actor,
    subject: Model,
    cycle: str,
    on: datetime.date,
    stage: str | None = None,
    stage_before: str = "",
) -> Track:
    """Put `subject` on the life cycle: at its first stage, or where it is found standing.

    Whether the actor may do so is for the app to say that adds the subject.

    Args:
        on: the day it came there.
        stage_before: for a subject found at rest, the stage it left for that.

    Raises:
        AlreadyStarted: it is on this life cycle.
        MissingEvidence: the day lies in the future.
        cycles.UnknownCycle, cycles.UnknownStage: there is no such cycle or place in it.
    """
    table = cycles.get(cycle)
    place = Place(stage or table.first.code, stage_before)
    table.check_place(place)
    label = subjects.label_of(subject)
    if label != table.subject:
        raise cycles.UnknownCycle(f"{cycle!r} is for {table.subject!r}, not for {label!r}")
    if reasons := tuple(gates.reasons_of_day(on, today=by.workspace.today(), since=None)):
        raise MissingEvidence(reasons)
    try:
        with transaction.atomic():
            track = Track.objects.create(
                workspace=by.workspace,
                cycle=cycle,
                stage=place.stage,
                stage_before=place.before,
                entered_on=on,
                subject_label=label,
                subject_id=subject.pk,
            )
    except IntegrityError as error:
        raise AlreadyStarted(f"{label} {subject.pk} is on {cycle!r} already") from error
    step = _record_step(by, track, move=cycles.START, source="", on=on)
    audit.record(by, "track.start", subject, cycle=cycle, stage=track.stage, on=str(on))
    _tell(track, step)
    return track


@transaction.atomic
def move(
    *,
    by: Actor,
    track: Track,
    move: str,
    on: datetime.date,
    expected_stage: str,
    expected_version: int | None = None,
    words: str = "",
    evidence: Mapping[str, object] | None = None,
) -> Step:
    """Move `track` along its life cycle; `track` itself is brought up to date.

    1. The actor's right, the reader's view of the track, the table's move.
    2. The gate: all that is missing or wrong is said at once.
    3. One conditional update: of many who press the button, one passes.
    4. The step, the plan's actual day, what the subject's app does with it, the audit
       entry; signal and feed on commit.

    Args:
        on: the day it happened, not before the last step and not in the future.
        expected_stage: where the actor saw the track standing.
        expected_version: as the actor saw it; guards also against a move there and back.
        evidence: values by code: uploads or attachments, days, text, numbers, as ISO
            text or typed.

    Raises:
        NotYours: the move is not for the actor.
        Stale: the track has moved since the actor saw it.
        MoveNotAllowed: the life cycle has no such move from here.
        MissingEvidence: the gate stays shut, or a file is refused.
    """
    table = cycles.get(track.cycle)
    given = gates.Given(on, words, evidence or {})
    subject = subjects.seen(by, track.subject_label, track.subject_id)
    chosen = _chosen(table, track, move)
    if not may_move(by, subject, track, chosen):
        raise NotYours(chosen)
    if track.stage != expected_stage or expected_version not in {None, track.version}:
        raise _stale(track)
    place = table.after(Place(track.stage, track.stage_before), move)
    today = by.workspace.today()
    if reasons := gates.reasons(chosen, given, today=today, since=track.entered_on):
        raise MissingEvidence(reasons)
    with _as_it_was_if_undone(track):
        return _moved(by, subject, table, track, chosen, place, given)


def _moved(
    by: Actor,
    subject: Model,
    table: LifeCycle,
    track: Track,
    move: Move,
    place: Place,
    given: gates.Given,
) -> Step:
    source, since = track.stage, track.entered_on
    _place(track, place, given.on)
    step = _record_step(
        by,
        track,
        move=move.code,
        source=source,
        on=given.on,
        days=(given.on - since).days,
        words=given.words.strip(),
        evidence=papers.values(move, given.evidence),
    )
    papers.keep(by, step, move, given.evidence)
    _mark_plans(table, track, step, is_reversal=move.is_reversal)
    stage_clocks.go_on(by, table, track, step, move)
    if on_move := subjects.kind(track.subject_label).on_move:
        on_move(by, subject, track, step)
    audit.record(
        by,
        "track.move",
        subject,
        cycle=track.cycle,
        move=move.code,
        source=source,
        target=track.stage,
        on=str(given.on),
        step=step.pk,
    )
    _tell(track, step)
    return step


@contextmanager
def _as_it_was_if_undone(track: Track) -> Iterator[None]:
    """Let `track` not claim to have moved when whatever follows undoes the move."""
    before = track.stage, track.stage_before, track.entered_on, track.version
    try:
        yield
    except BaseException:
        track.stage, track.stage_before, track.entered_on, track.version = before
        raise


@transaction.atomic
def correct(*, by: Actor, track: Track, on: datetime.date, words: str) -> Step:
    """Mend the day of the last step; a step of its own keeps the old day and the reason.

    The last step is changed in place, so that whoever counts steps by day need not know
    of corrections.

    Raises:
        NotYours: correcting is not for the actor.
        MissingEvidence: no words, or the day lies before the step before or in the future.
        Stale: the track has moved since it was read.
    """
    table = cycles.get(track.cycle)
    subject = subjects.seen(by, track.subject_label, track.subject_id)
    correction = table.correction(track.stage)
    if not may_move(by, subject, track, correction):
        raise NotYours(correction)
    last = track.steps.exclude(move=cycles.CORRECT).order_by("-pk").first()
    since = datetime.date.min
    if last is not None and last.source:
        since = last.on - datetime.timedelta(days=last.days)
    given = gates.Given(on, words, {})
    if reasons := gates.reasons(correction, given, today=by.workspace.today(), since=since):
        raise MissingEvidence(reasons)

    before = track.entered_on
    _place(track, Place(track.stage, track.stage_before), on)
    if last is not None:
        last.on = on
        last.days = (on - since).days if last.source else 0
        last.save(update_fields=["on", "days"])
        stage_clocks.redate(by, last, before, _due_days(table, last))
    step = _record_step(
        by,
        track,
        move=cycles.CORRECT,
        source=track.stage,
        on=on,
        words=words.strip(),
        evidence={"before": str(before)},
    )
    track.plans.filter(stage=track.stage, reached_on=before).update(reached_on=on)
    if on_move := subjects.kind(track.subject_label).on_move:
        on_move(by, subject, track, step)
    audit.record(by, "track.correct", subject, cycle=track.cycle, before=str(before), on=str(on))
    _tell(track, step)
    return step


@transaction.atomic
def plan(*, by: Actor, track: Track, stage: str, planned_on: datetime.date | None) -> Plan | None:
    """Set the day on which `track` is to come into `stage`; `None` takes the plan away.

    Whether the actor may plan is for the app to say whose subject it is.

    Raises:
        cycles.UnknownStage: the life cycle has no such stage.
    """
    table = cycles.get(track.cycle)
    table.stage(stage)
    subject = subjects.seen(by, track.subject_label, track.subject_id)
    planned = None
    if planned_on is None:
        track.plans.filter(stage=stage).delete()
    else:
        planned, _ = Plan.objects.update_or_create(
            workspace=by.workspace,
            track=track,
            stage=stage,
            defaults={"planned_on": planned_on},
            create_defaults={
                "planned_on": planned_on,
                "reached_on": _reached_on(table, track, stage),
            },
        )
    audit.record(
        by,
        "track.plan",
        subject,
        cycle=track.cycle,
        stage=stage,
        planned_on=str(planned_on) if planned_on else None,
    )
    return planned


def _chosen(table: LifeCycle, track: Track, move: str) -> Move:
    try:
        return table.move(move)
    except cycles.UnknownMove as error:
        raise MoveNotAllowed(table, track.stage, move) from error


def _place(track: Track, place: Place, on: datetime.date) -> None:
    """Write where `track` stands, unless somebody else has been faster.

    Conditional on stage and version as they were read: of two officers one passes.
    """
    changed = Track.objects.filter(pk=track.pk, stage=track.stage, version=track.version).update(
        stage=place.stage, stage_before=place.before, entered_on=on, version=F("version") + 1
    )
    if not changed:
        raise _stale(track)
    track.stage, track.stage_before, track.entered_on = place.stage, place.before, on
    track.version += 1


def _stale(track: Track) -> Stale:
    """Return the refusal, with the track as it stands by now and its last step."""
    now = Track.objects.get(pk=track.pk)
    return Stale(now, now.steps.order_by("-pk").first())


def _record_step(
    by: Actor,
    track: Track,
    *,
    move: str,
    source: str,
    on: datetime.date,
    days: int = 0,
    words: str = "",
    evidence: Mapping[str, Any] | None = None,
) -> Step:
    return Step.objects.create(
        workspace=by.workspace,
        track=track,
        move=move,
        source=source,
        target=track.stage,
        on=on,
        days=days,
        by_user_id=by.user_id,
        by_label=by.label,
        words=words,
        evidence=dict(evidence or {}),
    )


def _mark_plans(table: LifeCycle, track: Track, step: Step, *, is_reversal: bool) -> None:
    """Keep the plans' actual days: what is passed is reached; a reversal takes it back."""
    passed, ahead = _split(table, track)
    track.plans.filter(stage__in=passed, reached_on=None).update(reached_on=step.on)
    if is_reversal:
        track.plans.filter(stage__in=ahead).update(reached_on=None)


def _split(table: LifeCycle, track: Track) -> tuple[list[str], list[str]]:
    """Return the stages that `track` has passed or stands in, and those ahead of it."""
    way = [stage.code for stage in table.way]
    standing = track.stage_before or track.stage
    if standing not in way:  # it ended beside the way: what was ahead will not be reached
        return [track.stage], []
    position = way.index(standing) + 1
    return [*way[:position], track.stage], way[position:]


def _due_days(table: LifeCycle, step: Step) -> int | None:
    try:
        return table.move(step.move).due_days
    except cycles.UnknownMove:  # the start, or a move that the table has lost
        return None


def _reached_on(table: LifeCycle, track: Track, stage: str) -> datetime.date | None:
    """Return the day on which `track` came into `stage`, or was first found beyond it."""
    if stage == track.stage:
        return track.entered_on
    passed, _ = _split(table, track)
    if stage not in passed:
        return None
    steps = track.steps.exclude(move=cycles.CORRECT).order_by("pk")
    step = steps.filter(target=stage).first() or steps.first()
    return step.on if step else track.entered_on


def _tell(track: Track, step: Step) -> None:
    """Tell the floors above and the open pages, once the change is committed."""
    told = partial(
        moved.send,
        sender=Track,
        workspace_id=track.workspace_id,
        subject_label=track.subject_label,
        subject_id=track.subject_id,
        cycle=track.cycle,
        move=step.move,
        source=step.source,
        target=step.target,
    )
    # Robust: a listener's fault must not make a committed move look refused.
    transaction.on_commit(told, robust=True)
    feed.publish(track.workspace_id, track.subject_label)
    feed.publish(track.workspace_id, f"{track.subject_label}:{track.subject_id}")
