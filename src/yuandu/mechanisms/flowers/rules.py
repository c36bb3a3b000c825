"""What makes a quote doubtful, how prices are compared, which kind a strange name may mean.

Prices are compared cell by cell (market × grade) and never by their plain means: when a dear
market stays closed for a week, the mean falls although no price did.
"""

import datetime
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from math import exp, log
from statistics import median

import numpy as np

WINDOW = datetime.timedelta(days=56)  # the weeks that a price is compared with
FEWEST = 4  # quotes in them, or nothing can be said
LEAST_JUMP = log(2)  # twice or half: less is weather
SPREADS = 6.0  # of the usual spread: flowers before a holiday move by three or four
TO_SIGMA = 1.4826  # the median deviation of a normal law, as its standard deviation
YEAR = datetime.timedelta(weeks=52)
SHORT, GLUT, USUAL = "short", "glut", "usual"
MOVED = 0.05  # of a price: less is the noise of a week
ALIKE = 0.34  # two of three characters of a short Chinese name, half of a long one
OFFERED = 3


@dataclass(frozen=True, slots=True)
class Week:
    """A market's week of one kind and grade.

    Attributes:
        on: Its Monday.
        average: Weighted by volume where every day reported one.
        days: Of its quotes; doubtful ones are not in it.
    """

    on: datetime.date
    average: Decimal
    low: Decimal | None = None
    high: Decimal | None = None
    volume: Decimal | None = None
    unsold: Decimal | None = None
    days: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """A week's price of a kind in a market and grade.

    Attributes:
        value: What was sold for; 0 where that is not known.
    """

    name: Hashable
    on: datetime.date
    price: float
    value: float = 0.0


def is_outlier(price: float, before: Collection[float]) -> bool:
    """Whether a price is out of line with those of the weeks before, all above zero.

    It is where it lies more than six usual spreads from their median and at least at twice or
    half of it. After a few weeks on a new level that level is the median, so a true change is
    doubted for a while and not for ever.

    Source:
        B. Iglewicz and D. C. Hoaglin (1993), "How to detect and handle outliers": the
        modified z-score, on logarithms.
    """
    if len(before) < FEWEST:
        return False
    logs = [log(each) for each in before]
    middle = median(logs)
    spread = TO_SIGMA * median(abs(each - middle) for each in logs)
    return abs(log(price) - middle) > max(LEAST_JUMP, SPREADS * spread)


def outliers(series: Sequence[tuple[datetime.date, float]]) -> list[bool]:
    """Return for each (day, price) of one market, kind and grade, by day, whether it is one."""
    found, first = [], 0
    for at, (on, price) in enumerate(series):
        while series[first][0] < on - WINDOW:
            first += 1
        found.append(is_outlier(price, [each for _, each in series[first:at]]))
    return found


def year_before(monday: datetime.date) -> datetime.date:
    """Return the Monday 52 weeks earlier: the same days of the week and nearly of the year."""
    return monday - YEAR


def nearest(word: str, names: Iterable[str]) -> list[str]:
    """Return the names most like `word`, the likest first, at most three."""
    scored = [(SequenceMatcher(None, word.lower(), name.lower()).ratio(), name) for name in names]
    likely = sorted((-score, name) for score, name in scored if score > ALIKE)
    return [name for _, name in likely[:OFFERED]]


def price_index(cells: Sequence[Cell]) -> dict[datetime.date, float]:
    """Return the index of each week, 100 in the first, of prices and not of what was traded.

    Each cell (kind × market × grade) has a level of its own, and each week one factor for all:
    log price = level + week, by least squares, a cell weighing its share of the week's value.
    Where only the mix of what is sold changes, no factor does, and a cell that is quoted in
    one week alone moves nothing.

    Source:
        R. Summers (1973), "International price comparisons based upon incomplete data": the
        country-product dummy; over time and by value, ILO and others (2020), "Consumer Price
        Index Manual: Concepts and Methods", the weighted time-product dummy.
    """
    weeks = sorted({cell.on for cell in cells})
    names = {name: at for at, name in enumerate(dict.fromkeys(cell.name for cell in cells))}
    places = {on: at for at, on in enumerate(weeks)}
    shape = (len(names), len(weeks))
    logs, weights, there = np.zeros(shape), np.zeros(shape), np.zeros(shape, np.bool_)
    for cell in cells:
        at = names[cell.name], places[cell.on]
        logs[at], weights[at], there[at] = log(cell.price), cell.value, True
    total = weights.sum(axis=0)
    # A week in which some value is not known counts its cells alike.
    unknown = (there & (weights <= 0)).any(axis=0)
    weights = np.where(unknown, there, weights / np.where(total > 0, total, 1.0))
    own = weights.sum(axis=1, keepdims=True)
    part = weights / np.where(own > 0, own, 1.0)
    left = np.diag(weights.sum(axis=0)) - weights.T @ part
    right = (weights * (logs - (part * logs).sum(axis=1, keepdims=True))).sum(axis=0)
    factors = np.linalg.lstsq(left, right, rcond=None)[0]
    return {
        on: 100 * exp(float(each - factors[0])) for on, each in zip(weeks, factors, strict=True)
    }


def standing(*, price: float, arrivals: float | None, unsold: float | None) -> str:
    """Return whether a market lacks a kind: `short`, `glut` or `usual`.

    It lacks it where the price stands at least a twentieth above its usual and less is left
    unsold than usual, or, where nobody reports that, less arrives; a glut is the reverse.

    Args:
        price: By which fraction the price differs from its usual, over the same grades.
        arrivals: By which fraction what arrived does; `None`: not reported.
        unsold: By how much the part left unsold does; `None`: not reported.
    """
    sign = unsold if unsold is not None else arrivals
    if sign is None:
        return USUAL
    if price >= MOVED and sign < 0:
        return SHORT
    return GLUT if price <= -MOVED and sign > 0 else USUAL
