"""An idea is posted: once, however often it is sent; its authors, photos, lane, seal."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction

from yuandu.engines.retrieval.texts import folded, shingles
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.files import actions as files
from yuandu.kernel.files.models import Attachment
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.loading import reserve_keys
from yuandu.kernel.registry.models import Division
from yuandu.mechanisms.proposals import following, permissions, queries, rules, telling
from yuandu.mechanisms.proposals.models import Author, Evaluation, Lane, Proposal, Words
from yuandu.mechanisms.proposals.queries.judging import answerers
from yuandu.mechanisms.proposals.queries.searching import lexemes, vector
from yuandu.mechanisms.proposals.refusals import KeyUsed, OddIdea, OddJudgement
from yuandu.mechanisms.workforce import queries as workforce
from yuandu.mechanisms.workforce.models import Worker

PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
SOUNDS = frozenset({"audio/mpeg", "audio/mp4", "audio/amr"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProposal:
    """An idea as it was written down.

    Attributes:
        key: made with the form; sent again it is the same proposal.
        authors: workers; without any it is the sender's own.
        shares: of the authors, as many as there are; without any they share alike.
        uploads: photos and voice notes; what a camera wrote into a photo is not kept.
    """

    idea: str
    problem: str = ""
    key: uuid.UUID | None = None
    lane: str = rules.INSTANT
    is_sealed: bool = False
    authors: Sequence[Worker] = ()
    shares: Sequence[Decimal] = ()
    uploads: Sequence[File[Any]] = ()


@transaction.atomic
def post(*, by: Actor, section: Division, new: NewProposal) -> Proposal:
    """Post an idea for a section; sent again it is the one of before.

    The same is sent again where the key is the same, and where the same author sent the same
    words on the same day: a hand that shakes opens the form anew.

    Raises:
        PermissionDenied: the actor posts for others without a post for that.
        OddIdea: it says nothing, has no author, odd shares, too many files, …
        KeyUsed: the key brought another idea.
        files.rules.Refused: a photo or voice note is refused; nothing is kept then.
    """
    if section.workspace_id != by.workspace_id or section.kind not in {"section", "business"}:
        raise OddIdea("section")
    for said, may_be_empty in ((new.idea, False), (new.problem, True)):
        why = rules.fault_of_idea(said)
        if why and not (may_be_empty and (why == "empty" or not said.strip())):
            raise OddIdea(why)
    if len(new.uploads) > rules.MOST_FILES:
        raise OddIdea("files")
    authors, shares = _authors(by, new.authors, new.shares)
    # Whoever sends for the same author at the same moment waits here, then finds the first.
    locked = Worker.objects.select_for_update(no_key=True).filter(pk__in=[a.pk for a in authors])
    list(locked.order_by("pk").values_list("pk", flat=True))
    if before := _before(by, new, authors[0]):
        return before
    made = _begun(by, section, new, authors, shares)
    for upload in new.uploads:
        _keep(by, made, upload)
    audit.record(by, "proposals.post", made, section=section.pk, lane=made.lane)
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """An idea on paper, or in an older system, that is taken over with its number and day."""

    number: str
    author: str  # staff number
    section_id: int
    lane: str
    idea: str
    problem: str
    posted_on: datetime.date


@transaction.atomic
def take_in(*, by: Actor, slips: Sequence[Slip]) -> int:
    """Take ideas over from a spreadsheet; somebody owes each an answer from today on.

    Raises:
        PermissionDenied: the actor does not run the proposals.
        OddIdea: one has no author on the staff list, or says nothing.
    """
    if not permissions.runs(by):
        raise PermissionDenied
    here = {"workspace": by.workspace}
    staff = Worker.objects.filter(number__in=[slip.author for slip in slips], **here)
    authors = {each.number: each for each in staff}
    places = Division.objects.filter(pk__in={slip.section_id for slip in slips}, **here)
    sections = places.defer("geometry").in_bulk()
    for slip in slips:
        author, section = authors.get(slip.author), sections.get(slip.section_id)
        if author is None or section is None:
            raise OddIdea("nobody" if author is None else "section")
        if why := rules.fault_of_idea(slip.idea):
            raise OddIdea(why)
        new = NewProposal(idea=slip.idea, problem=slip.problem, lane=slip.lane)
        _begun(by, section, new, [author], [Decimal(1)], number=slip.number, on=slip.posted_on)
    audit.record(by, "proposals.take_in", by.workspace, proposals=len(slips))
    return len(slips)


def _begun(
    by: Actor,
    section: Division,
    new: NewProposal,
    authors: Sequence[Worker],
    shares: Sequence[Decimal],
    *,
    number: str = "",
    on: datetime.date | None = None,
) -> Proposal:
    """Put a proposal on its way: with authors, words to search, and who owes its answer."""
    by_share = sorted(zip(shares, authors, strict=True), key=lambda each: -each[0])
    own = [author.user for _, author in by_share if author.user]
    lane = Lane.PROJECT if new.is_sealed else Lane(new.lane)
    chosen = answerers(
        by.workspace, section, lane=lane, is_sealed=new.is_sealed, but=[each.pk for each in own]
    )
    due = following.due_on(by, lane)
    (key,) = reserve_keys(Proposal, 1)
    today = on or by.workspace.today()
    made = Proposal(
        pk=key,
        workspace=by.workspace,
        number=number or f"{today:%Y}-{key:06d}",
        section=section,
        lane=lane,
        problem=new.problem.strip(),
        idea=new.idea.strip(),
        is_sealed=new.is_sealed,
        key=new.key,
        posted_on=today,
        posted_by_id=by.user_id,
        answerer=chosen[0] if chosen else None,
        promised_on=due,
    )
    made.save(force_insert=True)
    Author.objects.bulk_create(
        Author(workspace=by.workspace, proposal=made, worker=author, share=share)
        for author, share in zip(authors, shares, strict=True)
    )
    Words.objects.create(
        workspace=by.workspace,
        proposal=made,
        lexemes=vector(lexemes(made.idea, made.problem)),
        shingles=vector(shingles(made.idea, made.problem)),
    )
    lifecycle.start(by=by, subject=made, cycle=rules.CYCLE, on=today)
    if chosen:
        following.owe(by, made, chosen, own, due)
        telling.of_question(by, made, [chosen[0].pk], due)
    return made


def _authors(
    by: Actor, named: Sequence[Worker], shares: Sequence[Decimal]
) -> tuple[Sequence[Worker], Sequence[Decimal]]:
    own = None if by.is_system else workforce.oneself(by)
    authors = list(named) or ([own] if own else [])
    if not authors:
        raise OddIdea("nobody")
    if own not in authors and not permissions.writes_for_others(by):
        raise OddIdea("others")
    return authors, _shares(by, authors, shares)


def _shares(by: Actor, authors: Sequence[Worker], shares: Sequence[Decimal]) -> Sequence[Decimal]:
    if len({author.pk for author in authors}) < len(authors):
        raise OddIdea("twice")
    if len(authors) > rules.MOST_AUTHORS:
        raise OddIdea("authors")
    if any(author.workspace_id != by.workspace_id for author in authors):
        raise PermissionDenied
    given = list(shares) or rules.split(len(authors))
    if len(given) != len(authors) or sum(given) != 1 or min(given) <= 0:
        raise OddIdea("shares")
    return given


def _before(by: Actor, new: NewProposal, author: Worker) -> Proposal | None:
    """Return what was sent before with this key, or today in these words by this author."""
    found = None
    if new.key is not None:
        found = Proposal.objects.filter(workspace=by.workspace, key=new.key).first()
        if found is not None and folded(found.idea) != folded(new.idea):
            raise KeyUsed
    if found is None:
        said = folded(new.idea)
        today = queries.posted_today(by.workspace, author)
        key = next((key for key, idea in today if folded(idea) == said), None)
        found = Proposal.objects.get(pk=key) if key else None
    return found


def _keep(by: Actor, made: Proposal, upload: File[Any]) -> Attachment:
    kept = files.store(by=by, upload=upload, target=made, is_bare=True)
    if kept.media_type not in PICTURES | SOUNDS:
        raise OddIdea("kind")
    return kept


@transaction.atomic
def attach(*, by: Actor, proposal: Proposal, upload: File[Any]) -> Attachment:
    """Keep one more photo or voice note of a proposal that is not decided.

    Raises:
        PermissionDenied: the actor neither wrote nor judges it.
        OddIdea: it has as many as it may, or this is neither photo nor sound.
        files.rules.Refused: the file is refused.
    """
    if not permissions.MAY["attach"](by, proposal):
        raise PermissionDenied
    Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
    if queries.files_of(proposal).count() >= rules.MOST_FILES:
        raise OddIdea("files")
    kept = _keep(by, proposal, upload)
    audit.record(by, "proposals.attach", proposal, file=kept.pk)
    return kept


@transaction.atomic
def share(
    *, by: Actor, proposal: Proposal, authors: Sequence[Worker], shares: Sequence[Decimal] = ()
) -> None:
    """Say whose idea it is, and with which shares.

    Raises:
        PermissionDenied: the actor is no author of it nor of the office, or it is decided.
        OddIdea: nobody is named, somebody twice, or the shares do not add up.
    """
    if not permissions.MAY["credit"](by, proposal):
        raise PermissionDenied
    if not authors:
        raise OddIdea("nobody")
    given = _shares(by, authors, shares)
    Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
    before = {str(each.worker_id): str(each.share) for each in proposal.authors.all()}
    asked = Evaluation.objects.filter(
        proposal=proposal,
        relieved_on=None,
        evaluator__in=[each.user_id for each in authors if each.user_id],
    )
    if asked.exists():
        raise OddJudgement("asked")
    Author.objects.filter(proposal=proposal).delete()
    Author.objects.bulk_create(
        Author(workspace=by.workspace, proposal=proposal, worker=author, share=part)
        for author, part in zip(authors, given, strict=True)
    )
    after = {str(author.pk): str(part) for author, part in zip(authors, given, strict=True)}
    audit.record(by, "proposals.share", proposal, before=before, after=after)


@transaction.atomic
def seal(*, by: Actor, proposal: Proposal, is_sealed: bool) -> None:
    """Seal an idea for a patent, or open it; a sealed one goes by the project lane.

    Raises:
        PermissionDenied: the actor neither wrote it nor belongs to the office.
    """
    if not permissions.MAY["seal"](by, proposal):
        raise PermissionDenied
    changes: dict[str, Any] = {"is_sealed": is_sealed}
    if is_sealed and proposal.stage in rules.UNANSWERED and proposal.lane == rules.INSTANT:
        changes |= _to_lane(by, proposal, rules.PROJECT, is_sealed=True)
    Proposal.objects.filter(pk=proposal.pk).update(**changes)
    proposal.refresh_from_db(fields=list(changes))
    audit.record(by, "proposals.seal", proposal, is_sealed=is_sealed)


@transaction.atomic
def change_lane(*, by: Actor, proposal: Proposal, lane: str) -> None:
    """Let an idea go by the other lane; who owes the answer there is told.

    Raises:
        PermissionDenied: it is not the actor's to judge, or is answered.
        OddJudgement: a sealed idea has but one lane.
    """
    if not permissions.MAY["change_lane"](by, proposal):
        raise PermissionDenied
    if proposal.is_sealed and lane != rules.PROJECT:
        raise OddJudgement("lane")
    if lane == proposal.lane:
        return
    changes = _to_lane(by, proposal, lane, is_sealed=proposal.is_sealed)
    Proposal.objects.filter(pk=proposal.pk).update(**changes)
    proposal.refresh_from_db(fields=list(changes))
    audit.record(by, "proposals.change_lane", proposal, lane=lane)


def _to_lane(by: Actor, proposal: Proposal, lane: str, *, is_sealed: bool) -> dict[str, Any]:
    chosen, owed = following.owe_anew(by, proposal, lane, is_sealed=is_sealed)
    if chosen:
        telling.of_question(by, proposal, [chosen[0].pk], owed["promised_on"])
    return owed
