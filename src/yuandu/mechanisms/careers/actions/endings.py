"""How a class ended for a trainee, and where the trainee is placed."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.registry.models import Division
from yuandu.mechanisms.careers import permissions, telling
from yuandu.mechanisms.careers.models import Outcome, Trainee
from yuandu.mechanisms.careers.refusals_training import OddOutcome
from yuandu.mechanisms.careers.rules import practice


@transaction.atomic
def conclude(*, by: Actor, trainee: Trainee, outcome: str) -> None:
    """Say how the class ended for a trainee; who passes has passed every unit of it.

    Raises:
        PermissionDenied: the actor does not keep training.
        OddOutcome: units are still to be passed, or it has ended.
    """
    if not permissions.keeps(by):
        raise PermissionDenied
    if outcome not in Outcome.values:
        raise OddOutcome("unknown")
    units = set(trainee.training.units.values_list("pk", flat=True))
    passed = set(trainee.exams.filter(is_passed=True).values_list("unit", flat=True))
    if outcome == Outcome.PASSED and not practice.has_passed(units, passed):
        raise OddOutcome("units")
    ended = Trainee.objects.filter(pk=trainee.pk, outcome="").update(
        outcome=outcome, outcome_on=by.workspace.today()
    )
    if not ended:
        raise OddOutcome("over")
    audit.record(by, "careers.conclude", trainee, outcome=outcome)
    telling.of_outcome(by, trainee, outcome)


@transaction.atomic
def settle_in(*, by: Actor, trainee: Trainee, section: Division, on: datetime.date) -> None:
    """Enter the section that took a trainee who passed.

    Raises:
        PermissionDenied: the actor does not keep training.
        OddOutcome: the trainee has not passed, is placed, or the section or day is odd.
    """
    if not permissions.keeps(by):
        raise PermissionDenied
    if section.workspace_id != by.workspace_id or section.kind != "section":
        raise OddOutcome("section")
    if on > by.workspace.today():
        raise OddOutcome("day")
    placed = Trainee.objects.filter(
        pk=trainee.pk, outcome=Outcome.PASSED, placed_in=None, outcome_on__lte=on
    ).update(placed_in=section, placed_on=on)
    if not placed:
        raise OddOutcome("not-passed")
    audit.record(by, "careers.settle_in", trainee, section=section.code, on=on)
