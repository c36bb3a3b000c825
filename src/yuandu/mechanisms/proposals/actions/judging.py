"""Proposals are judged: graded, evaluated, merged; what they bring is verified."""

from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.mechanisms.proposals import following, permissions, queries, rules, telling
from yuandu.mechanisms.proposals.models import Benefit, Evaluation, Merge, Proposal, Twin
from yuandu.mechanisms.proposals.refusals import OddBenefit, OddJudgement, OddMerge, OwnIdea


def _move(by: Actor, proposal: Proposal, move: str, words: str = "", **evidence: object) -> None:
    track = queries.track_of(proposal)
    lifecycle.move(
        by=by,
        track=track,
        move=move,
        on=by.workspace.today(),
        expected_stage=proposal.stage,
        words=words,
        evidence=evidence,
    )
    proposal.refresh_from_db()


def _refuse_own(by: Actor, proposal: Proposal) -> None:
    if permissions.is_own(by, proposal):
        raise OwnIdea


@transaction.atomic
def grade(*, by: Actor, proposal: Proposal, grade: str, words: str = "") -> None:
    """Grade an idea of the instant lane that is done and works.

    Raises:
        OwnIdea: it is the actor's own.
        lifecycle.NotYours, MoveNotAllowed, Stale: not the actor's to grade, or not open to it.
        OddJudgement: the scheme has no such grade.
    """
    _refuse_own(by, proposal)
    _move(by, proposal, "grade", words, grade=grade)
    audit.record(by, "proposals.grade", proposal, grade=grade, award=str(proposal.award))


@transaction.atomic
def ask(*, by: Actor, proposal: Proposal, evaluator: User) -> Evaluation:
    """Ask one more evaluator.

    Raises:
        PermissionDenied: it is not the actor's to judge, or is answered.
        OddJudgement: nobody who evaluates, or asked already.
    """
    if not permissions.MAY["ask"](by, proposal):
        raise PermissionDenied
    Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
    if not queries.evaluators_for(by, proposal).filter(pk=evaluator.pk).exists():
        raise OddJudgement("no-evaluator")
    if Evaluation.objects.filter(proposal=proposal, evaluator=evaluator, relieved_on=None).exists():
        raise OddJudgement("asked")
    made = following.ask(by, proposal, evaluator.pk, proposal.promised_on)
    audit.record(by, "proposals.ask", proposal, evaluator=evaluator.pk)
    return made


@transaction.atomic
def relieve(*, by: Actor, evaluation: Evaluation, to: User, reason: str) -> Evaluation:
    """Ask somebody else in an evaluator's place, with the reason; both are told.

    Raises:
        PermissionDenied: it is not the actor's to judge, or is answered.
        OddJudgement: no reason; the opinion is given; nobody who evaluates.
    """
    proposal = evaluation.proposal
    if not permissions.MAY["ask"](by, proposal):
        raise PermissionDenied
    if not reason.strip():
        raise OddJudgement("reason")
    relieved = Evaluation.objects.filter(pk=evaluation.pk, opinion="", relieved_on=None)
    if not relieved.update(relieved_on=by.workspace.today(), reason=reason.strip()):
        raise OddJudgement("relieved")
    made = ask(by=by, proposal=proposal, evaluator=to)
    if proposal.answerer_id == evaluation.evaluator_id:
        _, owed = following.owe_anew(
            by, proposal, proposal.lane, is_sealed=proposal.is_sealed, first=to
        )
        Proposal.objects.filter(pk=proposal.pk).update(**owed)
        proposal.refresh_from_db(fields=list(owed))
    telling.of_relief(by, proposal, [evaluation.evaluator_id], reason.strip())
    audit.record(
        by,
        "proposals.relieve",
        proposal,
        before=evaluation.evaluator_id,
        after=to.pk,
        reason=reason.strip(),
    )
    return made


