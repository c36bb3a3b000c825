"""How a project stands: which months it owes, whether it stopped paying tax."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from yuandu.mechanisms.projects.rules.watching import full_months

ABOVE, BELOW, UNSETTLED = "above", "below", "unsettled"
SCALES = (ABOVE, BELOW, UNSETTLED)


@dataclass(frozen=True, slots=True)
class Terms:
    """The thresholds as they stand on a day.

    Attributes:
        stopped_months: filed months in a row without tax after which a project that had
            paid counts as having stopped.
        unlisted_months: whole months since production after which a project that never
            entered the above-scale statistics stands on the list.
        due_day: the day of the next month by which the figures of a month are due.
    """

    stopped_months: int = 3
    unlisted_months: int = 12
    due_day: int = 20


@dataclass(frozen=True, slots=True)
class Filed:
    """What is on record of one month; `None` and "" where nobody has filed it.

    Attributes:
        tax_paid: yuan paid in the month; below zero where more was refunded than paid.
        output_value: yuan.
        scale: one of `SCALES`.
    """

    period: str
    due_on: datetime.date
    tax_paid: Decimal | None = None
    output_value: Decimal | None = None
    scale: str = ""

    @property
    def is_complete(self) -> bool:
        return self.tax_paid is not None and self.output_value is not None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a project stands on a day.

    Attributes:
        missing: how many months are past due and not filed in full; the first of them.
        last_paid: the last month with tax paid.
        unpaid: filed months since then without any.
    """

    missing: int = 0
    missing_since: str = ""
    last_paid: str = ""
    unpaid: int = 0
    scale: str = ""
    is_stopped: bool = False
    is_unlisted: bool = False


def standing(
    months: Iterable[Filed],
    terms: Terms,
    *,
    produced_on: datetime.date,
    has_entered: bool,
    today: datetime.date,
) -> Standing:
    """Return where a project stands by its months, in whichever order they come.

    A month that nobody filed says nothing of tax: it neither makes a project stop nor lets
    one that stopped pay again. A refund is no payment.

    Args:
        has_entered: whether the register itself says that the firm entered the above-scale
            statistics.
    """
    ordered = sorted(months, key=lambda each: each.period)
    owed = [each.period for each in ordered if each.due_on < today and not each.is_complete]
    taxed = [each for each in ordered if each.tax_paid is not None]
    paid = [each.period for each in taxed if each.tax_paid and each.tax_paid > 0]
    last_paid = paid[-1] if paid else ""
    unpaid = sum(each.period > last_paid for each in taxed) if paid else 0
    scale = next((each.scale for each in reversed(ordered) if each.scale), "")
    entered = has_entered or any(each.scale == ABOVE for each in ordered)
    return Standing(
        missing=len(owed),
        missing_since=owed[0] if owed else "",
        last_paid=last_paid,
        unpaid=unpaid,
        scale=scale,
        is_stopped=unpaid >= terms.stopped_months,
        is_unlisted=not entered and full_months(produced_on, today) >= terms.unlisted_months,
    )
