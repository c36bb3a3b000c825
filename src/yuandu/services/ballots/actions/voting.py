"""Voting. A secret paper is taken in one transaction and cast in another, which knows no name.

    take   the roll notes that the paper was handed out; the voter gets a ticket
    cast   the ticket, and nothing else, puts sealed papers into the box

Casting is the one act that leaves no entry in the log; taking the paper leaves one.
"""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from yuandu.engines.balloting import counting, group
from yuandu.engines.balloting.counting import Rule
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.services.ballots import doors, queries, rules
from yuandu.services.ballots.models import Ballot, Elector, OpenVote, Paper, Question
from yuandu.services.ballots.refusals import (
    AlreadyCast,
    AlreadyTaken,
    GaveProxy,
    NoElector,
    OddVote,
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """That a paper is in the box; it does not tell what is on it."""

    question: int
    code: str


@transaction.atomic
def take(*, by: Actor, ballot: Ballot, secret: str, elector: Elector | None = None) -> rules.Ticket:
    """Hand out the paper of a secret ballot, once; with the same secret the same one again.

    Args:
        secret: what the voter's browser alone keeps; hard to guess.
        elector: whose vote it is, where the actor holds their proxy; else the actor's own.

    Raises:
        NotOpen: no votes are taken.
        NoElector, GaveProxy: the actor may not vote here, or not for that elector.
        AlreadyTaken: the paper was handed out under another secret.
        OddVote: the ballot is open, or the elector is excluded from all of it (with the holder of
            their proxy, who casts nothing on what either is excluded from).
    """
    opened = doors.enter(ballot.pk)
    if not opened.is_secret:
        raise OddVote("kind")
    voter = _voter(by, opened, elector)
    asked = _questions_of(voter)
    if not asked:
        raise OddVote("question")
    claim = rules.claim(voter.pk, secret)
    # Conditional, so that of many hands at once one takes the paper.
    if _unused(voter).update(took_part=True, claim=claim):
        audit.record(by, "ballots.take", opened, elector=voter.number)
    elif not Elector.objects.filter(pk=voter.pk, claim=claim, proxy=voter.proxy_id).exists():
        raise AlreadyTaken
    return rules.make(bytes(opened.key or b""), voter.pk, secret, asked, voter.weight)


@transaction.atomic
def cast(*, ballot: Ballot, ticket: str, choices: Mapping[int, str]) -> list[Receipt]:
    """Put the papers of a ticket into the box: nobody is named, nothing goes to the log.

    Args:
        choices: by the number of the question; a question may be left out and follow later.

    Raises:
        NotOpen: no votes are taken.
        OddVote: the ticket is not of this ballot, or a choice is none of those there are.
        AlreadyCast: a paper of this ticket is in the box; its receipts come with it.
    """
    opened = doors.enter(ballot.pk)
    right = rules.read(bytes(opened.key or b""), ticket) if opened.is_secret else None
    if right is None:
        raise OddVote("ticket")
    rule = opened.rule
    _check(rule, choices, right.questions)
    papers = [
        _sealed(question, rule, right, choices[question.number])
        for question in Question.objects.filter(ballot=opened, number__in=list(choices))
    ]
    try:
        with transaction.atomic():
            Paper.objects.bulk_create(papers)
    except IntegrityError as error:
        raise AlreadyCast(list(queries.receipts_of(opened, right).values())) from error
    return sorted(
        (Receipt(paper.question.number, group.code(bytes(paper.commitment))) for paper in papers),
        key=lambda receipt: receipt.question,
    )


@transaction.atomic
def vote_openly(
    *, by: Actor, ballot: Ballot, choices: Mapping[int, str], elector: Elector | None = None
) -> None:
    """Vote in an open ballot, under one's name; nobody sees it before the close.

    Raises:
        NotOpen: no votes are taken.
        NoElector, GaveProxy: the actor may not vote here, or not for that elector.
        AlreadyTaken: one of the questions has this elector's vote.
        OddVote: the ballot is secret, or a choice is none of those there are.
    """
    opened = doors.enter(ballot.pk)
    if opened.is_secret:
        raise OddVote("ticket")
    voter = _voter(by, opened, elector)
    asked = _questions_of(voter)
    _check(opened.rule, choices, asked)
    if not Elector.objects.filter(pk=voter.pk, proxy=voter.proxy_id).update(took_part=True):
        raise GaveProxy
    try:
        with transaction.atomic():
            OpenVote.objects.bulk_create(
                OpenVote(
                    workspace_id=opened.workspace_id,
                    question_id=asked[number],
                    elector=voter,
                    choice=choice,
                    weight=voter.weight,
                )
                for number, choice in sorted(choices.items())
            )
    except IntegrityError as error:
        raise AlreadyTaken from error
    # Not what was voted: the log is read before the close.
    audit.record(by, "ballots.vote", opened, elector=voter.number, questions=sorted(choices))


def vote(
    *, by: Actor, ballot: Ballot, choices: Mapping[int, str], elector: Elector | None = None
) -> list[Receipt]:
    """Vote in either kind of ballot; of a secret one return the receipts.

    For programs, which keep no secret between two calls. Not to be called inside a transaction:
    of a secret ballot the two that it makes must stay apart.

    Raises:
        As `take` and `cast`, or `vote_openly`.
    """
    if not ballot.is_secret:
        vote_openly(by=by, ballot=ballot, choices=choices, elector=elector)
        return []
    # What makes no sense is refused before the paper is handed out.
    voter = _voter(by, ballot, elector)
    _check(ballot.rule, choices, _questions_of(voter))
    ticket = take(by=by, ballot=ballot, secret=secrets.token_hex(16), elector=voter)
    return cast(ballot=ballot, ticket=str(ticket), choices=choices)


def _voter(by: Actor, ballot: Ballot, elector: Elector | None) -> Elector:
    """Return whose vote the actor casts: their own, or that of somebody who gave a proxy.

    Raises:
        NoElector: neither.
        GaveProxy: it is their own, and they have given it away.
    """
    roll = Elector.objects.filter(ballot=ballot)
    if elector is None:
        found = roll.filter(user=by.user_id).first() if by.user_id else None
    else:
        found = roll.select_related("proxy").filter(pk=elector.pk).first()
    if found is None:
        raise NoElector
    if by.is_system:
        return found
    if found.user_id == by.user_id:
        if found.proxy_id is not None:
            raise GaveProxy
        return found
    if found.proxy is None or found.proxy.user_id != by.user_id:
        raise NoElector
    return found


def _unused(voter: Elector) -> QuerySet[Elector]:
    return Elector.objects.filter(pk=voter.pk, took_part=False, proxy=voter.proxy_id)


def _questions_of(voter: Elector) -> dict[int, int]:
    """Return the questions on which the elector's vote is cast: number → key."""
    return dict(queries.questions_of(voter).values_list("number", "pk"))


def _check(rule: Rule, choices: Mapping[int, str], asked: Collection[int]) -> None:
    if not choices:
        raise OddVote("nothing")
    if not set(choices) <= set(asked):
        raise OddVote("question")
    if not set(choices.values()) <= set(rule.options):
        raise OddVote("choice")


def _sealed(question: Question, rule: Rule, right: rules.Ticket, choice: str) -> Paper:
    sealed = group.seal(counting.exponent(rule, {choice: right.weight}, question.electorate))
    return Paper(
        workspace_id=question.workspace_id,
        question=question,
        weight=right.weight,
        commitment=sealed.commitment,
        blinding=sealed.blinding,
        choice=choice,
        ticket=right.mark(question.number),
    )
