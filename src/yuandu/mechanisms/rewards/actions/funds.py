"""The fund of a year: granted, topped up, closed; and the rule, version by version."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.ledger import actions as ledger
from yuandu.kernel.ledger.models import Transfer
from yuandu.mechanisms.rewards import books, permissions
from yuandu.mechanisms.rewards.models import FundYear, Rule
from yuandu.mechanisms.rewards.models.funds import FIRST_YEAR, LAST_YEAR
from yuandu.mechanisms.rewards.refusals import FundClosed, OddFund, OddRule
from yuandu.mechanisms.rewards.rules import terms

LARGEST_GRANT = Decimal(1_000_000_000)


@transaction.atomic
def grant(*, by: Actor, year: int, amount: Decimal, key: str, words: str = "") -> FundYear:
    """Put money into the fund of a year; asked again with the same key, it is put in once.

    Raises:
        PermissionDenied: the actor does not keep the fund.
        OddFund: the year or the amount makes no sense.
        FundClosed: the year is over.
        ledger.refusals.KeyReused: the key belongs to another grant.
    """
    if not permissions.funds(by):
        raise PermissionDenied
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OddFund("year")
    if not amount.is_finite() or not 0 < amount <= LARGEST_GRANT:
        raise OddFund("amount")
    fund = books.locked(books.opened(by.workspace, year))
    if fund.closed_on is not None:
        raise FundClosed(year)
    key = f"reward-grant:{key}"
    served = Transfer.objects.filter(workspace=by.workspace, key=key).exists()
    ledger.transfer(
        by=by, debit=books.source(by.workspace), credit=fund.budget, amount=amount, key=key,
        words=words,
    )  # fmt: skip
    if not served:
        FundYear.objects.filter(pk=fund.pk).update(granted=F("granted") + amount)
        audit.record(by, "rewards.grant", fund, year=year, amount=amount)
    return books.again(fund)


@transaction.atomic
def close(*, by: Actor, fund: FundYear) -> FundYear:
    """Close a year: what is free goes back; what is approved can still be paid.

    Raises:
        PermissionDenied: the actor does not keep the fund.
        OddFund: the year is not over.
        FundClosed: it is closed already.
    """
    if not permissions.funds(by):
        raise PermissionDenied
    today = by.workspace.today()
    if today < datetime.date(fund.year, 12, 31):
        raise OddFund("early")
    fund = books.locked(fund)
    if fund.closed_on is not None:
        raise FundClosed(fund.year)
    free = fund.budget.free
    if free:
        ledger.transfer(
            by=by, debit=fund.budget, credit=books.source(by.workspace), amount=free,
            key=f"reward-close:{fund.year}",
        )  # fmt: skip
    FundYear.objects.filter(pk=fund.pk).update(closed_on=today, returned=free)
    audit.record(by, "rewards.close", fund, year=fund.year, returned=free)
    return books.again(fund)


@transaction.atomic
def publish(*, by: Actor, given: Mapping[str, Any], from_on: datetime.date, note: str = "") -> Rule:
    """Publish the next version of the rule; awards proposed from that day on use it.

    Args:
        given: the numbers; see `rules.terms.read`.

    Raises:
        PermissionDenied: the actor does not publish the rule.
        OddRule: the numbers make no rule, or the day has passed or is taken.
    """
    if not permissions.decides(by):
        raise PermissionDenied
    try:
        read = terms.read(given)
    except terms.OddTerms as error:
        raise OddRule.of(error) from error
    last = Rule.objects.filter(workspace=by.workspace).first()
    first_day = by.workspace.today()
    if not by.is_system and (from_on < first_day or (last and from_on <= last.from_on)):
        raise OddRule(("day",))
    try:
        with transaction.atomic():
            made = Rule.objects.create(
                workspace=by.workspace,
                number=last.number + 1 if last else 1,
                terms=terms.stored(read),
                from_on=from_on,
                note=note.strip(),
                published_by=by.label,
                published_on=first_day,
            )
    except IntegrityError as error:  # somebody published at the same moment
        raise OddRule(("day",)) from error
    audit.record(by, "rewards.publish", made, number=made.number, from_on=from_on)
    return made
