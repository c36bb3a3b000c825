"""Between which values a series will lie, from how far the past forecasts were off.

Split conformal prediction over all series at once: an error counts in units of what is usual
for its series, horizon and time (Lei et al., 2018, "locally weighted"), as known at its origin, and
the less the longer ago it was made (Barber et al., 2023, "beyond exchangeability").
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yuandu.engines.forecasting.series.rolling import Backtest
from yuandu.engines.forecasting.series.tables import Floats

OWN = 8.0  # errors that the usual one of all series weighs against a series' own
ENOUGH = 200  # errors to draw a quantile from; neighbouring horizons help out
FEWEST = 20
HALF_LIFE = 26  # weeks after which an error counts half
LEAST = 0.01


@dataclass(frozen=True, slots=True)
class Errors:
    """Past errors, and the unit in which each counts.

    Attributes:
        scale: Series × origins × horizons.
        scores: Errors in that unit; NaN where the outcome is not known.
    """

    done: Backtest
    scale: Floats
    scores: Floats

    def quantile(self, probability: float) -> Floats:
        """Return the logs below which a value lies with a probability, series × horizons."""
        found = [
            self._score(place, probability, np.ones(len(self.done.origins), np.bool_))
            for place in range(len(self.done.horizons))
        ]
        last: Floats = self.done.combined[:, -1] + np.array(found) * self.scale[:, -1]
        return last

    def coverage(self, share: float) -> Floats:
        """Return how many values of the later origins lay inside, a horizon each.

        The edges are drawn from errors that were known when the first of them was foretold.
        """
        origins = np.array(self.done.origins)
        later = origins >= origins[len(origins) // 2]
        found = []
        for place in range(len(self.done.horizons)):
            before = ~later & (self.done.due[:, place] <= origins[later][0])
            low = self._score(place, (1 - share) / 2, before)
            high = self._score(place, (1 + share) / 2, before)
            seen = self.scores[:, later, place]
            seen = seen[~np.isnan(seen)]
            inside = np.mean((seen >= low) & (seen <= high)) if seen.size else np.nan
            found.append(inside if not np.isnan(low) else np.nan)
        return np.array(found)

    def _score(self, place: int, probability: float, origins: NDArray[np.bool_]) -> float:
        """Return the score at a probability, one more case being counted that may lie anywhere."""
        count = len(self.done.horizons)
        made = np.array(self.done.origins)[origins]
        for reach in range(count):
            near = self.scores[:, origins, max(0, place - reach) : place + reach + 1]
            known = ~np.isnan(near)
            if known.sum() >= ENOUGH:
                break
        if known.sum() < FEWEST:
            return float("nan")
        weights = 0.5 ** ((made[-1] - made) / HALF_LIFE)
        weights = np.broadcast_to(weights[None, :, None], near.shape)[known]
        cases = weights.sum() ** 2 / (weights**2).sum()
        # The two tails are drawn outwards by the case that is still to come.
        tail = min(probability, 1 - probability)
        tail = min(0.5, max(0.0, ((cases + 1) * tail - 1) / (cases - 1)))
        return _quantile(near[known], weights, tail if probability < 0.5 else 1 - tail)  # noqa: PLR2004


def _quantile(values: Floats, weights: Floats, probability: float) -> float:
    """Return a quantile of values that count by weights; of equal ones, NumPy's."""
    order = np.argsort(values, kind="stable")
    before = np.cumsum(weights[order]) - weights[order]
    return float(np.interp(probability, before / before[-1], values[order]))


def errors(done: Backtest) -> Errors:
    """Return the past errors of a back-test, each in its unit."""
    spread = done.known.spread[:, done.origins][:, :, None]
    off = done.actual - done.combined
    size = np.abs(off) / spread
    due, origins = done.due, np.array(done.origins)
    scale = np.empty(off.shape)
    has_unit = np.zeros(off.shape[1:], np.bool_)
    for at, origin in enumerate(done.origins):
        for place in range(len(done.horizons)):
            known = (due[:, place] <= origin) & (origins < origin)
            seen = size[:, known, place]
            told = ~np.isnan(seen)
            has_unit[at, place] = told.any()
            usual = np.mean(seen[told]) if told.any() else done.horizons[place] ** 0.5
            total = np.nan_to_num(seen).sum(axis=1)
            scale[:, at, place] = (OWN * usual + total) / (OWN + told.sum(axis=1))
    scale = spread * np.maximum(scale, LEAST)  # a price that never moved may yet
    # Where no error was known yet the unit is a guess, and an edge drawn in it would be one, too.
    return Errors(done, scale, np.where(has_unit, off / scale, np.nan))
