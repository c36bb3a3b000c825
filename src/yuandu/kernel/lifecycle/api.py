"""Tracks, moves and promises for programs: the same queries and actions as the pages."""

import datetime
from collections.abc import Mapping
from typing import Annotated, Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from ninja import Field, File, Router, Schema
from ninja.files import UploadedFile

from yuandu.kernel.accounts import scopes
from yuandu.kernel.files import actions as files
from yuandu.kernel.files.models import Attachment
from yuandu.kernel.lifecycle import actions, cycles, queries, subjects, wording
from yuandu.kernel.lifecycle.cycles import Move
from yuandu.kernel.lifecycle.gates import Reason
from yuandu.kernel.lifecycle.models import Promise, Step
from yuandu.kernel.lifecycle.queries import Panel, Standing, people
from yuandu.kernel.lifecycle.queries import promises as promise_queries
from yuandu.kernel.lifecycle.refusals import MissingEvidence
from yuandu.kernel.registry.requests import Request

scopes.register("lifecycle", _("Life cycles and promises"))
router = Router()
VERBS = {
    "say": actions.say,
    "claim": actions.claim,
    "confirm": actions.confirm,
    "refuse": actions.refuse,
    "withdraw": actions.withdraw,
}


class EvidenceOut(Schema):
    """Something that the gate of a move asks for."""

    code: str
    title: str
    kind: str = Field(description="file, date, text, amount or number")
    required: bool


class MoveOut(Schema):
    """A move that the caller may make now."""

    code: str
    title: str
    target: str | None = Field(description="null: back to where the track was before it rested")
    needs_words: bool
    evidence: list[EvidenceOut]


class StepOut(Schema):
    """A step that was made."""

    id: int
    move: str
    title: str
    source: str
    target: str
    on: datetime.date
    at: datetime.datetime
    days: int = Field(description="spent in the source")
    by: str
    words: str
    evidence: dict[str, Any] = Field(description="by code; files as keys of attachments")


class TrackOut(Schema):
    """Where a subject stands on a life cycle."""

    id: int
    cycle: str
    subject: str = Field(description="the subject's label, e.g. projects.project")
    subject_id: int
    stage: str
    stage_title: str
    stage_before: str
    entered_on: datetime.date
    days_in_stage: int
    version: int
    possible_moves: list[MoveOut]


class MoveIn(Schema):
    """A move to make."""

    on: datetime.date = Field(description="the day it happened")
    expected_stage: str = Field(description="where the caller saw the track standing")
    expected_version: int | None = None
    words: str = ""
    evidence: dict[str, str | int | float | list[int] | None] = Field(
        default_factory=dict,
        description="by code; files as keys of papers sent to this track before",
    )


class PaperOut(Schema):
    """A file that was sent to a track, to be named in a move."""

    id: int
    name: str
    size: int


class PromiseOut(Schema):
    """A promise and how it stands."""

    id: int
    words: str
    subject: str
    subject_id: int
    subject_title: str
    giver: str
    receiver: str | None
    opened_on: datetime.date
    due_on: datetime.date
    state: str
    reading: str = Field(description="kept, withdrawn, due, soon, overdue or silent")
    days: int = Field(description="working days left, past due, or of silence")
    silent: str = Field(description="who is silent; empty if nobody is")
    may: list[str] = Field(description="what the caller may do with it now")


class PromiseIn(Schema):
    """A promise to put on record; due in working days or on a day."""

    subject: str
    subject_id: int
    words: str
    giver: int
    receiver: int
    due_days: int | None = None
    due_on: datetime.date | None = None
    rhythm: str = "usual"


class WordsIn(Schema):
    words: str = ""


def _move(move: Move) -> MoveOut:
    asked = [
        EvidenceOut(code=e.code, title=str(e.title), kind=e.kind, required=e.required)
        for e in move.evidence
    ]
    return MoveOut(
        code=move.code,
        title=str(move.title),
        target=move.target,
        needs_words=move.needs_words,
        evidence=asked,
    )


def _track(request: Request, standing: Standing) -> TrackOut:
    track = standing.track
    return TrackOut(
        id=track.pk,
        cycle=track.cycle,
        subject=track.subject_label,
        subject_id=track.subject_id,
        stage=track.stage,
        stage_title=str(standing.stage.title),
        stage_before=track.stage_before,
        entered_on=track.entered_on,
        days_in_stage=track.days_in_stage(request.workspace.today()),
        version=track.version,
        possible_moves=[_move(o.move) for o in queries.offers(request.actor, standing)],
    )


def _step(cycle: str, step: Step) -> StepOut:
    return StepOut(
        id=step.pk,
        move=step.move,
        title=wording.move_title(cycle, step.move),
        source=step.source,
        target=step.target,
        on=step.on,
        at=step.at,
        days=step.days,
        by=step.by_label,
        words=step.words,
        evidence=step.evidence,
    )


@router.get("/tracks/", response=list[TrackOut], summary="The tracks of a subject")
def tracks(request: Request, subject: str, subject_id: int) -> list[TrackOut]:
    found = _seen(request, subject, subject_id)
    panels: list[Panel] = queries.panels(request.actor, found)
    return [_track(request, panel.standing) for panel in panels]


@router.get("/tracks/{pk}/", response=TrackOut, summary="A track, with the caller's moves")
def track(request: Request, pk: int) -> TrackOut:
    return _track(request, queries.get(request.actor, pk, to=cycles.SEE))


