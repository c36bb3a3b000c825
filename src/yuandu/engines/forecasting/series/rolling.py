"""Forecasts from every second week of the past as they would have been made then, and from now.

A method that learns did so from what had happened by the first week of its block; what each
counts in the combination comes from errors that were known by then.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yuandu.engines.forecasting.series import history as histories
from yuandu.engines.forecasting.series import pooled, seasons
from yuandu.engines.forecasting.series.history import History
from yuandu.engines.forecasting.series.pooled import Looks
from yuandu.engines.forecasting.series.smoothing import smooth
from yuandu.engines.forecasting.series.tables import Floats, Panel

SEASONAL_NAIVE = "seasonal-naive"
METHODS = (SEASONAL_NAIVE, "last", "smooth", "season", "line", "trees")
# What a combination is drawn towards: few pasts are long enough to choose better (Claeskens et
# al., 2016, "The forecast combination puzzle").
USUAL = np.array([0, 0.125, 0, 0.125, 0.25, 0.5])
TRUST = 0.25  # how far what was learnt of the errors counts beside the usual
LOOKED_BACK = 104  # weeks of origins
MOST_ORIGINS = 36
BLOCKS = 4
FEWEST_WEEKS = 16  # before a first origin
POOL = 20.0  # origins that the errors of all series weigh against a series' own
STEPS = 60
LARGEST_ERROR = 8.0  # usual errors: one strange week must not choose a method


@dataclass(frozen=True, slots=True)
class Backtest:
    """What was and what would have been foretold; the last origin is the cut-off itself.

    Attributes:
        origins: Weeks, the last of them the panel's last.
        foretold: Methods × series × origins × horizons, logs.
        combined: Series × origins × horizons, logs.
        actual: The same, NaN where it is not known (yet).
        weights: Series × horizons × methods, of the last origin.
    """

    known: History
    origins: list[int]
    horizons: list[int]
    foretold: Floats
    combined: Floats
    actual: Floats
    weights: Floats

    @property
    def due(self) -> NDArray[np.int64]:
        """The week in which an outcome is known, origins × horizons."""
        return np.add.outer(np.array(self.origins), np.array(self.horizons))


def backtest(panel: Panel, horizons: Sequence[int], seed: int) -> Backtest:
    """Foretell a panel from past origins and from its last week."""
    known = histories.history(panel, max(horizons))
    last = panel.weeks - 1
    origins = _origins(last, max(horizons))
    smoothed = smooth(known.logs, range(panel.weeks), horizons)
    looks = Looks(known, smoothed, horizons)
    actual = _actual(known, origins, horizons)
    foretold = np.full((len(METHODS), known.series, len(origins), len(horizons)), np.nan)
    combined = np.full(actual.shape, np.nan)
    weights = np.zeros((known.series, len(horizons), len(METHODS)))
    due = np.add.outer(np.array(origins), np.array(horizons))
    for places in _blocks(len(origins)):
        block = [origins[place] for place in places]
        foretold[:, :, places] = _methods(looks, block, seed)
        weights = _weights(known, foretold, actual, origins, due <= block[0])
        combined[:, places] = np.einsum("shm,msoh->soh", weights, foretold[:, :, places])
    return Backtest(known, origins, list(horizons), foretold, combined, actual, weights)


def _origins(last: int, longest: int) -> list[int]:
    first = max(FEWEST_WEEKS, last - LOOKED_BACK - longest)
    step = max(2, -(-(last - first) // MOST_ORIGINS))
    return sorted({*range(last, first - 1, -step), last})


def _blocks(count: int) -> list[list[int]]:
    """Return the places of the past origins in a few runs, and the last origin alone."""
    past = [list(map(int, run)) for run in np.array_split(np.arange(count - 1), BLOCKS)]
    return [*(run for run in past if run), [count - 1]]


def _actual(known: History, origins: Sequence[int], horizons: Sequence[int]) -> Floats:
    found = np.full((known.series, len(origins), len(horizons)), np.nan)
    for at, origin in enumerate(origins):
        for place, ahead in enumerate(horizons):
            if origin + ahead < known.logs.shape[1]:
                found[:, at, place] = known.logs[:, origin + ahead]
    return found


def _methods(looks: Looks, origins: Sequence[int], seed: int) -> Floats:
    """Return what each method foretells; one that cannot lends its place to the season."""
    known, horizons, until = looks.known, looks.horizons, origins[0]
    last = np.repeat(known.filled[:, origins][:, :, None], len(horizons), axis=2)
    smoothed = looks.smooth[:, origins]
    naive, season = np.full(last.shape, np.nan), np.full(last.shape, np.nan)
    for place, ahead in enumerate(horizons):
        part = _seasonal_part(looks, place, until)
        for at, origin in enumerate(origins):
            naive[:, at, place] = seasonal_naive(known, origin, ahead)
            season[:, at, place] = smoothed[:, at, place] + part * looks.season(origin, place)[0]
    by_line, by_trees = pooled.foretell(looks, pooled.learn(looks, until, seed), origins)
    found = np.stack([naive, last, smoothed, season, by_line, by_trees])
    return np.where(np.isnan(found), season, found)


def seasonal_naive(known: History, origin: int, ahead: int) -> Floats:
    """Return the value of the same week of the last year that is known; failing that, the last."""
    week = origin + ahead
    while week > origin:
        week -= seasons.YEAR
    then = known.filled[:, week] if week >= 0 else np.full(known.series, np.nan)
    return np.where(np.isnan(then), known.filled[:, origin], then)


def _seasonal_part(looks: Looks, place: int, until: int) -> float:
    """Return which part of last year's change came again, by least squares over all series."""
    both = squares = 0.0
    ahead = looks.horizons[place]
    for origin in range(seasons.YEAR, until - ahead + 1):
        spread = looks.known.spread[:, origin]
        change = looks.season(origin, place)[0] / spread
        smoothed = (looks.smooth[:, origin, place] - looks.known.filled[:, origin]) / spread
        left = looks.moved(origin, place) - smoothed
        usable = ~np.isnan(left)
        reach = LARGEST_ERROR * ahead**0.5
        both += float(np.clip(left[usable], -reach, reach) @ np.clip(change[usable], -reach, reach))
        squares += float(np.sum(np.clip(change[usable], -reach, reach) ** 2))
    return min(1.0, max(0.0, both / squares)) if squares > 0 else 0.0


