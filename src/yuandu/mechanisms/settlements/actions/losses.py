"""A household's own book: what could be sold in a quarter, what was lost and why."""

import datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.flowers.models import Kind
from yuandu.mechanisms.settlements import losing, permissions
from yuandu.mechanisms.settlements.models import Loss, Season
from yuandu.mechanisms.settlements.refusals import OddLoss
from yuandu.mechanisms.settlements.rules import amounts, losses, quarters
from yuandu.mechanisms.settlements.rules.grading import MOST


@transaction.atomic
def report_season(
    *, by: Actor, household: Party, starts_on: datetime.date, elsewhere: int, income: Decimal | None
) -> Season:
    """Say what a household could sell in a quarter besides its deliveries, and what it earned.

    Said again, it is corrected.

    Args:
        income: net of costs, yuan; `None` leaves it unsaid.

    Raises:
        PermissionDenied: `by` does not keep this household's book.
        OddLoss: no quarter, or fewer pots than were lost.
    """
    _check(by, household)
    if starts_on not in quarters.open_quarters(by.workspace.today()):
        raise OddLoss("quarter")
    if not 0 <= elsewhere <= MOST:
        raise OddLoss("quantity")
    if income is not None and (not income.is_finite() or income != amounts.to_fen(income)):
        raise OddLoss("amount")
    season = losing.season_of(by, household, starts_on)
    if season.lost > season.delivered + elsewhere:
        raise OddLoss("above-saleable")
    Season.objects.filter(pk=season.pk).update(
        elsewhere=elsewhere,
        income=income,
        reported_by=by.label[:150],
        reported_on=by.workspace.today(),
    )
    season.refresh_from_db()
    audit.record(by, "settlements.report_season", season, elsewhere=elsewhere)
    return season


@transaction.atomic
def record_loss(
    *,
    by: Actor,
    household: Party,
    kind: Kind,
    cause: str,
    quantity: int,
    on: datetime.date,
    amount: Decimal | None = None,
    words: str = "",
) -> Loss:
    """Write down pots that were lost or stayed unsold.

    Raises:
        PermissionDenied: `by` does not keep this household's book.
        OddLoss: more than could be sold in that quarter, or a value makes no sense.
    """
    _check(by, household)
    _examine(by, cause, quantity, on, amount)
    season = losing.season_of(by, household, on)
    lost = quantity if cause != losses.DOWNGRADED else 0
    if season.lost + lost > season.saleable:
        raise OddLoss("above-saleable")
    made = Loss.objects.create(
        workspace=by.workspace,
        season=season,
        kind=kind,
        cause=cause,
        quantity=quantity,
        amount=amount,
        on=on,
        words=words.strip()[:200],
        recorded_by=by.label[:150],
    )
    Season.objects.filter(pk=season.pk).update(lost=F("lost") + lost)
    audit.record(by, "settlements.record_loss", made, cause=cause, quantity=quantity)
    return made


def _check(by: Actor, household: Party) -> None:
    if not permissions.keeps_book(by, household):
        raise PermissionDenied
    if household.kind != "household":
        raise OddLoss("household")


def _examine(
    by: Actor, cause: str, quantity: int, on: datetime.date, amount: Decimal | None
) -> None:
    today = by.workspace.today()
    if on > today:
        raise OddLoss("day")
    if quarters.first_day(on) not in quarters.open_quarters(today):
        raise OddLoss("quarter")
    if cause not in losses.CAUSES or not 1 <= quantity <= MOST:
        raise OddLoss("quantity")
    if amount is not None and (
        not amount.is_finite() or amount < 0 or amount != amounts.to_fen(amount)
    ):
        raise OddLoss("amount")