@transaction.atomic
def evaluate(*, by: Actor, proposal: Proposal, opinion: str, words: str) -> Evaluation:
    """Give one's opinion; when it was the last that was waited for, they decide.

    Raises:
        OwnIdea: it is the actor's own.
        PermissionDenied: it is not the actor's to evaluate, or not in evaluation.
        OddJudgement: no words; opinions are even.
    """
    _refuse_own(by, proposal)
    if by.user_id is None or not permissions.MAY["evaluate"](by, proposal):
        raise PermissionDenied
    if not words.strip():
        raise OddJudgement("reason")
    # Of two who give their opinions at once, the second sees the first's and decides.
    Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
    given = {"opinion": opinion, "words": words.strip(), "given_on": by.workspace.today()}
    made, _ = Evaluation.objects.update_or_create(
        workspace=by.workspace,
        proposal=proposal,
        evaluator_id=by.user_id,
        relieved_on=None,
        defaults=given,
        create_defaults=given | {"asked_on": by.workspace.today()},
    )
    audit.record(by, "proposals.evaluate", proposal, opinion=opinion)
    standing = Evaluation.objects.filter(proposal=proposal, relieved_on=None)
    opinions = list(standing.values_list("opinion", flat=True))
    if "" not in opinions and (decided := rules.decision(opinions)):
        _decide(by, proposal, decided, words)
    return made


def _decide(by: Actor, proposal: Proposal, decided: str, words: str) -> None:
    """Move as the majority says; the authors read the words of all who were of that mind."""
    said = Evaluation.objects.filter(proposal=proposal, relieved_on=None, opinion=decided)
    told = "\n".join(each.words for each in said if each.words) or words
    _move(by, proposal, decided, told[: rules.LONGEST])


@transaction.atomic
def claim(
    *,
    by: Actor,
    proposal: Proposal,
    kind: str,
    recurrence: str,
    amount: Decimal,
    words: str,
    decay_share: Decimal = Decimal(0),
) -> Benefit:
    """Enter what a proposal brings; it counts once a second person has verified it.

    Raises:
        PermissionDenied: the actor neither wrote nor judges it, or it is not in verification.
        OddBenefit: nothing, beyond the scheme's maximum, an odd decay, no words.
    """
    if not permissions.MAY["claim"](by, proposal):
        raise PermissionDenied
    most = queries.terms_of(by.workspace).benefit_most
    if why := rules.fault_of_benefit(amount, decay_share, most):
        raise OddBenefit(why, amount, most)
    if not words.strip():
        raise OddBenefit("words")
    decay = decay_share if recurrence == rules.MONTHLY else Decimal(0)
    value = rules.first_year(recurrence, amount, decay)
    if value > most:
        raise OddBenefit("beyond", value, most)
    made = Benefit.objects.create(
        workspace=by.workspace,
        proposal=proposal,
        kind=kind,
        recurrence=recurrence,
        amount=amount,
        decay_share=decay,
        first_year=value,
        words=words.strip(),
        claimed_by_id=by.user_id,
        claimed_on=by.workspace.today(),
    )
    audit.record(by, "proposals.claim", proposal, kind=kind, first_year=str(value))
    return made


@transaction.atomic
def verify(*, by: Actor, benefit: Benefit) -> None:
    """Verify a line of benefit as a second person; much money is finance's to verify.

    Raises:
        OwnIdea: it is the actor's own.
        OddBenefit: the actor is not a second person for it, or it is verified already.
    """
    _refuse_own(by, benefit.proposal)
    terms = queries.terms_of(by.workspace)
    if not permissions.verifies(by, benefit, terms):
        raise OddBenefit("second")
    Proposal.objects.select_for_update(no_key=True).get(pk=benefit.proposal_id)
    verified = Benefit.objects.filter(pk=benefit.pk, verified_on=None).update(
        verified_on=by.workspace.today(), verified_by=by.user_id, verified_label=by.label
    )
    if not verified:
        raise OddBenefit("verified")
    money = Benefit.objects.filter(
        proposal=benefit.proposal_id, kind=rules.MONEY, verified_on__isnull=False
    )
    total = money.aggregate(of=Sum("first_year", default=Decimal(0)))["of"]
    Proposal.objects.filter(pk=benefit.proposal_id).update(first_year=total)
    audit.record(by, "proposals.verify", benefit, first_year=str(benefit.first_year))
    telling.of_verification(by, benefit.proposal)


