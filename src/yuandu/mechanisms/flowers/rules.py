"""What makes a quote doubtful, how prices are compared, which kind a strange name may mean.

Prices are compared cell by cell (market × grade) and never by their plain means: when a dear
market stays closed for a week, the mean falls although no price did.
"""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from math import exp, log
from statistics import fmean, median

WINDOW = datetime.timedelta(days=56)  # the weeks that a price is compared with
FEWEST = 4  # quotes in them, or nothing can be said
LEAST_JUMP = log(2)  # twice or half: less is weather
SPREADS = 6.0  # of the usual spread: flowers before a holiday move by three or four
TO_SIGMA = 1.4826  # the median deviation of a normal law, as its standard deviation
YEAR = datetime.timedelta(weeks=52)
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


def change[Cell](now: Mapping[Cell, Decimal], then: Mapping[Cell, Decimal]) -> float | None:
    """Return by which fraction prices rose over cells that have both; `None` without any.

    Source:
        W. S. Jevons (1863): the geometric mean of the ratios of matched prices.
    """
    ratios = [log(now[cell] / then[cell]) for cell in now.keys() & then.keys()]
    return exp(fmean(ratios)) - 1 if ratios else None


def year_before(monday: datetime.date) -> datetime.date:
    """Return the Monday 52 weeks earlier: the same days of the week and nearly of the year."""
    return monday - YEAR


def nearest(word: str, names: Iterable[str]) -> list[str]:
    """Return the names most like `word`, the likest first, at most three."""
    scored = [(SequenceMatcher(None, word.lower(), name.lower()).ratio(), name) for name in names]
    likely = sorted((-score, name) for score, name in scored if score > ALIKE)
    return [name for _, name in likely[:OFFERED]]
