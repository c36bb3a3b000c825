"""What a proposal takes over from a step on its way, in that transaction."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle import clocks
from yuandu.kernel.lifecycle.days import calendar_of
from yuandu.kernel.lifecycle.models import Promise, Step, Track
from yuandu.kernel.lifecycle.models.promises import RUNNING
from yuandu.mechanisms.proposals import permissions, rules, telling
from yuandu.mechanisms.proposals.models import Benefit, Evaluation, Proposal
from yuandu.mechanisms.proposals.queries.judging import answerers, author_accounts, terms_of
from yuandu.mechanisms.proposals.refusals import OddJudgement, OddMerge, OwnIdea

JUDGING = frozenset(
    {"forward", "grade", "accept", "confirm", "finish", "reject", "merge", "reopen"}
)
ANSWERS = frozenset({"grade", "accept", "reject", "merge"})


def follow(by: Actor, proposal: Proposal, track: Track, step: Step) -> None:
    """Keep the stage, the answer, opinions and days as the step says; tell the authors.

    Raises:
        OwnIdea: the mover judges an idea of their own.
        OddJudgement, OddMerge: the step lacks what it needs.
    """
    if step.move in JUDGING and permissions.is_own(by, proposal):
        raise OwnIdea
    changes: dict[str, Any] = {"stage": track.stage}
    if act := ACTS.get(step.move):
        changes |= act(by, proposal, step)
    if step.move in ANSWERS and proposal.answered_on is None:
        changes["answered_on"] = by.workspace.today()
    if proposal.stage in rules.UNANSWERED and track.stage not in rules.UNANSWERED:
        end_clock(by, proposal, kept=step.move in ANSWERS, words=step.words)
    Proposal.objects.filter(pk=proposal.pk).update(**changes)
    proposal.refresh_from_db(fields=list(changes))
    telling.of_step(by, proposal, step)


def _forward(by: Actor, proposal: Proposal, step: Step) -> dict[str, Any]:
    """Ask the evaluator of the section; who was asked before stays asked."""
    return _asked(by, proposal, rules.PROJECT)


def _asked(by: Actor, proposal: Proposal, lane: str) -> dict[str, Any]:
    chosen, owed = owe_anew(by, proposal, lane, is_sealed=proposal.is_sealed)
    if chosen:
        ask(by, proposal, chosen[0].pk, owed["promised_on"])
    return owed


def ask(by: Actor, proposal: Proposal, evaluator: int, due: datetime.date | None) -> Evaluation:
    """Ask for an opinion; part of an action's transaction. Who was asked stays asked."""
    made, is_new = Evaluation.objects.get_or_create(
        workspace=by.workspace,
        proposal=proposal,
        evaluator_id=evaluator,
        relieved_on=None,
        defaults={"asked_on": by.workspace.today()},
    )
    if is_new:
        telling.of_question(by, proposal, [evaluator], due)
    return made


def _grade(by: Actor, proposal: Proposal, step: Step) -> dict[str, Any]:
    """Note the grade with its fixed award, and whether the office looks at it again."""
    terms = terms_of(by.workspace)
    grade = terms.grade(str(step.evidence.get("grade", "")))
    if grade is None:
        raise OddJudgement("grade")
    if proposal.lane != rules.INSTANT:
        raise OddJudgement("not-instant")
    return {
        "grade": grade.code,
        "award": grade.award,
        "evaluated_on": step.on,
        "implemented_on": step.on,
        "is_sampled": rules.is_sampled(proposal.number, terms.version, terms.sample_share),
    }


def _accept(by: Actor, proposal: Proposal, step: Step) -> dict[str, Any]:
    if proposal.lane != rules.PROJECT:
        raise OddJudgement("not-project")
    _opine(by, proposal, step, rules.ACCEPT)
    return {"evaluated_on": step.on}


def _reject(by: Actor, proposal: Proposal, step: Step) -> dict[str, Any]:
    if step.source == rules.EVALUATE:
        _opine(by, proposal, step, rules.REJECT)
    return {"evaluated_on": proposal.evaluated_on or step.on}


def _opine(by: Actor, proposal: Proposal, step: Step, opinion: str) -> None:
    """Let the mover's opinion stand with the others; none of them may still be waited for."""
    if by.user_id is not None:
        Evaluation.objects.update_or_create(
            workspace=by.workspace,
            proposal=proposal,
            evaluator_id=by.user_id,
            relieved_on=None,
            defaults={"opinion": opinion, "words": step.words, "given_on": step.on},
            create_defaults={
                "opinion": opinion,
                "words": step.words,
                "given_on": step.on,
                "asked_on": step.on,
            },
        )
    waiting = Evaluation.objects.filter(proposal=proposal, opinion="", relieved_on=None)
    if not permissions.runs(by) and waiting.exists():
        raise OddJudgement("others-open")


