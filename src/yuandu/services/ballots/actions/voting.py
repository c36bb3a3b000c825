"""Voting. A secret paper is taken in one transaction and cast in another, which knows no name.

    take   the roll notes that the paper was handed out; the voter gets a ticket
    cast   the ticket, and nothing else, puts sealed papers into the box

Casting is the one act that leaves no entry in the log; taking the paper leaves one.
"""

import secrets
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import LiteralString

from django.db import IntegrityError, connection, transaction

from yuandu.engines.balloting import counting, group
from yuandu.engines.balloting.counting import Rule
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.services.ballots import doors, queries, rules
from yuandu.services.ballots.models import Ballot, Elector, OpenVote, Question
from yuandu.services.ballots.refusals import (
    AlreadyCast,
    AlreadyTaken,
    GaveProxy,
    NoElector,
    OddVote,
)

# What a vote asks the database is written out: of a whole company's votes in an hour the time goes
# into statements, and most of a statement's into composing it.
_LINE: LiteralString = """
SELECT e.id, e.number, e.weight, e.user_id, e.proxy_id, holder.user_id,
       ARRAY(SELECT x.question_id FROM ballots_exclusion AS x
              WHERE x.elector_id IN (e.id, e.proxy_id))
  FROM ballots_elector AS e LEFT JOIN ballots_elector AS holder ON holder.id = e.proxy_id
 WHERE e.ballot_id = %s
"""
_MARK: LiteralString = """
UPDATE ballots_elector SET took_part = true, claim = %s
 WHERE id = %s AND NOT took_part AND proxy_id IS NOT DISTINCT FROM %s
"""
_INTO_THE_BOX: LiteralString = """
INSERT INTO ballots_paper
       (workspace_id, weight, id, question_id, commitment, ticket, choice, blinding)
SELECT %s, %s, *
  FROM unnest(%s::uuid[], %s::bigint[], %s::bytea[], %s::text[], %s::text[], %s::bytea[])
    ON CONFLICT (question_id, ticket) DO NOTHING
"""


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
    return _handed_out(by, ballot, secret, elector)


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
    asked = _frozen(opened.pk, opened.roll_hash)
    sealed = {
        number: group.seal(
            counting.exponent(rule, {choice: right.weight}, asked[number].electorate)
        )
        for number, choice in sorted(choices.items())
    }
    with connection.cursor() as cursor:
        cursor.execute(
            _INTO_THE_BOX,
            [
                opened.workspace_id,
                right.weight,
                [uuid.uuid4() for _each in sealed],
                [asked[number].pk for number in sealed],
                [each.commitment for each in sealed.values()],
                [right.mark(number) for number in sealed],
                [choices[number] for number in sealed],
                [each.blinding for each in sealed.values()],
            ],
        )
        if cursor.rowcount < len(sealed):
            # What came in just now goes with this refusal: nobody keeps a receipt of it.
            gone = {group.code(each.commitment) for each in sealed.values()}
            there = queries.receipts_of(opened, right).values()
            raise AlreadyCast([code for code in there if code not in gone])
    return [Receipt(number, group.code(each.commitment)) for number, each in sealed.items()]


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
    asked = _questions_of(opened, voter)
    _check(opened.rule, choices, asked)
    if not Elector.objects.filter(pk=voter.pk, proxy=voter.proxy_id).update(took_part=True):
        raise GaveProxy
    try:
        with transaction.atomic():
            OpenVote.objects.bulk_create(
                OpenVote(
                    workspace_id=opened.workspace_id,
                    question_id=asked[number].pk,
                    elector_id=voter.pk,
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
    with transaction.atomic():
        ticket = _handed_out(by, ballot, secrets.token_hex(16), elector, choices)
    return cast(ballot=ballot, ticket=str(ticket), choices=choices)


def _handed_out(
    by: Actor,
    ballot: Ballot,
    secret: str,
    elector: Elector | None,
    choices: Mapping[int, str] | None = None,
) -> rules.Ticket:
    """Mark the roll and make the ticket: see `take`; `choices` that make no sense are refused first."""
    opened = doors.enter(ballot.pk)
    if not opened.is_secret:
        raise OddVote("kind")
    voter = _voter(by, opened, elector)
    asked = _questions_of(opened, voter)
    if not asked:
        raise OddVote("question")
    if choices is not None:
        _check(opened.rule, choices, asked)
    claim = rules.claim(voter.pk, secret)
    with connection.cursor() as cursor:
        # Conditional, so that of many hands at once one takes the paper.
        cursor.execute(_MARK, [claim, voter.pk, voter.proxy_id])
        is_marked = cursor.rowcount == 1
    if is_marked:
        audit.record(by, "ballots.take", opened, elector=voter.number)
    elif not Elector.objects.filter(pk=voter.pk, claim=claim, proxy=voter.proxy_id).exists():
        raise AlreadyTaken
    return rules.make(bytes(opened.key or b""), voter.pk, secret, asked, voter.weight)


@dataclass(frozen=True, slots=True)
class _Voter:
    """A line of the roll, as a vote needs it.

    Attributes:
        holder_id: the account of whoever they gave their proxy to.
        barred: the keys of the questions from which they, or their holder, are excluded.
    """

    pk: int
    number: int
    weight: int
    user_id: int | None
    proxy_id: int | None
    holder_id: int | None
    barred: list[int]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question of an opened ballot."""

    pk: int
    electorate: int


def _voter(by: Actor, ballot: Ballot, elector: Elector | None) -> _Voter:
    """Return whose vote the actor casts: their own, or that of somebody who gave a proxy.

    Raises:
        NoElector: neither.
        GaveProxy: it is their own, and they have given it away.
    """
    column, value = ("e.user_id", by.user_id) if elector is None else ("e.id", elector.pk)
    with connection.cursor() as cursor:
        cursor.execute(f"{_LINE} AND {column} = %s", [ballot.pk, value])
        line = cursor.fetchone()
    if line is None:
        raise NoElector
    found = _Voter(*line)
    if by.is_system:
        return found
    if found.user_id == by.user_id:
        if found.proxy_id is not None:
            raise GaveProxy
        return found
    if found.holder_id is None or found.holder_id != by.user_id:
        raise NoElector
    return found


def _questions_of(ballot: Ballot, voter: _Voter) -> dict[int, _Asked]:
    """Return by number the questions on which the elector's vote is cast."""
    asked = _frozen(ballot.pk, ballot.roll_hash)
    return {number: each for number, each in asked.items() if each.pk not in voter.barred}


@lru_cache(maxsize=64)
def _frozen(ballot_id: int, _roll_hash: str) -> Mapping[int, _Asked]:
    """Return a ballot's questions by number: since it was opened, when it got its hash, the same."""
    found = Question.objects.filter(ballot=ballot_id)
    return {
        number: _Asked(pk, electorate)
        for number, pk, electorate in found.values_list("number", "pk", "electorate")
    }


def _check(rule: Rule, choices: Mapping[int, str], asked: Collection[int]) -> None:
    if not choices:
        raise OddVote("nothing")
    if not set(choices) <= set(asked):
        raise OddVote("question")
    if not set(choices.values()) <= set(rule.options):
        raise OddVote("choice")