def _weights(
    known: History,
    foretold: Floats,
    actual: Floats,
    origins: Sequence[int],
    is_known: NDArray[np.bool_],
) -> Floats:
    """Return what each method counts, series × horizons × methods, from errors that are known.

    The weights are those of the least squared error (Bates and Granger, 1969), none below
    zero, with the errors of a series drawn towards those of all series.
    """
    series, _, horizons = actual.shape
    found = np.zeros((series, horizons, len(METHODS)))
    spread = known.spread[:, origins]
    for place in range(horizons):
        usable = is_known[:, place]
        errors = (foretold[:, :, usable, place] - actual[:, usable, place]) / spread[:, usable]
        told = ~np.isnan(errors).any(axis=0)
        if not told.any():
            found[:, place] = USUAL
            continue
        errors = np.where(told, errors, 0.0)
        reach = LARGEST_ERROR * np.sqrt(np.mean(errors[1][told] ** 2))
        errors = np.clip(errors, -reach, reach)
        own = np.einsum("aso,bso->sab", errors, errors)
        count = told.sum(axis=1)[:, None, None]
        everybody = own.sum(axis=0) / told.sum()
        learnt = _least((own + POOL * everybody) / (count + POOL))
        found[:, place] = TRUST * learnt + (1 - TRUST) * USUAL
    return found


def _least(squares: Floats) -> Floats:
    """Return weights, none below zero, of the least error; by multiplied steps downhill."""
    size = squares.shape[-1]
    weights = np.full(squares.shape[:-1], 1 / size)
    scale = np.trace(squares, axis1=-2, axis2=-1)[..., None] / size
    for _ in range(STEPS):
        slope = np.einsum("sab,sb->sa", squares, weights) / np.maximum(scale, 1e-12)
        weights = weights * np.exp(-(slope - slope.min(axis=-1, keepdims=True)) * 2)
        weights /= weights.sum(axis=-1, keepdims=True)
    return weights
