"""What prices may be when the crop is sold: whole weeks of the past, drawn for all kinds at once.

The logarithm of a price is its season (two harmonics of the year) and a deviation, of which after
h weeks a part ρ^h is left, ρ being one number for all kinds. A scenario takes a past week as if it
were now, and what every kind did from there until its own time of sale, beyond what season and
ρ foretold: kinds that fell together then fall together here. Only weeks handed in are used.
"""

import numpy as np

from yuandu.engines.planning.tableau import Integers, Reals

YEAR = 365.2425 / 7  # weeks
HARMONICS = 2
LEAST_WEEKS = 60  # of quotes, below which no season is told from chance
STILL = 1e-9  # of a logarithm of a price: as good as no change


class TooShort(ValueError):
    """There are too few weeks of prices to draw scenarios from."""


def draw(
    prices: Reals,
    ahead: Integers,
    *,
    count: int,
    rng: np.random.Generator,
    yield_sd: float = 0.0,
    foretold: Reals | None = None,
    level: float = 0.8,
) -> Reals:
    """Draw scenarios of what a unit brings.

    Where a kind's price is foretold its scenarios centre on that: their median is the forecast,
    and so wide as its interval says; which kinds rise and fall together is as it was in the past.

    Args:
        prices: Yuan a unit by week, oldest first, shape (weeks, kinds); nan where none was paid.
        ahead: After how many weeks each kind is sold, shape (kinds,).
        count: How many scenarios.
        yield_sd: Standard deviation of the logarithm of the crop that comes from a unit planned.
        foretold: Yuan a unit that each kind is foretold to bring when it is sold, with the lower
            and the upper edge, shape (kinds, 3); nan where nothing is foretold, or no edge.
        level: Which part of cases lies between the edges.

    Returns:
        Yuan a unit planned, shape (kinds, count).

    Raises:
        TooShort: fewer weeks than the longest time of growing and `LEAST_WEEKS`.
    """
    weeks, kinds = prices.shape
    origins = np.arange(weeks - int(ahead.max()))
    if origins.size < 1 or weeks < LEAST_WEEKS:
        raise TooShort(f"{weeks} weeks for {int(ahead.max())} weeks ahead")
    logs = np.log(np.where(prices > 0, prices, np.nan))
    season = _season(logs, weeks + int(ahead.max()))
    off = np.nan_to_num(logs - season[:weeks])
    left = _persistence(off) ** ahead
    beyond = np.stack(
        [
            off[origins + ahead[kind], kind] - left[kind] * off[origins, kind]
            for kind in range(kinds)
        ]
    )
    middle = season[weeks - 1 + ahead, np.arange(kinds)] + left * off[-1]
    drawn = rng.integers(0, origins.size, count)
    off_middle = beyond[:, drawn]
    if foretold is not None:
        _centre(middle, off_middle, foretold, (1 - level) / 2)
    crops = np.exp(rng.normal(-(yield_sd**2) / 2, yield_sd, (kinds, count)))
    return np.ascontiguousarray(np.exp(middle[:, None] + off_middle) * crops)


def _centre(middle: Reals, off: Reals, foretold: Reals, tail: float) -> None:
    """Let scenarios of foretold kinds lie around their forecast, as wide as its interval."""
    known = foretold[:, 0] > 0  # nan is not above anything
    middle[known] = np.log(foretold[known, 0])
    off[known] -= np.median(off[known], axis=1, keepdims=True)
    edged = known & (foretold[:, 1] > 0) & (foretold[:, 2] > foretold[:, 1])
    drawn = np.quantile(off[edged], [tail, 1 - tail], axis=1)
    wide = drawn[1] - drawn[0]
    told = np.log(foretold[edged, 2] / foretold[edged, 1])
    # A kind whose price never moved, but for rounding, has nothing to stretch.
    moved = wide > STILL
    off[edged] *= np.where(moved, told / np.where(moved, wide, 1.0), 1.0)[:, None]


def _season(logs: Reals, weeks: int) -> Reals:
    """Return each kind's usual logarithm of the price by week, shape (weeks, kinds)."""
    angle = 2 * np.pi * np.arange(weeks) / YEAR
    terms = [np.ones(weeks)]
    for order in range(1, HARMONICS + 1):
        terms += [np.cos(order * angle), np.sin(order * angle)]
    design = np.stack(terms, axis=1)
    known = ~np.isnan(logs)
    usual = np.empty((weeks, logs.shape[1]))
    for kind in range(logs.shape[1]):
        rows = known[:, kind]
        # A little weight on no season at all: a kind that was seldom quoted gets its mean.
        ridge = np.diag([1e-9, *[1.0] * (design.shape[1] - 1)])
        own = design[: logs.shape[0]][rows]
        fitted = np.linalg.solve(own.T @ own + ridge, own.T @ logs[rows, kind])
        usual[:, kind] = design @ fitted
    return usual


def _persistence(off: Reals) -> float:
    """Return which part of a deviation is left after a week, of all kinds together."""
    before, after = off[:-1], off[1:]
    whole = float((before**2).sum())
    return float(np.clip((before * after).sum() / whole, 0.0, 0.99)) if whole > 0 else 0.0
