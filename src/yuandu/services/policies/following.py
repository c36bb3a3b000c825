"""What versions, cases and the ledger take over from a step, inside the move's transaction."""

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal

from yuandu.engines import rules
from yuandu.engines.calendar import add_working_days
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.ledger import actions as ledger
from yuandu.kernel.lifecycle.days import calendar_of
from yuandu.kernel.lifecycle.models import Step, Track
from yuandu.services.policies import budgets, deciding, examples, instruments, wording
from yuandu.services.policies.beginning import hold
from yuandu.services.policies.models import Case, Objection, Policy, PolicyVersion, Subject, Way
from yuandu.services.policies.queries.cases import standing_in_year
from yuandu.services.policies.queries.judgements import facts_for
from yuandu.services.policies.queries.sweeps import has_agreed
from yuandu.services.policies.refusals import (
    AmountUnknown,
    CallRuns,
    CaseOpen,
    ConsentEnded,
    ExamplesFail,
    NoPlaceLeft,
    NotEligible,
    NoticeRuns,
    NotLater,
    NoWindow,
    OutOfTurn,
    OwnDraft,
)

# Public notice, counted from the next day. Firms: working days, as for recognition
# (优质中小企业梯度培育管理暂行办法); growers: days.
NOTICE_WORKING_DAYS = 5
NOTICE_DAYS = 7


def follow_version(by: Actor, version: PolicyVersion, track: Track, step: Step) -> None:
    """Let an approved version take effect on its day, and the one before end with the eve."""
    if step.move not in {"submit", "approve"}:
        return
    # As it was saved last: the move has shut out whoever was still saving.
    version.refresh_from_db()
    failed = examples.failing(version)
    if failed:
        raise ExamplesFail([one.title for one in failed])
    if step.move == "submit":
        return
    if by.user_id is not None and by.user_id == version.drafted_by_id:
        raise OwnDraft
    _not_before_others(version)
    version.reviewed_by_id, version.reviewed_on = by.user_id, step.on
    version.save(update_fields=["reviewed_by", "reviewed_on"])
    eve = version.effective_from - datetime.timedelta(days=1)
    earlier = PolicyVersion.objects.filter(
        policy=version.policy_id, effective_from__lte=eve, number__lt=version.number
    )
    for one in earlier.filter(reviewed_on__isnull=False):
        if one.effective_until is None or one.effective_until > eve:
            one.effective_until = eve
            one.save(update_fields=["effective_until"])
            one.windows.filter(from_on__lte=eve, to_on__gt=eve).update(to_on=eve)
    budgets.open_window(by, version)
    instruments.register(version)


def _not_before_others(version: PolicyVersion) -> None:
    """Refuse a version that an approved one would not end the eve of: two would hold at once."""
    # Two that are approved at once wait for each other here.
    Policy.objects.select_for_update(no_key=True).get(pk=version.policy_id)
    later = PolicyVersion.objects.filter(
        policy=version.policy_id,
        reviewed_on__isnull=False,
        effective_from__gte=version.effective_from,
    ).exclude(pk=version.pk)
    if last := later.order_by("-effective_from").first():
        raise NotLater(wording.day(last.effective_from))


def follow_case(by: Actor, case: Case, track: Track, step: Step) -> None:
    """Freeze, announce, hold back, pay or release, as the step says."""
    if act := ACTS.get(step.move):
        act(by, case, step)


def _verify(by: Actor, case: Case, step: Step) -> None:
    """Decide anew by what is known now; what a person has to judge, this person has.

    Facts of households, and of whoever applied, are used with their consent only (X6): it
    has to hold still.
    """
    book, day = case.window.version.book, by.workspace.today()
    needs_consent = case.way == Way.APPLIED or case.party.kind != Subject.ORGANISATION
    if needs_consent and not has_agreed(case.party, book, day):
        raise ConsentEnded
    facts = facts_for(case.window.version, [case.party_id], day)[case.party_id]
    found = deciding.decide(book, facts, day)
    judged = {
        f"judged_{one.id}": True for one in found.answer.findings if one.state is rules.State.PERSON
    }
    if judged:
        found = deciding.decide(book, facts.with_values(judged), day)
    if found.answer.state is not rules.State.MET:
        raise NotEligible
    case.amount, case.decision, case.decision_hash = found.amount, found.text, found.hash
    # A call that is opened meanwhile ranks anew whoever stands in its window.
    window = budgets.hold(case)
    case.rank = budgets.rank_of(window, case, budgets.call_of(window))
    case.save(update_fields=["amount", "decision", "decision_hash", "rank"])


