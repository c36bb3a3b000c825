"""Carrying out what was decided: the register of shares follows, once."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import BigIntegerField, Max
from django.db.models.functions import Cast, Length

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.mechanisms.equity import actions as equity
from yuandu.mechanisms.equity import queries as register
from yuandu.mechanisms.equity import rules as shares
from yuandu.mechanisms.equity.actions import Side
from yuandu.mechanisms.equity.models import (
    Charter,
    Holder,
    Holding,
    ShareClass,
    ShareTransaction,
)
from yuandu.mechanisms.partnership import doors, permissions, rules, wording
from yuandu.mechanisms.partnership.models import (
    Candidate,
    GroupMember,
    OutcomeEntry,
    ShareholderGroup,
)
from yuandu.mechanisms.partnership.refusals import AlreadyCarriedOut, OddOutcome


@dataclass(frozen=True, slots=True)
class Given:
    """Of which class shares are given, and through which vehicle; none: the only one, directly."""

    share_class: ShareClass | None = None
    vehicle: Holder | None = None


@transaction.atomic
def carry_out(
    *, by: Actor, candidate: Candidate, given: Given | None = None
) -> list[ShareTransaction]:
    """Bring the register of shares in line with a decision: all of it or nothing, and once.

    Who is admitted gets the shares at the rule's price: of what the company bought back if that
    suffices, else new ones. Of who is not confirmed the company buys back all, at the rule's.

    Raises:
        PermissionDenied: the actor does not hold reviews.
        OddOutcome: it is not the time yet, nothing was decided, or class or vehicle are missing.
        AlreadyCarriedOut: somebody has done it.
        equity.refusals.TooManyHolders: the law allows fewer holders; with what would help.
        equity.refusals.AboveAuthorised, NoPrice, TooFewShares: as they say.
    """
    if not permissions.MAY_CANDIDATE["manage"](by, candidate):
        raise PermissionDenied
    if doors.stand(candidate.review) != rules.CARRYING:
        raise OddOutcome("stage")
    # Of two who carry it out at once the second waits here, and finds it done.
    found = Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
    if found.carried_on is not None:
        raise AlreadyCarriedOut
    if found.state not in rules.DECIDED:
        raise OddOutcome("nothing")
    entries = WRITES[found.state](by, found, given or Given())
    OutcomeEntry.objects.bulk_create(
        OutcomeEntry(workspace=by.workspace, candidate=found, transaction=each) for each in entries
    )
    today = by.workspace.today()
    Candidate.objects.filter(pk=found.pk).update(carried_on=today, holder=found.holder)
    candidate.carried_on, candidate.holder = today, found.holder
    audit.record(
        by,
        "partnership.carry_out",
        found,
        state=found.state,
        transactions=[each.number for each in entries],
    )
    return entries


def _nothing(_by: Actor, _candidate: Candidate, _given: Given) -> list[ShareTransaction]:
    return []


def _give(by: Actor, candidate: Candidate, given: Given) -> list[ShareTransaction]:
    if not candidate.shares:
        return []
    _register(by)
    share_class = given.share_class or _only_class(by)
    vehicle = given.vehicle
    if share_class is None or share_class.workspace_id != by.workspace_id:
        raise OddOutcome("class")
    if vehicle is not None and (
        vehicle.workspace_id != by.workspace_id or vehicle.kind != Holder.Kind.VEHICLE
    ):
        raise OddOutcome("vehicle")
    if candidate.holder is None:
        candidate.holder = _entered(by, candidate)
    bought = next(
        (each.bought for each in register.totals(by) if each.share_class == share_class), 0
    )
    made = equity.enter(
        by=by,
        kind=shares.GRANT if bought >= candidate.shares else shares.ISSUE,
        share_class=share_class,
        quantity=candidate.shares,
        key=f"partnership:{candidate.pk}",
        on=by.workspace.today(),
        reason=wording.reason_of_entry(candidate),
        target=Side(candidate.holder, vehicle),
        at_rule=shares.ADMIT,
        resolution=candidate.review.resolution,
    )
    return [made]


def _buy_back(by: Actor, candidate: Candidate, _given: Given) -> list[ShareTransaction]:
    _register(by)
    if candidate.holder is None:
        return []
    held = Holding.objects.filter(holder=candidate.holder, account__balance__gt=0)
    made = [
        equity.enter(
            by=by,
            kind=shares.REPURCHASE,
            share_class=each.share_class,
            quantity=int(each.account.balance),
            key=f"partnership:{candidate.pk}:{each.pk}",
            on=by.workspace.today(),
            reason=wording.reason_of_entry(candidate),
            source=Side(each.holder, each.vehicle),
            at_rule=shares.EXIT,
            resolution=candidate.review.resolution,
        )
        for each in held.select_related("share_class", "account", "holder", "vehicle").order_by(
            "pk"
        )
    ]
    ShareholderGroup.objects.filter(leader=candidate.holder).update(leader=None)
    GroupMember.objects.filter(holder=candidate.holder).delete()
    return made


WRITES = {
    rules.KEPT: _give,
    rules.ADMITTED: _give,
    rules.LEAVING: _buy_back,
    rules.REFUSED: _nothing,
}


def _register(by: Actor) -> None:
    """Hold the register, as `equity` does first of all: what is read here stays so."""
    if not Charter.objects.select_for_update().filter(workspace=by.workspace).exists():
        raise OddOutcome("register")


def _only_class(by: Actor) -> ShareClass | None:
    found = list(register.classes(by)[:2])
    return found[0] if len(found) == 1 else None


def _entered(by: Actor, candidate: Candidate) -> Holder:
    """Enter somebody new in the register of shareholders, under the number after the last."""
    there = Holder.objects.filter(workspace=by.workspace, worker=candidate.worker).first()
    if there is not None:
        return there
    last = Holder.objects.filter(workspace=by.workspace, number__regex=r"^[0-9]{1,18}$").aggregate(
        highest=Max(Cast("number", BigIntegerField())), width=Max(Length("number"))
    )
    return equity.enter_holder(
        by=by,
        number=f"{(last['highest'] or 0) + 1:0{last['width'] or 4}d}",
        kind=Holder.Kind.WORKER,
        worker=candidate.worker,
    )
