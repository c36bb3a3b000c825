"""A grower disputes a grading; the desk answers, and only the grower says that it is settled."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.files import actions as files
from yuandu.kernel.files.models import Attachment
from yuandu.mechanisms.orders import permissions as orders
from yuandu.mechanisms.settlements import permissions, queries, telling
from yuandu.mechanisms.settlements.actions.settling import award as write_award
from yuandu.mechanisms.settlements.models import Batch, Dispute
from yuandu.mechanisms.settlements.moving import move
from yuandu.mechanisms.settlements.refusals import OddDispute
from yuandu.mechanisms.settlements.rules import amounts, states

PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
MOST_PHOTOS = 6
RIGHT = (Dispute.Outcome.UPHELD, Dispute.Outcome.PARTLY)
MOVES = states.DISPUTE_MOVES


@transaction.atomic
def dispute(*, by: Actor, batch: Batch, words: str, photos: Sequence[File[Any]] = ()) -> Dispute:
    """Dispute the grading of a batch; what is not in dispute is settled all the same.

    Raises:
        PermissionDenied: `by` does not stand for that household.
        OddDispute: it is not graded, disputed already, no words, or too many photos.
        files.rules.Refused: a photo is refused.
    """
    if not orders.grows_for(by, batch.promise.offer.grower):
        raise PermissionDenied
    if batch.state not in {states.GRADED, states.SETTLED}:
        raise OddDispute("not-graded")
    if not words.strip():
        raise OddDispute("words-missing")
    if len(photos) > MOST_PHOTOS:
        raise OddDispute("too-many-photos")
    try:
        with transaction.atomic():
            made = Dispute.objects.create(
                workspace=by.workspace,
                batch=batch,
                words=words.strip(),
                raised_by=by.label[:150],
                raised_on=by.workspace.today(),
            )
    except IntegrityError:
        raise OddDispute("one-open") from None
    for photo in photos:
        _photo(by, made, photo)
    audit.record(by, "settlements.dispute", made, batch=batch.pk, photos=len(photos))
    telling.of_dispute(by, made)
    return made


@transaction.atomic
def add_photo(*, by: Actor, dispute: Dispute, photo: File[Any]) -> Attachment:
    """Keep one more photo of a dispute; sent again it is the photo of before.

    Raises:
        PermissionDenied: `by` neither stands for the household nor answers.
        OddDispute: there are as many as may be, or this is no picture.
        files.rules.Refused: the photo is refused.
    """
    if not orders.grows_for(by, dispute.batch.promise.offer.grower):
        raise PermissionDenied
    Dispute.objects.select_for_update(no_key=True).get(pk=dispute.pk)
    before = {each.sha256: each for each in queries.photos_of(dispute)}
    with transaction.atomic():
        kept = _photo(by, dispute, photo)
        if same := before.get(kept.sha256):
            transaction.set_rollback(True)
    if same:
        return same
    if len(before) >= MOST_PHOTOS:
        raise OddDispute("too-many-photos")
    audit.record(by, "settlements.photograph", dispute, photo=kept.pk)
    return kept


@transaction.atomic
def answer(
    *, by: Actor, dispute: Dispute, outcome: str, words: str, award: Decimal = amounts.NOTHING
) -> Dispute:
    """Answer a dispute: who is right, why, and what the grower gets on top.

    Raises:
        PermissionDenied: `by` does not receive what this household brings.
        OddDispute: no words, or outcome and award do not fit.
        Moved: it is answered already, or taken back.
    """
    if not permissions.receives(by, dispute.batch.promise):
        raise PermissionDenied
    _examine(dispute, outcome, words, award)
    held = _held(dispute)
    move(
        held, MOVES, "answer",
        outcome=outcome, answer=words.strip(), award=award,
        answered_by=by.label[:150], answered_on=by.workspace.today(),
    )  # fmt: skip
    audit.record(by, "settlements.answer", held, outcome=outcome, award=award)
    telling.of_answer(by, held)
    return held


def _examine(dispute: Dispute, outcome: str, words: str, award: Decimal) -> None:
    if outcome not in {*RIGHT, Dispute.Outcome.REJECTED}:
        raise OddDispute("outcome")
    if not words.strip():
        raise OddDispute("words-missing")
    if not award.is_finite() or award < 0 or award != amounts.to_fen(award):
        raise OddDispute("award-missing")
    if outcome in RIGHT and not award:
        raise OddDispute("award-missing")
    if outcome not in RIGHT and award:
        raise OddDispute("award-for-nothing")
    graded = dispute.batch.gradings.get(is_current=True)
    if award > graded.received * graded.price:
        raise OddDispute("award-too-much")


@transaction.atomic
def accept(*, by: Actor, dispute: Dispute) -> Dispute:
    """Take the answer, as the grower; what it awards gets a slip of its own.

    Raises:
        PermissionDenied: `by` does not stand for that household.
        Moved: there is no answer, or it is closed.
    """
    held = _decided(by, dispute)
    move(held, MOVES, "accept", closed_on=by.workspace.today())
    if held.award:
        write_award(by, held, held.award)
    audit.record(by, "settlements.accept", held, award=held.award)
    return held


@transaction.atomic
def insist(*, by: Actor, dispute: Dispute, words: str) -> Dispute:
    """Not take the answer, as the grower: the desk answers again.

    Raises:
        PermissionDenied: `by` does not stand for that household.
        OddDispute: no words.
        Moved: there is no answer, or it is closed.
    """
    if not words.strip():
        raise OddDispute("words-missing")
    held = _decided(by, dispute)
    said = f"{held.words}\n{by.workspace.today()}: {words.strip()}"
    move(held, MOVES, "insist", words=said, outcome="", award=amounts.NOTHING)
    audit.record(by, "settlements.insist", held)
    telling.of_dispute(by, held)
    return held


@transaction.atomic
def take_back(*, by: Actor, dispute: Dispute) -> Dispute:
    """Take a dispute back before it is answered, as the grower.

    Raises:
        PermissionDenied: `by` does not stand for that household.
        Moved: it is answered, or closed.
    """
    held = _decided(by, dispute)
    move(
        held, MOVES, "withdraw",
        closed_on=by.workspace.today(), outcome=Dispute.Outcome.WITHDRAWN,
    )  # fmt: skip
    audit.record(by, "settlements.take_back", held)
    return held


def _decided(by: Actor, dispute: Dispute) -> Dispute:
    if not orders.grows_for(by, dispute.batch.promise.offer.grower):
        raise PermissionDenied
    return _held(dispute)


def _held(dispute: Dispute) -> Dispute:
    """Return a dispute as it is by now, held; its batch comes with it."""
    held = Dispute.objects.select_for_update(no_key=True).get(pk=dispute.pk)
    held.batch = dispute.batch
    return held


def _photo(by: Actor, made: Dispute, photo: File[Any]) -> Attachment:
    kept = files.store(by=by, upload=photo, target=made, is_bare=True)
    if kept.media_type not in PICTURES:
        raise OddDispute("not-a-picture")
    return kept
