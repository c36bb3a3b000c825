"""From a closed ballot to its candidates: results, and how it stands with each afterwards."""

from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.mechanisms.partnership import rules, telling
from yuandu.mechanisms.partnership.models import Candidate, StepBallot, StepResult
from yuandu.services.ballots import queries as ballots


@transaction.atomic
def record(by: Actor, found: StepBallot) -> bool:
    """Enter what came of a closed ballot, once; return whether this changed anything."""
    # Conditional, so that of a signal and the day's chore one enters it.
    if not found.ballot.is_closed or not StepBallot.objects.filter(
        pk=found.pk, recorded=False
    ).update(recorded=True):
        return False
    told = {each.number: each for each in ballots.results(found.ballot)}
    today = by.workspace.today()
    ended = []
    for row in found.results.select_related("candidate__worker"):
        came = told[row.question]
        StepResult.objects.filter(pk=row.pk, result="").update(
            result=came.outcome.result,
            counts=came.counts,
            outcome=came.outcome.model_dump(),
            decided_on=today,
        )
        if _settle(found, row, came.outcome.result):
            ended.append(row.candidate)
    audit.record(
        by,
        "partnership.record",
        found,
        step=found.step,
        results=[told[number].outcome.result for number in sorted(told)],
    )
    telling.of_ends(by, found.review, ended)
    return True


def _settle(found: StepBallot, row: StepResult, result: rules.Result) -> bool:
    """Bring the candidate where the result says; return whether the way ended there."""
    candidate = row.candidate
    state = rules.after(candidate.kind, found.step, result, is_bloc=row.is_bloc)
    if state == rules.STANDING:
        return False
    # Of who declined meanwhile nothing is decided; an appeal reopens what was.
    waits = Candidate.objects.filter(pk=candidate.pk, carried_on=None)
    if found.step != rules.APPEAL:
        waits = waits.filter(state=rules.STANDING)
    ended_at = found.step if state == rules.ENDED else ""
    return bool(waits.update(state=state, ended_at=ended_at)) and state == rules.ENDED
