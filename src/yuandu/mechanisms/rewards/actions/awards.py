"""Awards: proposed by the rule, approved while the money lasts, made void."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.ledger import actions as ledger
from yuandu.kernel.ledger.models import Transfer
from yuandu.kernel.ledger.refusals import InsufficientFunds
from yuandu.kernel.ledger.rules import Order
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.proposals import queries as ideas
from yuandu.mechanisms.proposals.models import Proposal
from yuandu.mechanisms.rewards import books, permissions, telling
from yuandu.mechanisms.rewards.models import Adoption, Award, FundYear, Part, Rule
from yuandu.mechanisms.rewards.queries import awards as queries
from yuandu.mechanisms.rewards.queries import funds
from yuandu.mechanisms.rewards.refusals import (
    AwardMoved,
    FundClosed,
    FundSpent,
    NoFund,
    OddAward,
    OddRule,
)
from yuandu.mechanisms.rewards.rules import awards as rules

MOST_AT_ONCE = 500
SHARE_PLACES = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Approval:
    """What became of awards that were to be approved.

    Attributes:
        waiting: for which the fund does not reach.
        unchecked: of ideas that the office has drawn and not looked at again yet.
        free: yuan that are left in the fund.
    """

    approved: tuple[Award, ...]
    waiting: tuple[Award, ...]
    unchecked: tuple[Award, ...]
    free: Decimal


@transaction.atomic
def propose(*, by: Actor, proposal: Proposal) -> Award | None:
    """Put what an idea earned into the queue; asked again, return the award that stands.

    Returns:
        The award; none where the rule gives nothing for it.

    Raises:
        PermissionDenied: neither the house nor the improvement office asks.
        OddAward: the idea is not verified.
        OddRule: the company has published no rule.
    """
    if not permissions.decides(by):
        raise PermissionDenied
    # Of many who propose the same one, those behind find it here.
    proposal = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if standing := queries.standing(proposal):
        return standing
    if proposal.stage not in queries.EARNING:
        raise OddAward("unverified")
    return _made(by, proposal, proposal.lane, None)


@transaction.atomic
def propose_many(*, by: Actor, proposals: Sequence[Proposal]) -> list[Award]:
    """Put what ideas earned into the queue, in a handful of statements however many.

    Passed over: what is not verified, has an award already, or earns nothing by the rule.

    Returns:
        The new awards, in the order of the ideas; one for an idea that is named twice.

    Raises:
        PermissionDenied: neither the house nor the improvement office asks.
        OddRule: the company has published no rule.
    """
    if not permissions.decides(by):
        raise PermissionDenied
    rule = funds.rule_in_force(by.workspace)
    held = queries.held_to_reward([each.pk for each in proposals], by.workspace)
    shares = ideas.credit_of(list(held.values()))
    chosen = [held[pk] for pk in dict.fromkeys(each.pk for each in proposals) if pk in held]
    drafted = [(_drafted(by, rule, each, each.lane, None), shares[each.pk]) for each in chosen]
    return _kept(by, drafted)


@transaction.atomic
def propose_royalty(*, by: Actor, adoption: Adoption) -> Award | None:
    """Put the royalty of a confirmed adoption into the queue; once, however often it is asked.

    Raises:
        OddAward: the section has not confirmed that it uses the idea.
        OddRule: the company has published no rule.
    """
    adoption = (
        Adoption.objects.select_for_update(of=("self",))
        .select_related("proposal")
        .get(pk=adoption.pk)
    )
    if standing := adoption.awards.first():
        return standing
    if adoption.confirmed_on is None:
        raise OddAward("unconfirmed")
    return _made(by, adoption.proposal, rules.ROYALTY, adoption)


@transaction.atomic
def pay_royalty(*, by: Actor, adoption: Adoption) -> Award | None:
    """Propose the royalty of a confirmed adoption and, where the fund reaches, approve it.

    The published rule decides, so the house approves. Without money it waits in the queue: that
    the idea works is confirmed all the same.

    Raises:
        OddAward: as `propose_royalty`.
    """
    house = Actor.system(by.workspace)
    try:
        award = propose_royalty(by=by, adoption=adoption)
    except OddRule:  # the company has no rule yet; the office proposes once it has
        return None
    if award is None or award.state != rules.PROPOSED:
        return award
    try:
        return approve_many(by=house, awards=[award]).approved[0]
    except (NoFund, FundClosed, IndexError):
        audit.record(by, "rewards.queue", award, amount=award.amount)
        return award


def _made(by: Actor, proposal: Proposal, kind: str, adoption: Adoption | None) -> Award | None:
    rule = funds.rule_in_force(by.workspace)
    made = _kept(by, [(_drafted(by, rule, proposal, kind, adoption), queries.credit(proposal))])
    return made[0] if made else None


def _drafted(
    by: Actor, rule: Rule, proposal: Proposal, kind: str, adoption: Adoption | None
) -> Award:
    """Return what an idea or its adoption earns by the rule, unsaved."""
    award = Award(
        workspace=by.workspace,
        kind=kind,
        proposal=proposal,
        adoption=adoption,
        section_id=proposal.section_id,
        rule=rule,
        lane=proposal.lane,
        grade=proposal.grade,
        fixed=proposal.award or 0,
        benefit=proposal.first_year,
        proposed_on=by.workspace.today(),
    )
    award.amount = award.computed().amount
    return award


def _kept(by: Actor, drafted: Sequence[tuple[Award, dict[int, Decimal]]]) -> list[Award]:
    """Save awards with the parts of their authors; those of nothing or of nobody are left out."""
    earned = [(award, shares) for award, shares in drafted if award.amount and shares]
    made = Award.objects.bulk_create([award for award, _ in earned])
    Part.objects.bulk_create([part for award, shares in earned for part in _parts(award, shares)])
    audit.record_all(
        [
            audit.Act(
                by, "rewards.propose", Award._meta.label_lower, each.pk,
                {"proposal": each.proposal_id, "amount": each.amount},
            )
            for each in made
        ]
    )  # fmt: skip
    return made


def _parts(award: Award, shares: dict[int, Decimal]) -> list[Part]:
    """Return the parts of the authors, unsaved; they add up to the award."""
    whole = sum(shares.values(), Decimal(0))
    return [
        Part(
            workspace_id=award.workspace_id,
            award=award,
            worker_id=worker,
            share=(shares[worker] / whole).quantize(SHARE_PLACES),
            amount=amount,
        )
        for worker, amount in rules.split(award.amount, shares).items()
    ]


def approve(*, by: Actor, award: Award) -> Award:
    """Approve one award: its money is held back in this year's fund.

    Raises:
        PermissionDenied: the actor does not decide on awards.
        NoFund, FundClosed: there is none to take it from.
        FundSpent: less is left than it needs; it stays in the queue.
        OddAward: the idea was drawn, and nobody has looked at it again yet.
        AwardMoved: it is not in the queue any more.
    """
    done = approve_many(by=by, awards=[award])
    if done.unchecked:
        raise OddAward("unchecked")
    if done.waiting:
        raise FundSpent(
            by.workspace.today().year,
            free=done.free,
            asked=award.amount,
            place=queries.place_in_queue(award),
        )
    return done.approved[0]


@transaction.atomic
def approve_many(*, by: Actor, awards: Sequence[Award]) -> Approval:
    """Approve awards in the order in which they were proposed, as far as the fund reaches.

    The first one that the money does not reach for, and all behind it, stay in the queue: who
    waits longer is not overtaken by who asks for less. What the office has drawn and not looked
    at again yet stays in the queue as well, and holds nobody up.

    Raises:
        PermissionDenied, NoFund, FundClosed, AwardMoved: as `approve`; nothing is approved.
        OddAward: nothing was chosen, or too many at once.
    """
    if not permissions.decides(by):
        raise PermissionDenied
    if not 0 < len(awards) <= MOST_AT_ONCE:
        raise OddAward("chosen")
    fund = _open_fund(by)
    chosen = queries.in_queue_order([award.pk for award in awards], by.workspace)
    if len(chosen) < len({award.pk for award in awards}):
        raise AwardMoved
    unchecked = tuple(award for award in chosen if award.awaits_check)
    payable = [award for award in chosen if not award.awaits_check]
    reach = rules.fit(fund.budget.free, [award.amount for award in payable])
    approved = _reserved(by, fund, payable[:reach])
    free = fund.budget.free - sum((award.amount for award in approved), Decimal(0))
    telling.approved(by, approved)
    return Approval(tuple(approved), tuple(payable[reach:]), unchecked, free)


def _open_fund(by: Actor) -> FundYear:
    year = by.workspace.today().year
    fund = FundYear.objects.filter(workspace=by.workspace, year=year).first()
    if fund is None:
        raise NoFund(year)
    fund = books.locked(fund)
    if fund.closed_on is not None:
        raise FundClosed(year)
    return fund


def _reserved(by: Actor, fund: FundYear, chosen: list[Award]) -> list[Award]:
    """Hold the money back and write down who approved; all of them, or a refusal."""
    orders = [
        Order(fund.budget_id, fund.paid_id, each.amount, each.key, is_reservation=True)
        for each in chosen
    ]
    for answer in ledger.post_many(by=by, orders=orders):
        if isinstance(answer, InsufficientFunds):  # the books say less than the fund: whole or not
            raise FundSpent(fund.year, free=answer.free, asked=answer.asked, place=1)
        if isinstance(answer, Refusal):
            raise answer
    today = by.workspace.today()
    Award.objects.filter(pk__in=[each.pk for each in chosen]).update(
        state=rules.APPROVED, fund=fund, approved_on=today, approved_by=by.label
    )
    for each in chosen:
        each.state, each.fund, each.approved_on, each.approved_by = (
            rules.APPROVED,
            fund,
            today,
            by.label,
        )
    audit.record_all(
        [
            audit.Act(
                by, "rewards.approve", Award._meta.label_lower, each.pk, {"amount": each.amount}
            )
            for each in chosen
        ]
    )
    return chosen


@transaction.atomic
def void(*, by: Actor, award: Award, words: str) -> Award:
    """Make an award void: what was held back for it is free again. Asked again, nothing happens.

    Raises:
        PermissionDenied: the actor does not decide on awards.
        OddAward: payroll has it, or it was paid; or nothing is said why.
    """
    if not permissions.decides(by):
        raise PermissionDenied
    if not words.strip():
        raise OddAward("words")
    fund = _fund_of(award)
    award = Award.objects.select_for_update(of=("self",)).get(pk=award.pk)
    if award.state == rules.VOID:
        return award
    if award.state in {rules.EXPORTED, rules.PAID}:
        raise OddAward("exported" if award.state == rules.EXPORTED else "paid")
    if award.fund_id != (fund.pk if fund else None):
        raise AwardMoved
    if fund:
        _released(by, fund, award)
    award.state, award.void_on, award.void_words = rules.VOID, by.workspace.today(), words.strip()
    award.save(update_fields=["state", "void_on", "void_words"])
    audit.record(by, "rewards.void", award, amount=award.amount, words=award.void_words)
    telling.void(by, award)
    return award


def _fund_of(award: Award) -> FundYear | None:
    """Return the fund an award was approved from, held: funds come before awards, always."""
    key = Award.objects.values_list("fund", flat=True).get(pk=award.pk)
    return books.locked(FundYear.objects.get(pk=key)) if key else None


def _released(by: Actor, fund: FundYear, award: Award) -> None:
    """Free what was held back for an award; of a closed year it goes back, like the rest."""
    held = Transfer.objects.get(workspace=by.workspace, key=award.key)
    ledger.void(by=by, transfer=held)
    if fund.closed_on is not None:
        ledger.transfer(
            by=by, debit=fund.budget, credit=books.source(by.workspace), amount=award.amount,
            key=f"{award.key}:returned",
        )  # fmt: skip
        FundYear.objects.filter(pk=fund.pk).update(returned=F("returned") + award.amount)
