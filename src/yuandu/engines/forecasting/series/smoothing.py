"""Damped exponential smoothing over many series at once, each origin with its own best factors.

A series' level follows its values by the factor α, its trend by β, and the trend fades by φ a
week (Gardner and McKenzie, 1985). All factors of a small grid run through all series in one
pass; which are best is read off at every origin from the one-step errors up to it, so that a
forecast of the past knows nothing of what came later.
"""

from collections.abc import Sequence
from itertools import product

import numpy as np

from yuandu.engines.forecasting.series.tables import Floats

LEVELS = (0.05, 0.15, 0.3, 0.5, 0.7, 0.9, 1.0)
TRENDS = (0.0, 0.05, 0.15, 0.3)
FADING = 0.9
MEMORY = 0.99  # what an error counts a week later


def smooth(values: Floats, origins: Sequence[int], horizons: Sequence[int]) -> Floats:
    """Return forecasts, series × origins × horizons; NaN before a series begins."""
    grid = np.array(list(product(LEVELS, TRENDS)))
    alpha, beta = grid[:, 0], grid[:, 1]
    size = (values.shape[0], len(grid))
    level, trend, errors = np.full(size, np.nan), np.zeros(size), np.zeros(size)
    fade = np.array([FADING * (1 - FADING**h) / (1 - FADING) for h in horizons])
    found = np.full((values.shape[0], len(origins), len(horizons)), np.nan)
    wanted = {origin: place for place, origin in enumerate(origins)}
    for week in range(max(origins) + 1):
        now = values[:, week : week + 1]
        expected = level + FADING * trend
        error = now - expected
        known = ~np.isnan(error)
        errors = np.where(known, MEMORY * errors + error**2, errors)
        begins = np.isnan(level) & ~np.isnan(now)
        level = np.where(known, expected + alpha * error, np.where(begins, now, expected))
        trend = np.where(known, FADING * trend + alpha * beta * error, FADING * trend)
        if week in wanted:
            best = errors.argmin(axis=1)[:, None]
            base = np.take_along_axis(level, best, 1)
            slope = np.take_along_axis(trend, best, 1)
            found[:, wanted[week]] = base + slope * fade
    return found
