"""Voting again: where there was no quorum, and where an appeal is upheld."""

import datetime
from collections import defaultdict
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.mechanisms.partnership import (
    doors,
    electorates,
    permissions,
    rules,
    stepping,
    telling,
)
from yuandu.mechanisms.partnership.electorates import Roll
from yuandu.mechanisms.partnership.models import Appeal, Candidate, StepBallot, StepResult
from yuandu.mechanisms.partnership.queries import again, judging
from yuandu.mechanisms.partnership.refusals import OddAppeal, OddReview
from yuandu.mechanisms.partnership.stepping import Asked, Sitting

FEWEST, MOST = 5, 1000  # characters of an appeal and its answer


@transaction.atomic
def repeat(*, by: Actor, found: StepBallot, closes_at: datetime.datetime) -> StepBallot:
    """Vote again, with the same roll, on whatever of a ballot is not settled: see `queries.again`.

    Of a bloc that was not carried each is voted on apart; any other bloc as a bloc again.

    Raises:
        PermissionDenied: the actor holds no reviews.
        OddReview: nothing has to be voted on again, or the review stands elsewhere by now.
    """
    if not permissions.manages(by):
        raise PermissionDenied
    review = doors.hold(found.review)
    stage = doors.stand(review)
    at_home = stage == found.step or (found.step == rules.APPEAL and stage == rules.NOTICE)
    if not at_home:
        raise OddReview("stage")
    rows = (
        again.unsettled()
        .filter(step_ballot=found)
        .select_related("candidate__worker", "candidate__group")
        .order_by("question", "pk")
    )
    asked: dict[tuple[int, int], list[Candidate]] = defaultdict(list)
    for row in rows:
        stays = row.is_bloc and row.result != StepResult.Result.FAILED
        asked[row.question, 0 if stays else row.candidate_id].append(row.candidate)
    if not asked:
        raise OddReview("no-quorum")
    sitting = Sitting(
        found.step,
        *_asked_again(found, list(asked.values())),
        group=found.group,
        division=found.division,
        appellant=found.appellant,
        round=found.round + 1,
    )
    made = _held(by, sitting, found, closes_at)
    audit.record(by, "partnership.repeat", made, of=found.pk, round=made.round)
    return made


@transaction.atomic
def appeal(*, by: Actor, candidate: Candidate, words: str) -> Appeal:
    """Appeal against a decision, once, within the days that the rule gives.

    Raises:
        PermissionDenied: the actor is not the candidate.
        OddAppeal: it is too early or too late, the decision was in favour, or one has appealed.
    """
    if not permissions.MAY_CANDIDATE["appeal"](by, candidate):
        raise PermissionDenied
    review = candidate.review
    if doors.stand(review) != rules.NOTICE:
        raise OddAppeal("stage")
    review.refresh_from_db(fields=["appeal_until"])
    today = by.workspace.today()
    if review.appeal_until is None or today > review.appeal_until:
        raise OddAppeal("late")
    candidate.refresh_from_db(fields=["state", "ended_at"])
    if candidate.state not in rules.AGAINST:
        raise OddAppeal("result")
    if candidate.ended_at == rules.DECLINED:
        raise OddAppeal("declined")
    try:
        with transaction.atomic():
            made = Appeal.objects.create(
                workspace=by.workspace, candidate=candidate, words=_words(words), on=today
            )
    except IntegrityError as error:
        raise OddAppeal("twice") from error
    audit.record(by, "partnership.appeal", candidate)
    telling.of_appeal(by, made, judging.judges_of(candidate))
    return made


@transaction.atomic
def answer(*, by: Actor, found: Appeal, answer: str, words: str) -> None:
    """Answer an appeal, with reasons: uphold it, so that the meeting votes again, or dismiss it.

    Raises:
        PermissionDenied: the actor neither judges appeals nor holds reviews.
        OddAppeal: the actor judged the candidate, or holds reviews while there is a judge or to
            dismiss it; it is answered, or there are no reasons.
    """
    if not permissions.MAY_APPEAL["answer"](by, found):
        raise PermissionDenied
    if answer not in Appeal.Answer.values:
        raise OddAppeal("answer")
    if answer not in judging.answers_of(by, found.candidate):
        raise OddAppeal("voted" if by.has(*permissions.JUDGES) else "judge")
    changed = Appeal.objects.filter(pk=found.pk, answer="").update(
        answer=answer,
        answer_words=_words(words),
        answered_by=by.user_id,
        answered_label=by.label,
        answered_on=by.workspace.today(),
    )
    if not changed:
        raise OddAppeal("answered")
    audit.record(by, "partnership.answer", found.candidate, answer=answer)
    telling.of_answer(by, found)


@transaction.atomic
def vote_again(*, by: Actor, found: Appeal, closes_at: datetime.datetime) -> StepBallot:
    """Let the general meeting vote again on whose appeal is upheld, with the meeting's own roll.

    Raises:
        PermissionDenied: the actor holds no reviews.
        OddAppeal: the appeal is not upheld, or the meeting votes on it already.
    """
    if not permissions.MAY_APPEAL["manage"](by, found):
        raise PermissionDenied
    review = doors.hold(found.candidate.review)
    if doors.stand(review) != rules.NOTICE:
        raise OddAppeal("stage")
    candidate = Candidate.objects.select_related("worker", "group", "review").get(
        pk=found.candidate_id
    )
    if not Appeal.objects.filter(pk=found.pk, answer=Appeal.Answer.UPHELD).exists():
        raise OddAppeal("not-upheld")
    meeting = review.ballots.filter(step=rules.MEETING).order_by("round").first()
    if meeting is None:
        raise OddAppeal("stage")
    sitting = Sitting(rules.APPEAL, *_asked_again(meeting, [[candidate]]), appellant=candidate)
    try:
        with transaction.atomic():
            made = _held(by, sitting, meeting, closes_at)
    except IntegrityError as error:
        raise OddAppeal("voted-again") from error
    audit.record(by, "partnership.vote_again", candidate, ballot=made.ballot_id)
    return made


def _asked_again(
    before: StepBallot, questions: Sequence[Sequence[Candidate]]
) -> tuple[Roll, list[Asked]]:
    """Return the roll of an earlier ballot, and what it is asked; conflicts are those of today."""
    roll = electorates.as_before(before.ballot)
    conflicts = stepping.conflicts_of([each for asked in questions for each in asked])
    return roll, [stepping.ask(roll, asked, conflicts) for asked in questions]


def _held(
    by: Actor, sitting: Sitting, like: StepBallot, closes_at: datetime.datetime
) -> StepBallot:
    try:
        with transaction.atomic():
            return stepping.hold(by, like.review, sitting, closes_at)
    except IntegrityError as error:
        if sitting.step == rules.APPEAL and sitting.round == 1:
            raise
        raise OddReview("no-quorum") from error


def _words(text: str) -> str:
    found = text.strip()
    if not FEWEST <= len(found) <= MOST:
        raise OddAppeal("words")
    return found