@transaction.atomic
def look_again(*, by: Actor, proposal: Proposal, holds: bool, words: str) -> None:
    """Look again at a graded proposal of the sample: the grade holds, or it is taken back.

    Taken back also where the loop is closed already: the award has waited for this look.

    Raises:
        OwnIdea: it is the actor's own.
        PermissionDenied: the actor is not of the office, or it is not of the sample.
        OddJudgement: no words; somebody was quicker.
    """
    _refuse_own(by, proposal)
    if not permissions.MAY["sample"](by, proposal):
        raise PermissionDenied
    if not words.strip():
        raise OddJudgement("reason")
    looked = Proposal.objects.filter(pk=proposal.pk, is_sampled=True, sampled_on=None)
    if not looked.update(sampled_on=by.workspace.today()):
        raise OddJudgement("sampled")
    audit.record(by, "proposals.look_again", proposal, holds=holds, words=words.strip())
    if not holds and proposal.stage in rules.VERIFIED:
        _move(by, proposal, "reopen", words)


@transaction.atomic
def merge(*, by: Actor, proposal: Proposal, into: Proposal, words: str) -> Merge:
    """Merge a proposal into another: both keep words and authors, and share the credit.

    Raises:
        OwnIdea: either is the actor's own.
        lifecycle.NotYours, MoveNotAllowed, Stale: not the actor's to merge, or decided.
        OddMerge: the two cannot be merged.
    """
    for each in (proposal, into):
        _refuse_own(by, each)
    if proposal.pk == into.pk:
        raise OddMerge("itself")
    # In one order, so that two who merge them both ways do not wait for each other.
    both = Proposal.objects.select_for_update(no_key=True).filter(pk__in=(proposal.pk, into.pk))
    locked = {each.pk: each for each in both.order_by("pk")}
    kept = locked[into.pk]
    if locked[proposal.pk].merged_into_id is not None:
        raise OddMerge("merged")
    if kept.merged_into_id is not None:
        raise OddMerge("gone")
    if kept.stage in {rules.REJECTED, rules.WITHDRAWN}:
        raise OddMerge("ended")
    if Proposal.objects.filter(merged_into=proposal.pk).exists():
        raise OddMerge("has-others")
    if proposal.is_sealed != kept.is_sealed:
        raise OddMerge("sealed")
    Proposal.objects.filter(pk=proposal.pk).update(merged_into=kept.pk)
    proposal.merged_into = kept
    made = Merge.objects.create(
        workspace=by.workspace,
        kept=kept,
        merged=proposal,
        words=words.strip()[:300],
        by_label=by.label,
    )
    _move(by, proposal, "merge", words or kept.number)
    Twin.objects.filter(
        Q(first=proposal, second=kept) | Q(first=kept, second=proposal), dismissed_on=None
    ).delete()
    audit.record(by, "proposals.merge", proposal, into=kept.pk, words=words.strip())
    return made


@transaction.atomic
def part(*, by: Actor, proposal: Proposal, words: str) -> None:
    """Undo a merge: the proposal stands again where it stood, with its own authors.

    Raises:
        lifecycle.NotYours, MoveNotAllowed, Stale: not the actor's to undo, or not merged.
        OddJudgement: no reason.
    """
    if not words.strip():
        raise OddJudgement("reason")
    Proposal.objects.filter(pk=proposal.pk).update(merged_into=None)
    Merge.objects.filter(merged=proposal, undone_at=None).update(
        undone_at=timezone.now(), undone_label=by.label, undone_words=words.strip()[:300]
    )
    _move(by, proposal, "part", words)
    audit.record(by, "proposals.part", proposal, words=words.strip())


@transaction.atomic
def dismiss(*, by: Actor, twin: Twin) -> None:
    """Say that two proposals that read alike are two ideas; nobody is asked again.

    Raises:
        PermissionDenied: neither is the actor's to judge.
    """
    for key in (twin.first_id, twin.second_id):
        queries.get(by, key, to="merge")
    Twin.objects.filter(pk=twin.pk, dismissed_on=None).update(
        dismissed_on=by.workspace.today(), dismissed_label=by.label
    )
    audit.record(by, "proposals.dismiss", twin)
