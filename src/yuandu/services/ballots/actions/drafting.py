"""Preparing a ballot, and opening it: from then on roll, rule and questions are frozen."""

import datetime
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yuandu.engines.balloting import bulletins, counting, group
from yuandu.engines.balloting.counting import Rule
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices import kinds
from yuandu.services.ballots import permissions, tasks
from yuandu.services.ballots.drafts import ElectorDraft, QuestionDraft
from yuandu.services.ballots.models import RULE, Ballot, Elector, Exclusion, Question
from yuandu.services.ballots.refusals import (
    LEAST_OF_A_WEIGHT,
    LONGEST_OPEN,
    NotADraft,
    OddBallot,
)

BATCH = 2000
OPENED = kinds.declare(
    "ballots.opened",
    _("A ballot is open"),
    _("“%(title)s”: you are asked to vote until %(closes)s."),
)


@transaction.atomic
def draft(
    *,
    by: Actor,
    title: str,
    rule: Rule,
    text: str = "",
    questions: Sequence[QuestionDraft] = (),
    electors: Iterable[ElectorDraft] = (),
) -> Ballot:
    """Prepare a ballot; nobody but those who manage ballots sees it yet.

    Raises:
        PermissionDenied: the actor does not manage ballots.
        OddBallot: somebody stands on the roll twice, or weighs what the rule does not know.
    """
    _check(by)
    made = Ballot.objects.create(
        workspace=by.workspace,
        title=title.strip(),
        text=text.strip(),
        **{name: getattr(rule, name) for name in RULE},
    )
    Question.objects.bulk_create(
        Question(
            workspace=by.workspace,
            ballot=made,
            number=number,
            title=each.title,
            text=each.text,
            reference=each.reference,
        )
        for number, each in enumerate(questions, start=1)
    )
    audit.record(by, "ballots.draft", made, title=made.title, questions=len(questions))
    _enter(by, made, electors)
    return made


@transaction.atomic
def add_electors(*, by: Actor, ballot: Ballot, electors: Iterable[ElectorDraft]) -> int:
    """Put electors on the roll of a draft, after those who stand there; return how many.

    Raises:
        PermissionDenied: the actor does not manage ballots.
        NotADraft: the roll is frozen.
        OddBallot: somebody stands on the roll twice, or weighs what the rule does not know.
    """
    _check(by)
    _hold(ballot)
    return _enter(by, ballot, electors)


@transaction.atomic
def exclude(
    *, by: Actor, ballot: Ballot, question: int, electors: Iterable[int], reason: str
) -> None:
    """Exclude electors from a question for a conflict of interest.

    Args:
        question: its number.
        electors: their numbers on the roll.

    Raises:
        PermissionDenied: the actor does not manage ballots.
        NotADraft: the roll is frozen.
        OddBallot: there is no such elector or question, no reason, or they are excluded already.
    """
    _check(by)
    _hold(ballot)
    if not reason.strip():
        raise OddBallot("no-reason")
    asked = Question.objects.filter(ballot=ballot, number=question).first()
    if asked is None:
        raise OddBallot("unknown-question")
    numbers = sorted(set(electors))
    found = list(Elector.objects.filter(ballot=ballot, number__in=numbers))
    if not numbers or len(found) != len(numbers):
        raise OddBallot("unknown-elector")
    try:
        with transaction.atomic():
            Exclusion.objects.bulk_create(
                Exclusion(
                    workspace=by.workspace, question=asked, elector=each, reason=reason.strip()
                )
                for each in found
            )
    except IntegrityError as error:
        raise OddBallot("excluded-twice") from error
    audit.record(
        by, "ballots.exclude", ballot, question=question, electors=numbers, reason=reason.strip()
    )