def _confirm(by: Actor, proposal: Proposal, step: Step) -> dict[str, Any]:
    """See that everything it brings was verified by a second person."""
    lines = list(Benefit.objects.filter(proposal=proposal))
    if not lines or any(line.verified_on is None for line in lines):
        raise OddJudgement("unverified")
    return {"implemented_on": step.on}


def _withdraw(by: Actor, proposal: Proposal, step: Step) -> dict[str, Any]:
    return {"promised_on": None, "answerer_id": None}


def _merge(by: Actor, proposal: Proposal, step: Step) -> dict[str, Any]:
    """See that the other one was named; `actions.merge` has named it."""
    if proposal.merged_into_id is None:
        raise OddMerge("how")
    return {}


def _part(by: Actor, proposal: Proposal, step: Step) -> dict[str, Any]:
    if Proposal.objects.filter(pk=proposal.pk, merged_into__isnull=False).exists():
        raise OddMerge("how")
    return {}


def _reopen(by: Actor, proposal: Proposal, step: Step) -> dict[str, Any]:
    """Ask anew: opinions given before stay on record, of this round none is there yet."""
    Evaluation.objects.filter(proposal=proposal, relieved_on=None).update(
        relieved_on=step.on, reason=step.words[:300]
    )
    return {
        "answered_on": None,
        "evaluated_on": None,
        "implemented_on": None,
        "grade": "",
        "award": None,
        "is_sampled": False,
        "sampled_on": None,
    } | _asked(by, proposal, proposal.lane)


def owe_anew(
    by: Actor, proposal: Proposal, lane: str, *, is_sealed: bool, first: User | None = None
) -> tuple[Sequence[User], dict[str, Any]]:
    """Let the clock of an answer run from today, in place of one that runs.

    Return who may owe it, who does first, and what the proposal keeps of that.

    Args:
        first: who owes it, where that was decided; else the section's own.
    """
    end_clock(by, proposal, kept=False)
    authors = author_accounts(proposal)
    chosen = answerers(
        by.workspace, proposal.section, lane=lane, is_sealed=is_sealed, but=[a.pk for a in authors]
    )
    if first is not None:
        chosen = [first, *(each for each in chosen if each != first)]
    due = due_on(by, lane)
    if chosen:
        owe(by, proposal, chosen, authors, due)
    answerer = chosen[0].pk if chosen else None
    return chosen, {"lane": lane, "answerer_id": answerer, "promised_on": due}


def due_on(by: Actor, lane: str) -> datetime.date:
    """Return the day until which an idea of today is answered."""
    days = terms_of(by.workspace).answer_days[lane]
    return clocks.due_day(by.workspace.today(), days, calendar_of(by.workspace))


def owe(
    by: Actor,
    proposal: Proposal,
    chosen: Sequence[User],
    authors: Sequence[User],
    due: datetime.date,
) -> None:
    """Let the first of those chosen promise an answer, if there is anybody to promise it to.

    The first author with an account receives the promise, else the improvement office does,
    which is chosen last.
    """
    receiver = next((each for each in [*authors, *chosen[:0:-1]] if each != chosen[0]), None)
    if receiver is not None:
        lifecycle.promise(
            by=Actor.system(by.workspace),
            subject=proposal,
            words=f"{proposal.number} {proposal.idea[:60]}",
            giver=chosen[0],
            receiver=receiver,
            due_on=due,
            is_told=False,
        )


def end_clock(by: Actor, proposal: Proposal, *, kept: bool, words: str = "") -> None:
    """End the promise of an answer: kept by it, or withdrawn without blame."""
    running = Promise.objects.filter(
        workspace=by.workspace,
        subject_label=Proposal._meta.label_lower,
        subject_id=proposal.pk,
        step=None,
        state__in=RUNNING,
    )
    keys = list(running.values_list("pk", flat=True))
    if keys:
        lifecycle.settle(by=Actor.system(by.workspace), promises=keys, kept=kept, words=words)


ACTS: Mapping[str, Callable[[Actor, Proposal, Step], dict[str, Any]]] = {
    "forward": _forward,
    "grade": _grade,
    "accept": _accept,
    "reject": _reject,
    "confirm": _confirm,
    "withdraw": _withdraw,
    "merge": _merge,
    "part": _part,
    "reopen": _reopen,
}
