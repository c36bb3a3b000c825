"""Applying, objecting, approving in turn, paying."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from yuandu.engines import rules
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.registry.models import Consent, Party
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.services.policies import budgets, deciding, permissions
from yuandu.services.policies.beginning import hold
from yuandu.services.policies.models import Case, Objection, PolicyVersion, Way, Window
from yuandu.services.policies.queries.cases import standing_stages
from yuandu.services.policies.queries.judgements import facts_for
from yuandu.services.policies.queries.sweeps import CONSENT, has_agreed
from yuandu.services.policies.refusals import (
    CaseOpen,
    NoConsent,
    NotEligible,
    NoWindow,
    ObjectionOpen,
)

CYCLE = "policy_case"


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of each case of a batch."""

    done: tuple[Case, ...]
    refused: tuple[tuple[Case, Refusal], ...]


@transaction.atomic
def apply(*, by: Actor, version: PolicyVersion, party: Party) -> Case:
    """Apply for a party, with its reported facts filled in.

    The facts may be used for it only with the party's consent to `application`, which it
    can take back on its own page (X6). Whoever lacks a fact may apply: the office asks for
    it. Who does not meet the conditions is told now and not in three months.

    Raises:
        PermissionDenied: the actor does not act for the party.
        NoWindow: nothing is taken today.
        NoConsent: the party has not agreed.
        NotEligible: the conditions are not met.
        CaseOpen: there is a case already.
    """
    if not permissions.acts_for(by, party):
        raise PermissionDenied
    today = by.workspace.today()
    window = version.windows.filter(from_on__lte=today, to_on__gte=today).first()
    if window is None or not version.holds_on(today):
        raise NoWindow
    if not has_agreed(party, version.book, today):
        raise NoConsent
    hold(window)
    if party.pk in standing_stages(window):
        raise CaseOpen
    facts = facts_for(version, [party.pk], today)[party.pk]
    decision = deciding.decide(version.book, facts, today)
    if decision.answer.state in {rules.State.UNMET, rules.State.NOT_APPLICABLE}:
        raise NotEligible
    case = _case(by, window, party, decision)
    case.track = lifecycle.start(
        by=by, subject=case, cycle=CYCLE, stage=Way.APPLIED.value, on=today
    )
    case.save(update_fields=["track"])
    audit.record(by, "policy_case.apply", case, version=version.pk, hash=case.decision_hash)
    return case


def _case(by: Actor, window: Window, party: Party, decision: deciding.Decision) -> Case:
    today = by.workspace.today()
    consent = (
        Consent.objects.filter(
            party=party, purpose=CONSENT, from_on__lte=today, to_on__gte=today, revoked_on=None
        )
        .order_by("-pk")
        .first()
    )
    return Case.objects.create(
        workspace=by.workspace,
        window=window,
        party=party,
        way=Way.APPLIED,
        began_on=today,
        amount=decision.amount,
        decision=decision.text,
        decision_hash=decision.hash,
        consent=consent,
    )


@transaction.atomic
def object_to(*, by: Actor, case: Case, words: str) -> Objection:
    """Object to a row on public notice; that row rests, the others go on.

    Raises:
        PermissionDenied: it is not on notice, or nobody has signed in.
        ObjectionOpen: one is being looked at.
    """
    if not permissions.MAY_CASE["object"](by, case) or case.track is None:
        raise PermissionDenied
    try:
        with transaction.atomic():
            objection = Objection.objects.create(
                workspace=by.workspace,
                case=case,
                by_user_id=by.user_id,
                by_label=by.label,
                on=by.workspace.today(),
                words=words.strip(),
            )
    except IntegrityError as error:
        raise ObjectionOpen from error
    # The row rests by itself, whoever objects: it takes no right of an officer.
    lifecycle.move(
        by=Actor.system(by.workspace),
        track=case.track,
        move="object",
        on=by.workspace.today(),
        expected_stage="notice",
        words=words,
    )
    audit.record(by, "policy_case.object", case, objection=objection.pk)
    return objection


def approve_in_turn(*, by: Actor, window: Window) -> Settled:
    """Approve every case whose notice has ended, in the published order, while money lasts.

    Each in a transaction of its own: what is approved stays approved where the next fails.

    Raises:
        PermissionDenied: the actor's post does not decide cases.
    """
    cases = list(
        window.cases.select_related("track", "party", "window__version__policy")
        .defer("decision")
        .order_by("pk")
    )
    today = by.workspace.today()
    ready = [
        place.case
        for place in budgets.places(window, cases)
        if place.case.track is not None
        and place.case.track.stage == "notice"
        and place.case.notice_until is not None
        and place.case.notice_until < today
    ]
    return _each(by, window, ready, "approve", "notice")


def pay_all(*, by: Actor, window: Window) -> Settled:
    """Pay every approved case; what was held back for each leaves the budget.

    Raises:
        PermissionDenied: the actor's post does not pay.
    """
    cases = window.cases.filter(track__stage="approved").select_related("track", "transfer")
    return _each(by, window, list(cases.order_by("pk")), "pay", "approved")


def _each(by: Actor, window: Window, cases: list[Case], move: str, stage: str) -> Settled:
    if not permissions.MAY_WINDOW["pay"](by, window):
        raise PermissionDenied
    done, refused = [], []
    for case in cases:
        if case.track is None:
            continue
        try:
            lifecycle.move(
                by=by,
                track=case.track,
                move=move,
                on=by.workspace.today(),
                expected_stage=stage,
            )
        except Refusal as refusal:
            refused.append((case, refusal))
        else:
            done.append(case)
    act = "policy_case.approve_all" if move == "approve" else "policy_case.pay_all"
    with transaction.atomic():
        audit.record(by, act, window, done=len(done), refused=len(refused))
    return Settled(tuple(done), tuple(refused))
