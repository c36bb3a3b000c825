"""Closing a ballot: counted, sealed for good, published. And cancelling one."""

from collections import Counter
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import Count, Q
from django.db.models.functions import Now

from yuandu.engines.balloting import counting, group
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.services.ballots import doors, permissions, publishing, signals
from yuandu.services.ballots.models import Ballot, Elector, Exclusion, OpenVote, Paper, Question
from yuandu.services.ballots.refusals import (
    LEAST_CLOSED_EARLY,
    Altered,
    Ended,
    NotToClose,
    TooFewToClose,
)

# Nothing stays of a paper but its seal: neither what it held, nor what would open it, nor which
# ticket it came by, nor the order in which papers came. In the order of their seals they are new
# rows of one transaction.
_BURN = """
WITH gone AS (
    DELETE FROM ballots_paper WHERE question_id = ANY(%s)
    RETURNING workspace_id, question_id, weight, commitment
)
INSERT INTO ballots_paper (id, workspace_id, question_id, weight, commitment, choice)
SELECT gen_random_uuid(), workspace_id, question_id, weight, commitment, ''
  FROM gone ORDER BY question_id, commitment
"""


@transaction.atomic
def close(*, by: Actor, ballot: Ballot) -> None:
    """Close the ballot, count it and publish its bulletin; votes on their way come in first.

    Raises:
        PermissionDenied: the actor does not manage ballots.
        NotToClose: it is not open, or its time is not over and the rule knows no earlier close.
        TooFewToClose: before its time, it would show how somebody voted.
        Altered: papers were changed by hand; nothing is counted.
    """
    if not permissions.manages(by):
        raise PermissionDenied
    doors.shut(ballot.pk)
    is_due = Q(may_close_early=True) | Q(closes_at__lte=Now())
    due = Ballot.objects.filter(is_due, pk=ballot.pk, state=Ballot.OPEN)
    found = due.select_for_update().annotate(now=Now()).first()
    if found is None:
        raise NotToClose
    questions = list(Question.objects.filter(ballot=found))
    if found.is_secret and found.closes_at and found.now < found.closes_at:
        _check_many(questions)
    count = _count_papers if found.is_secret else _count_votes
    rule = found.rule
    outcomes = []
    for each in questions:
        counts = count(found, each)
        each.counts = {option: counts[option] for option in rule.options}
        outcomes.append(counting.decide(rule, counts, each.electorate))
        each.outcome = outcomes[-1].model_dump()
    Question.objects.bulk_update(questions, ["counts", "opening", "outcome"])
    if found.is_secret:
        with connection.cursor() as cursor:
            cursor.execute(_BURN, [[each.pk for each in questions]])
    found.closed_at = found.now
    digest = publishing.compose(found)["digest"]
    Ballot.objects.filter(pk=found.pk).update(
        state=Ballot.CLOSED, closed_at=found.closed_at, key=None, digest=digest
    )
    ballot.refresh_from_db()
    audit.record(
        by,
        "ballots.close",
        ballot,
        digest=digest,
        results=[outcome.result for outcome in outcomes],
    )
    transaction.on_commit(
        partial(signals.closed.send, Ballot, workspace_id=ballot.workspace_id, ballot_id=ballot.pk)
    )


@transaction.atomic
def cancel(*, by: Actor, ballot: Ballot, reason: str) -> None:
    """End a ballot that was not closed, without counting it.

    Raises:
        PermissionDenied: the actor does not manage ballots.
        Ended: it has been closed or cancelled already.
    """
    if not permissions.manages(by):
        raise PermissionDenied
    doors.shut(ballot.pk)
    alive = Ballot.objects.filter(pk=ballot.pk, state__in=[Ballot.DRAFT, Ballot.OPEN])
    if not alive.update(state=Ballot.CANCELLED, closed_at=Now(), key=None, reason=reason.strip()):
        raise Ended
    Paper.objects.filter(question__ballot=ballot).delete()
    OpenVote.objects.filter(question__ballot=ballot).delete()
    audit.record(by, "ballots.cancel", ballot, reason=reason.strip())


def _check_many(questions: list[Question]) -> None:
    """See that on no question there are some papers, but only a few."""
    for each in questions:
        papers = Paper.objects.filter(question=each).count()
        able = Elector.objects.filter(ballot=each.ballot_id).exclude(
            Q(exclusions__question=each) | Q(proxy__exclusions__question=each)
        )
        if 0 < papers < min(LEAST_CLOSED_EARLY, able.count()):
            raise TooFewToClose


def _count_papers(ballot: Ballot, question: Question) -> Counter[str]:
    """Add up a secret question's papers and prove the sum.

    Raises:
        Altered: what the papers say is not what was sealed, or there are more than handed out.
    """
    papers = list(
        Paper.objects.filter(question=question).values_list(
            "commitment", "blinding", "choice", "weight"
        )
    )
    counts: Counter[str] = Counter()
    opening = 0
    for _commitment, blinding, choice, weight in papers:
        counts[choice] += weight
        opening += int.from_bytes(blinding or b"", "big")
    exponent = counting.exponent(ballot.rule, counts, question.electorate)
    seals = (bytes(commitment) for commitment, _blinding, _choice, _weight in papers)
    if not group.holds_sum(seals, exponent, opening) or not _were_handed_out(ballot, question):
        raise Altered
    question.opening = f"{opening:x}"
    return counts


def _were_handed_out(ballot: Ballot, question: Question) -> bool:
    """Whether of every weight no more papers came back than were handed out.

    None were handed out to those who are excluded, in their own name or as somebody's proxy.
    """
    out = list(Exclusion.objects.filter(question=question).values_list("elector", flat=True))
    took = Elector.objects.filter(ballot=ballot, took_part=True).exclude(
        Q(pk__in=out) | Q(proxy__in=out)
    )
    issued = dict(took.values_list("weight").annotate(Count("pk")).order_by())
    cast = Paper.objects.filter(question=question)
    returned = dict(cast.values_list("weight").annotate(Count("pk")).order_by())
    return all(number <= issued.get(weight, 0) for weight, number in returned.items())


def _count_votes(_ballot: Ballot, question: Question) -> Counter[str]:
    counts: Counter[str] = Counter()
    for choice, weight in OpenVote.objects.filter(question=question).values_list(
        "choice", "weight"
    ):
        counts[choice] += weight
    return counts
