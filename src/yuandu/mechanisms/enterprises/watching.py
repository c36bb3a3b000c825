"""What is watched of firms in the pool and of titles, and what a batch may bring. Pure.

A fact that nobody reported is a signal of its own; it never counts as zero.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yuandu.mechanisms.enterprises import rules

# Whoever lacks no more than that is near enough to be proposed for the pool.
NEAR = 1
# Fewer past cases say nothing about the next one.
LEAST_CASES = 5
# After so many months an entry without a title counts as one that did not lead to it.
SETTLED_MONTHS = 12
SHARE = Decimal("0.0001")  # of what shares are told in

SIGNALS = ("revenue_falls", "rd_low", "fact_missing", "abnormal", "runs_out")
RISKS = ("unmet_now", "unknown_now", "unmet_next", "unknown_next", "runs_out")
# Facts of the last full year without which nobody can tell how a firm does.
NEEDED = ("revenue", "main_income", "rd_expense", "total_assets", "total_liabilities")
# Flags any of which ends the talk of titles.
LISTS = ("on_abnormal_list", "serious_dishonesty")


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on something is a signal.

    Attributes:
        revenue_fall_share: fraction of the year before.
        rd_share: fraction of revenue.
    """

    revenue_fall_share: Decimal = Decimal("0.1")
    rd_share: Decimal = Decimal("0.03")
    months: int = 12


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a firm; None where nothing is.

    Attributes:
        year: the last full year, by fact, in yuan.
        before: the year before, by fact.
        flags: what was said of it by `LISTS`.
        titles: last day of each title held, by tier.
    """

    year: Mapping[str, Decimal | None]
    before: Mapping[str, Decimal | None]
    flags: Mapping[str, bool | None]
    titles: Mapping[str, datetime.date]


@dataclass(frozen=True, slots=True)
class Signal:
    """A code of `SIGNALS`; a fraction where one is to be told; the fact or tier it is about."""

    code: str
    value: Decimal | None = None
    about: str = ""


def signals(seen: Seen, limits: Limits, today: datetime.date) -> tuple[Signal, ...]:
    """Return what is to be watched of a firm, in the order of `SIGNALS`."""
    found = [*_money(seen, limits)]
    found += [Signal("fact_missing", about=code) for code in NEEDED if seen.year.get(code) is None]
    found += [Signal("abnormal", about=code) for code in LISTS if seen.flags.get(code)]
    found += [
        Signal("runs_out", about=tier)
        for tier, last in sorted(seen.titles.items())
        if runs_out(last, today, limits.months)
    ]
    return tuple(found)


def _money(seen: Seen, limits: Limits) -> Iterable[Signal]:
    revenue, before = seen.year.get("revenue"), seen.before.get("revenue")
    if revenue is not None and before is not None and before > 0:
        fall = 1 - revenue / before
        if fall > limits.revenue_fall_share:
            yield Signal("revenue_falls", _share(fall))
    spent = seen.year.get("rd_expense")
    if revenue is not None and spent is not None and revenue > 0:
        share = spent / revenue
        if share < limits.rd_share:
            yield Signal("rd_low", _share(share))


def _share(value: Decimal) -> Decimal:
    return value.quantize(SHARE)


def runs_out(last: datetime.date, today: datetime.date, months: int) -> bool:
    """Whether a title's last day comes within so many months; one that is over does not."""
    return today <= last <= rules.months_later(today, months)


# --- Losing a title --------------------------------------------------------------------------


def risks(
    now: str | None,
    following: str | None,
    *,
    last: datetime.date,
    today: datetime.date,
    months: int,
) -> tuple[str, ...]:
    """Return why a title may be lost, in the order of `RISKS`.

    Args:
        now: state by the book of re-checks in force; None where there is none.
        following: state by the book that will be in force.
        last: the title's last day.
    """
    found = {
        "unmet_now": now == "unmet",
        "unknown_now": now == "unknown",
        "unmet_next": following == "unmet",
        "unknown_next": following == "unknown",
        "runs_out": runs_out(last, today, months),
    }
    return tuple(code for code in RISKS if found[code])


# --- What a batch may bring ------------------------------------------------------------------


def group(lacks: int | None) -> str:
    """Return how near a firm is: eligible, one, more or unknown."""
    if lacks is None:
        return "unknown"
    return "eligible" if lacks == 0 else "one" if lacks == 1 else "more"


GROUPS = ("eligible", "one", "more", "unknown")


@dataclass(frozen=True, slots=True)
class PastEntry:
    """Somebody who was in the pool: how near at entry, and what came of it."""

    lacked: int | None
    entered_on: datetime.date
    left_on: datetime.date | None
    recognised_on: datetime.date | None


@dataclass(frozen=True, slots=True)
class Basis:
    """Past entries that stood alike, and how many of them were recognised."""

    cases: int
    recognised: int

    @property
    def share(self) -> Decimal | None:
        """The fraction that was recognised; None where there are not enough cases."""
        if self.cases < LEAST_CASES:
            return None
        return _share(Decimal(self.recognised) / self.cases)


def bases(past: Iterable[PastEntry], today: datetime.date) -> dict[str, Basis]:
    """Return for each group what came of the past entries that stood so at entry.

    Those count of whom it is known: recognised after their entry, gone, or in the pool for a
    year without a title. Who entered last month says nothing yet.
    """
    cases, recognised = dict.fromkeys(GROUPS, 0), dict.fromkeys(GROUPS, 0)
    for one in past:
        if not is_settled(one, today):
            continue
        cases[group(one.lacked)] += 1
        recognised[group(one.lacked)] += one.recognised_on is not None
    return {code: Basis(cases[code], recognised[code]) for code in GROUPS}


def is_settled(one: PastEntry, today: datetime.date) -> bool:
    """Whether it is known what came of an entry."""
    if one.recognised_on is not None or one.left_on is not None:
        return True
    return rules.months_later(one.entered_on, SETTLED_MONTHS) <= today


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a batch may bring.

    Attributes:
        firms: in the pool, by group.
        bases: what came of past entries, by group.
    """

    firms: Mapping[str, int]
    bases: Mapping[str, Basis]

    @property
    def total(self) -> int:
        return sum(self.firms.values())

    @property
    def expected(self) -> Decimal | None:
        """How many recognitions past shares would give; None where one of them is not known."""
        found = Decimal(0)
        for code, number in self.firms.items():
            share = self.bases[code].share
            if number and share is None:
                return None
            found += number * (share or 0)
        return found.quantize(Decimal("0.1"))


def forecast(lacks: Sequence[int | None], known: Mapping[str, Basis]) -> Forecast:
    """Return what a batch may bring, from how much each firm in the pool lacks."""
    firms = dict.fromkeys(GROUPS, 0)
    for one in lacks:
        firms[group(one)] += 1
    return Forecast(firms, known)
