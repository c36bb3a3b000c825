"""Whether a fund made firms spend more on technical reform than they would have (S3).

What a firm spends on reform is taken as a share of its revenue, in the year before it was
paid and in the year after. Its change is set against that of firms like it which no fund
paid: of the same industry, of half to double its revenue, nearest in the share before. The
median of the differences stands with an interval that follows from their order alone, so
that no shape of distribution is assumed and the same facts give the same answer.

It is no proof of cause: firms that are paid were chosen, and may have been about to invest.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

FEWEST = 8  # pairs; below, too few to say
NEAREST = 3  # like firms for each paid one
SIZE = 2.0  # revenue of a like firm: from half to double
RULE = 0.05  # 每年拿出年销售收入的5%用于技术改造
CONFIDENCE = 0.9


@dataclass(frozen=True, slots=True)
class Unit:
    """A firm in the year before and the year after.

    Attributes:
        industry: Code by which firms are like each other.
        revenue: Yuan, in the year before; above zero.
        before, after: Reform spending as a share of revenue, 0 to 1 and more.
    """

    key: int
    industry: str
    revenue: float
    before: float
    after: float

    @property
    def change(self) -> float:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Group:
    """What several firms did.

    Attributes:
        before, after: Their mean shares.
        kept_before, kept_after: How many reached `RULE`.
    """

    firms: int
    before: float
    after: float
    kept_before: int
    kept_after: int


@dataclass(frozen=True, slots=True)
class Effect:
    """Paid firms beside firms like them.

    Attributes:
        alone: Paid firms that no unpaid one is like; left out.
        difference: Median over paid firms of their change less that of their like; a share
            of revenue. `None` where there are too few to say.
        low, high: Ends of the interval around it.
    """

    paid: Group
    like: Group
    alone: int
    difference: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def verdict(self) -> str:
        """`few`, `more`, `less` or `open`: what the interval lets one say."""
        if self.difference is None or self.low is None or self.high is None:
            return "few"
        if self.low > 0:
            return "more"
        return "less" if self.high < 0 else "open"


def compare(paid: Sequence[Unit], others: Sequence[Unit]) -> Effect:
    """Set the change of paid firms against that of unpaid firms like them."""
    pairs = [(one, like) for one in paid if (like := _like(one, others))]
    alone = len(paid) - len(pairs)
    kept = [one for one, _like_ones in pairs]
    chosen = {each.key: each for _one, like in pairs for each in like}
    groups = (_group(kept), _group(list(chosen.values())))
    if len(pairs) < FEWEST:
        return Effect(*groups, alone)
    differences = sorted(one.change - fmean(each.change for each in like) for one, like in pairs)
    low, high = _interval(differences)
    return Effect(*groups, alone, median(differences), low, high)


def _like(one: Unit, others: Sequence[Unit]) -> list[Unit]:
    """Return the unpaid firms nearest to a paid one; ties go by key."""
    fitting = [
        each
        for each in others
        if each.industry == one.industry
        and each.key != one.key
        and one.revenue / SIZE <= each.revenue <= one.revenue * SIZE
    ]
    fitting.sort(key=lambda each: (abs(each.before - one.before), each.key))
    return fitting[:NEAREST]


def _group(units: Sequence[Unit]) -> Group:
    return Group(
        len(units),
        fmean([one.before for one in units] or [0.0]),
        fmean([one.after for one in units] or [0.0]),
        sum(one.before >= RULE for one in units),
        sum(one.after >= RULE for one in units),
    )


def _interval(ordered: Sequence[float]) -> tuple[float, float]:
    """Return the narrowest interval of order statistics that holds the median with `CONFIDENCE`.

    Source:
        The sign test turned round: the number of values below the true median is binomial
        with one half. W. J. Conover, Practical Nonparametric Statistics, 3.2.
    """
    size, below, cut = len(ordered), 0.0, 0
    for place in range(size // 2):
        below += math.comb(size, place) / 2**size
        if 1 - 2 * below < CONFIDENCE:
            break
        cut = place
    return ordered[cut], ordered[size - 1 - cut]