@router.get("/tracks/{pk}/steps/", response=list[StepOut], summary="Its steps, newest first")
def steps(
    request: Request,
    pk: int,
    offset: Annotated[int, Field(ge=0, lt=2**31)] = 0,
    limit: Annotated[int, Field(ge=1, le=200)] = 100,
) -> list[StepOut]:
    standing = queries.get(request.actor, pk, to=cycles.SEE)
    found = standing.track.steps.order_by("-pk")[offset : offset + limit]
    return [_step(standing.cycle.code, step) for step in found]


@router.post("/tracks/{pk}/papers/", response=PaperOut, summary="Send a file for a move")
def send_paper(request: Request, pk: int, file: Annotated[UploadedFile, File()]) -> PaperOut:
    standing = queries.get(request.actor, pk, to=cycles.SEE)
    if not queries.offers(request.actor, standing):
        raise Http404
    paper = files.store(by=request.actor, upload=file, target=standing.track)
    return PaperOut(id=paper.pk, name=paper.name, size=paper.size)


@router.post("/tracks/{pk}/moves/{code}/", response=StepOut, summary="Make a move")
def make_move(request: Request, pk: int, code: str, sent: MoveIn) -> StepOut:
    standing, move = queries.get_for(request.actor, pk, code)
    step = actions.move(
        by=request.actor,
        track=standing.track,
        move=code,
        on=sent.on,
        expected_stage=sent.expected_stage,
        expected_version=sent.expected_version,
        words=sent.words,
        evidence=_evidence(standing, move, sent.evidence),
    )
    step.refresh_from_db(fields=["at"])
    return _step(standing.cycle.code, step)


def _evidence(standing: Standing, move: Move, sent: Mapping[str, Any]) -> dict[str, object]:
    """Return the evidence with papers in place of their keys.

    Raises:
        MissingEvidence: a key names no paper that was sent to this track.
    """
    brought = dict(sent)
    unknown = []
    for asked in move.evidence:
        if asked.kind != "file" or not brought.get(asked.code):
            continue
        keys = brought[asked.code]
        keys = keys if isinstance(keys, list) else [keys]
        papers = list(
            Attachment.objects.filter(
                workspace=standing.track.workspace_id,
                target_label=standing.track._meta.label_lower,
                target_id=standing.track.pk,
                pk__in=[key for key in keys if isinstance(key, int)],
            )
        )
        if len(papers) != len(set(keys)):
            unknown.append(Reason("paper-unknown", asked))
        brought[asked.code] = papers
    if unknown:
        raise MissingEvidence(unknown)
    return brought


def _promise(request: Request, promises: list[Promise]) -> list[PromiseOut]:
    return [
        PromiseOut(
            id=row.promise.pk,
            words=row.words,
            subject=row.promise.subject_label,
            subject_id=row.promise.subject_id,
            subject_title=row.subject.title,
            giver=str(row.promise.giver),
            receiver=str(row.promise.receiver) if row.promise.receiver else None,
            opened_on=row.promise.opened_on,
            due_on=row.promise.due_on,
            state=row.promise.state,
            reading=row.reading.state,
            days=row.reading.days,
            silent=row.silent,
            may=[v for v, may in promise_queries.verbs(request.actor, row.promise).items() if may],
        )
        for row in promise_queries.rows(request.actor, promises)
    ]


@router.get("/promises/", response=list[PromiseOut], summary="A list of promises")
def promises(
    request: Request,
    show: str = "mine",
    offset: Annotated[int, Field(ge=0, lt=2**31)] = 0,
    limit: Annotated[int, Field(ge=1, le=200)] = 50,
) -> list[PromiseOut]:
    if show not in promise_queries.LISTS:
        raise Http404
    found = promise_queries.listed(request.actor, show)
    return _promise(request, list(found[offset : offset + limit]))


@router.post("/promises/", response=PromiseOut, summary="Put a promise on record")
def give(request: Request, sent: PromiseIn) -> PromiseOut:
    parties = people.people(request.actor).in_bulk([sent.giver, sent.receiver])
    if {sent.giver, sent.receiver} - set(parties):
        raise Http404
    made = actions.promise(
        by=request.actor,
        subject=_seen(request, sent.subject, sent.subject_id),
        giver=parties[sent.giver],
        receiver=parties[sent.receiver],
        **sent.dict(include={"words", "due_days", "due_on", "rhythm"}),
    )
    return _promise(request, [made])[0]


@router.get("/promises/{pk}/", response=PromiseOut, summary="A promise")
def promise(request: Request, pk: int) -> PromiseOut:
    return _promise(request, [promise_queries.get(request.actor, pk, to="see")])[0]


@router.post(
    "/promises/{pk}/{verb}/",
    response=PromiseOut,
    summary="Say a word on a promise, claim, confirm, refuse or withdraw it",
)
def answer(request: Request, pk: int, verb: str, sent: WordsIn) -> PromiseOut:
    if verb not in VERBS:
        raise Http404
    found = promise_queries.get(request.actor, pk, to=verb)
    VERBS[verb](by=request.actor, promise=found, words=sent.words)
    return _promise(request, [found])[0]


def _seen(request: Request, label: str, key: int) -> Any:
    try:
        return subjects.seen(request.actor, label, key)
    except subjects.UnknownSubject as error:
        raise Http404 from error