@transaction.atomic
def open_ballot(*, by: Actor, ballot: Ballot, closes_at: datetime.datetime) -> None:
    """Freeze roll, rule and questions, and take votes until `closes_at`; electors are told.

    Raises:
        PermissionDenied: the actor does not manage ballots.
        NotADraft: it has been opened or cancelled.
        OddBallot: it has no question or no elector, its time is over before it begins or too
            long, or secret votes could be told apart by their weight.
    """
    _check(by)
    _hold(ballot)
    electors = list(Elector.objects.filter(ballot=ballot))
    questions = list(Question.objects.filter(ballot=ballot))
    if not questions:
        raise OddBallot("no-question")
    if not electors:
        raise OddBallot("no-elector")
    if closes_at > timezone.now() + LONGEST_OPEN:
        raise OddBallot("closes-late")
    excluded: dict[int, list[int]] = {each.number: [] for each in questions}
    pairs = Exclusion.objects.filter(question__ballot=ballot)
    for number, who in pairs.values_list("question__number", "elector__number"):
        excluded[number].append(who)
    if ballot.is_secret and ballot.per_share:
        _check_weights(electors, excluded)
    _weigh(ballot, electors, questions, excluded)
    lines = [
        (
            each.number,
            bulletins.leaf(bytes(each.salt), each.number, each.label, each.weight),
            each.weight,
        )
        for each in electors
    ]
    roll_hash = bulletins.roll(lines, excluded)
    opened = Ballot.objects.filter(pk=ballot.pk, state=Ballot.DRAFT)
    # By the database's clock, as every vote is.
    if (
        not opened.annotate(now=Now())
        .filter(now__lt=closes_at)
        .update(
            state=Ballot.OPEN,
            opened_at=Now(),
            closes_at=closes_at,
            key=secrets.token_bytes(32),
            roll_hash=roll_hash,
        )
    ):
        raise OddBallot("closes-before")
    ballot.refresh_from_db()
    tasks.closes_at(ballot, closes_at)
    audit.record(
        by,
        "ballots.open",
        ballot,
        electors=len(electors),
        roll=roll_hash,
        closes_at=closes_at.isoformat(),
        rule=ballot.rule.model_dump(),
    )
    notices.send(
        by=by,
        to=[each.user_id for each in electors if each.user_id],
        kind=OPENED.code,
        url=ballot.get_absolute_url(),
        key=f"ballots.ballot.{ballot.pk}",
        title=ballot.title,
        closes=_written(closes_at),
    )


def _written(at: datetime.datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"


def _check(by: Actor) -> None:
    if not permissions.manages(by):
        raise PermissionDenied


def _hold(ballot: Ballot) -> None:
    """Keep the ballot a draft until this transaction is over."""
    if not Ballot.objects.select_for_update().filter(pk=ballot.pk, state=Ballot.DRAFT).exists():
        raise NotADraft


def _enter(by: Actor, ballot: Ballot, electors: Iterable[ElectorDraft]) -> int:
    drafts = list(electors)
    if not drafts:
        return 0
    if any(each.weight < 1 or (each.weight != 1 and not ballot.per_share) for each in drafts):
        raise OddBallot("weight")
    last = Elector.objects.filter(ballot=ballot).aggregate(last=Max("number"))["last"] or 0
    try:
        with transaction.atomic():
            Elector.objects.bulk_create(
                (
                    Elector(
                        workspace=by.workspace,
                        ballot=ballot,
                        number=number,
                        label=each.label,
                        user_id=each.user_id,
                        weight=each.weight,
                    )
                    for number, each in enumerate(drafts, start=last + 1)
                ),
                batch_size=BATCH,
            )
    except IntegrityError as error:
        raise OddBallot("elector-twice") from error
    audit.record(by, "ballots.add_electors", ballot, electors=len(drafts), after=last)
    return len(drafts)


def _check_weights(electors: Iterable[Elector], excluded: Mapping[int, Iterable[int]]) -> None:
    """Let no secret vote be told by its weight, on any question.

    Raises:
        OddBallot: too few who may vote on it have the same.
    """
    weights = {each.number: each.weight for each in electors}
    whole = Counter(weights.values())
    for who in excluded.values():
        # Subtraction drops a weight that nobody has any more.
        left = whole - Counter(weights[number] for number in who)
        if min(left.values(), default=LEAST_OF_A_WEIGHT) < LEAST_OF_A_WEIGHT:
            raise OddBallot("few-of-a-weight")


def _weigh(
    ballot: Ballot,
    electors: Sequence[Elector],
    questions: Sequence[Question],
    excluded: dict[int, list[int]],
) -> None:
    weights = {each.number: each.weight for each in electors}
    whole = sum(weights.values())
    rule = ballot.rule
    for each in questions:
        each.electorate = whole - sum(weights[who] for who in excluded[each.number])
        if counting.width(each.electorate) * len(rule.options) > group.MOST_BITS:
            raise OddBallot("weight")
    Question.objects.bulk_update(questions, ["electorate"])