def _publish(by: Actor, case: Case, step: Step) -> None:
    if not case.amount:
        raise AmountUnknown
    case.notice_from, case.notice_until = step.on, notice_end(by, case, step.on)
    case.save(update_fields=["notice_from", "notice_until"])


def notice_end(by: Actor, case: Case, since: datetime.date) -> datetime.date:
    """Return the last day of a public notice that begins on `since`."""
    if case.window.version.policy.to_whom == Subject.HOUSEHOLD:
        return since + datetime.timedelta(days=NOTICE_DAYS)
    due = add_working_days(since, NOTICE_WORKING_DAYS, calendar=calendar_of(by.workspace))
    return due.on


def _object(by: Actor, case: Case, step: Step) -> None:
    """Keep an objection that came on paper; one made on the page is kept already."""
    if not case.objections.filter(answered_on=None).exists():
        Objection.objects.create(
            workspace=case.workspace,
            case=case,
            by_user_id=by.user_id,
            by_label=by.label,
            on=step.on,
            words=step.words,
        )


def _answer(by: Actor, case: Case, step: Step) -> None:
    case.objections.filter(answered_on=None).update(answered_on=step.on, answer=step.words)


def _approve(by: Actor, case: Case, step: Step) -> None:
    if case.notice_until is None or by.workspace.today() <= case.notice_until:
        raise NoticeRuns(wording.day(case.notice_until))
    if not case.amount:
        raise AmountUnknown
    window = budgets.hold(case)
    call = budgets.call_of(window)
    if call is not None and by.workspace.today() <= call.closes_on:
        raise CallRuns(wording.day(call.closes_on))
    turn = budgets.turn_of(window, case)
    seats = budgets.seats_left(window, call, case)
    if seats is not None and turn.place > seats:
        raise NoPlaceLeft(turn.place, seats)
    if not turn.is_paid:
        raise OutOfTurn(turn.place, Decimal(turn.left), case.amount)
    case.transfer = ledger.reserve(
        by=by,
        debit=case.window.budget,
        credit=case.window.paid,
        amount=case.amount,
        key=f"policy-case:{case.pk}:{step.pk}",
        words=str(case)[:200],
    )
    case.save(update_fields=["transfer"])


def _pay(by: Actor, case: Case, step: Step) -> None:
    if case.transfer is None:
        raise AmountUnknown
    ledger.post(by=by, transfer=case.transfer)
    case.paid_on = step.on
    case.save(update_fields=["paid_on"])


def _release(by: Actor, case: Case, step: Step) -> None:
    _answer(by, case, step)
    if case.transfer is not None:
        ledger.void(by=by, transfer=case.transfer)
        case.transfer = None
        case.save(update_fields=["transfer"])


def _apply_again(by: Actor, case: Case, step: Step) -> None:
    """Take a case up again where its window still takes applications, and no other stands."""
    hold(case.window)
    today = by.workspace.today()
    if not (case.window.is_open_on(today) and case.window.version.holds_on(today)):
        raise NoWindow
    others = Case.objects.filter(standing_in_year(case.window), party=case.party_id)
    if others.exclude(pk=case.pk).exists():
        raise CaseOpen


ACTS: Mapping[str, Callable[[Actor, Case, Step], None]] = {
    "verify": _verify,
    "publish": _publish,
    "object": _object,
    "dismiss": _answer,
    "approve": _approve,
    "pay": _pay,
    "refuse": _release,
    "withdraw": _release,
    "apply_again": _apply_again,
}
