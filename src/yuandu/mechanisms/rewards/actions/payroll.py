"""Approved awards go to payroll as one list, and are paid or taken back as one."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, Sum

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.ledger import actions as ledger
from yuandu.kernel.ledger.models import Transfer
from yuandu.mechanisms.rewards import books, permissions, telling
from yuandu.mechanisms.rewards.models import Award, FundYear, Payroll
from yuandu.mechanisms.rewards.models.awards import AT_PAYROLL, PAID, TAKEN_BACK
from yuandu.mechanisms.rewards.refusals import OddPayroll, PayrollDecided
from yuandu.mechanisms.rewards.rules import awards as rules

MOST_IN_ONE = 500


@transaction.atomic
def export(*, by: Actor, fund: FundYear) -> Payroll:
    """Put the approved awards of a fund on a list for payroll, the oldest first.

    Raises:
        PermissionDenied: the actor has nothing to do with payroll.
        OddPayroll: nothing is approved and not on a list yet.
    """
    if not permissions.pays(by):
        raise PermissionDenied
    fund = books.locked(fund)
    # Held until the end: an award on its way to being void is not exported.
    chosen = list(
        Award.objects.select_for_update(of=("self",))
        .filter(fund=fund, state=rules.APPROVED)
        .order_by("approved_on", "pk")
        .values_list("pk", flat=True)[:MOST_IN_ONE]
    )
    if not chosen:
        raise OddPayroll("nothing")
    awards = Award.objects.filter(pk__in=chosen)
    last = fund.payrolls.aggregate(number=Max("number"))["number"] or 0
    made = Payroll.objects.create(
        workspace=by.workspace,
        fund=fund,
        number=last + 1,
        total=awards.aggregate(sum=Sum("amount"))["sum"],
        awards_number=len(chosen),
        exported_on=by.workspace.today(),
        exported_by=by.label,
    )
    awards.update(state=rules.EXPORTED, payroll=made)
    audit.record(by, "rewards.export", made, awards=len(chosen), total=made.total)
    return made


@transaction.atomic
def pay(*, by: Actor, payroll: Payroll, on: datetime.date) -> Payroll:
    """Say that payroll has paid the list: the money leaves the fund.

    Args:
        on: the day it was paid, from the export to today.

    Raises:
        PermissionDenied: the actor has nothing to do with payroll.
        OddPayroll: the day is not between the export and today.
        PayrollDecided: somebody said so before, or took the list back.
    """
    if not permissions.pays(by):
        raise PermissionDenied
    if not payroll.exported_on <= on <= by.workspace.today():
        raise OddPayroll("day")
    _decide(by, payroll, PAID, on)
    held = Award.objects.select_for_update(of=("self",)).filter(payroll=payroll).order_by("pk")
    awards = list(held)
    keys = [award.key for award in awards]
    transfers = Transfer.objects.filter(workspace=by.workspace, key__in=keys)
    ledger.post_many_reserved(by=by, transfers=list(transfers))
    Award.objects.filter(payroll=payroll).update(state=rules.PAID, paid_on=on)
    audit.record(by, "rewards.pay", payroll, awards=len(awards), total=payroll.total, on=on)
    telling.paid(by, payroll)
    return payroll


@transaction.atomic
def take_back(*, by: Actor, payroll: Payroll) -> Payroll:
    """Take a list back from payroll: its awards are approved, and on no list, again.

    Raises:
        PermissionDenied: the actor has nothing to do with payroll.
        PayrollDecided: it was paid or taken back before.
    """
    if not permissions.pays(by):
        raise PermissionDenied
    _decide(by, payroll, TAKEN_BACK, by.workspace.today())
    Award.objects.filter(payroll=payroll).update(state=rules.APPROVED, payroll=None)
    audit.record(by, "rewards.take_back", payroll, awards=payroll.awards_number)
    return payroll


def _decide(by: Actor, payroll: Payroll, state: str, on: datetime.date) -> None:
    """Write what became of a list, if nobody else has."""
    decided = Payroll.objects.filter(pk=payroll.pk, state=AT_PAYROLL).update(
        state=state, decided_on=on, decided_by=by.label
    )
    payroll.refresh_from_db(fields=["state", "decided_on", "decided_by"])
    if not decided:
        raise PayrollDecided(payroll)
