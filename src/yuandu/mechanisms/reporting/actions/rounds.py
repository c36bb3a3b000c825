"""Rounds are opened month after month, and counties reminded of them."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.indicators.rules.periods import Period, UnknownPeriod
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.mechanisms.reporting import permissions, queries, rules, telling
from yuandu.mechanisms.reporting.models import Filing, Round
from yuandu.mechanisms.reporting.refusals import OddRound


@transaction.atomic
def open_round(*, by: Actor, period: str, due_on: datetime.date) -> Round:
    """Open a month's reports for every division that carries projects out.

    Args:
        period: the month, `2026-11`; it has begun, and all months before are locked.
        due_on: the last day to sign; in the last week of the month at the earliest.

    Raises:
        PermissionDenied: the actor does not keep rounds.
        OddRound: no month, one ahead, out of order, open already, or nothing to report.
    """
    if not permissions.may_keep_rounds(by):
        raise PermissionDenied
    month = _month(period)
    if month.start > by.workspace.today():
        raise OddRound("ahead")
    if due_on < month.end - datetime.timedelta(days=6):
        raise OddRound("due-too-soon")
    _in_order(by, period)
    made = Round(workspace=by.workspace, period=period, due_on=due_on)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        raise OddRound("exists") from error
    divisions = sorted(queries.expected_by_division(made))
    if not divisions:
        raise OddRound("no-projects")
    for division_id in divisions:
        filing = Filing.objects.create(workspace=by.workspace, round=made, division_id=division_id)
        filing.track = lifecycle.start(
            by=by, subject=filing, cycle=rules.CYCLE, on=max(month.start, _first_day(by, month))
        )
        filing.save(update_fields=["track"])
    audit.record(by, "reporting.open", made, period=period, due_on=str(due_on))
    return made


def _month(period: str) -> Period:
    try:
        month = Period.parse(period)
    except UnknownPeriod as error:
        raise OddRound("not-a-month") from error
    if month.kind != "month":
        raise OddRound("not-a-month")
    return month


def _first_day(by: Actor, month: Period) -> datetime.date:
    return min(month.end, by.workspace.today())


def _in_order(by: Actor, period: str) -> None:
    others = Round.objects.filter(workspace=by.workspace)
    if others.filter(period=period).exists():
        raise OddRound("exists")
    if others.filter(period__gt=period).exists():
        raise OddRound("later-exists")
    if others.filter(locked_at=None).exists():
        raise OddRound("earlier-open")


@transaction.atomic
def remind(*, by: Actor, found: Round) -> list[str]:
    """Remind every division that has not signed; return their names, in the usual order.

    Raises:
        PermissionDenied: the actor does not keep rounds.
        OddRound: the round is locked.
    """
    if not permissions.may_keep_rounds(by):
        raise PermissionDenied
    if found.is_locked:
        raise OddRound("locked")
    behind = [place for place in queries.places(by, found) if place.filing.stage in rules.WRITABLE]
    for place in behind:
        telling.of_due(by, place.filing, place.missing)
    names = [place.filing.division.short_title for place in behind]
    audit.record(by, "reporting.remind", found, divisions=len(names))
    return names
