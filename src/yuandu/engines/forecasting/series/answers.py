"""Forecasts as they are handed out: values, edges, and how far off they were before."""

import datetime
from dataclasses import dataclass

import numpy as np
import polars as pl

from yuandu.engines.forecasting.series import history as histories
from yuandu.engines.forecasting.series.conformal import Errors
from yuandu.engines.forecasting.series.rolling import METHODS, SEASONAL_NAIVE
from yuandu.engines.forecasting.series.tables import Floats, Panel

LIKE_ITS_GROUP = "like-its-group"
SHOWN_PART = 0.05  # what counts less in a combination is not named


@dataclass(frozen=True, slots=True)
class Forecasts:
    """What is foretold of every series, a row each, and a column for each horizon.

    Attributes:
        middle, low, high: Values; `low` and `high` are NaN where too little is known of errors.
        seasonal_naive: The same week of the last year that is known.
        past_error, naive_error: Mean distance from what came, over past origins; NaN without.
        origins: How many past origins these are.
        coverage: Which part of the later past values lay inside, a horizon each.
        parts: What each method counts, series × horizons × methods of `METHODS`.
        is_new: Series of which nothing was reported: they are foretold like their group.
        seed: Of what is drawn by chance while learning.
    """

    panel: Panel
    horizons: list[int]
    level: float
    middle: Floats
    low: Floats
    high: Floats
    seasonal_naive: Floats
    past_error: Floats
    naive_error: Floats
    origins: Floats
    coverage: Floats
    parts: Floats
    is_new: list[bool]
    seed: int

    @property
    def cut_off(self) -> datetime.date:
        return self.panel.cut_off

    def method(self, series: int, place: int) -> str:
        """Return what a forecast is made of: `trees 0.55 + season 0.45`."""
        if self.is_new[series]:
            return LIKE_ITS_GROUP
        parts = zip(METHODS, self.parts[series, place], strict=True)
        told = sorted((-part, name) for name, part in parts if part >= SHOWN_PART)
        return " + ".join(f"{name} {-part:.2f}" for part, name in told)

    def table(self, horizon: int | None = None) -> pl.DataFrame:
        """Return a line for each series and week; docs/forecasting.md tells the columns.

        Args:
            horizon: Up to which week ahead; beyond it a series has its own lag alone.
        """
        pairs = [
            (at, place)
            for at, lag in enumerate(self.panel.lags)
            for place, ahead in enumerate(self.horizons)
            if horizon is None or ahead <= horizon or ahead == lag
        ]
        rows, places = np.array([at for at, _ in pairs]), np.array([place for _, place in pairs])
        numbers = {
            "value": self.middle,
            "low": self.low,
            "high": self.high,
            "seasonal_naive": self.seasonal_naive,
            "past_error": self.past_error,
            "naive_error": self.naive_error,
        }
        weeks = [self.panel.monday(self.panel.weeks - 1 + ahead) for ahead in self.horizons]
        return pl.DataFrame(
            {
                "series": [self.panel.names[at] for at in rows],
                "week": [weeks[place] for place in places],
                "ahead": [self.horizons[place] for place in places],
                **{name: given[rows, places] for name, given in numbers.items()},
                "origins": self.origins[rows, places].astype(np.int64),
                "level": [100 * self.level] * len(pairs),
                "coverage": 100 * self.coverage[places],
                "method": [self.method(at, place) for at, place in pairs],
                "cut_off": [self.cut_off] * len(pairs),
                "seed": [self.seed] * len(pairs),
            },
            schema_overrides={"level": pl.Float64, "seed": pl.Int64},
        ).with_columns(pl.col(pl.Float64).fill_nan(None))


def answer(errors: Errors, level: float, seed: int) -> Forecasts:
    """Return the forecasts of the last week of a back-test."""
    done, panel = errors.done, errors.done.known.panel
    middle = done.combined[:, -1]
    tail = (1 - level) / 2
    low, high = errors.quantile(tail), errors.quantile(1 - tail)
    naive = done.foretold[METHODS.index(SEASONAL_NAIVE)]
    actual = _values(done.actual[:, :-1], panel)
    off = np.abs(_values(done.combined[:, :-1], panel) - actual)
    naive_off = np.abs(_values(naive[:, :-1], panel) - actual)
    is_new = np.isnan(done.known.filled[:, -1])
    middle, low, high = _new_like_group(errors, is_new, (middle, low, high), level)
    return Forecasts(
        panel=panel,
        horizons=done.horizons,
        level=level,
        middle=_values(middle, panel),
        low=_values(np.minimum(low, middle), panel),
        high=_values(np.maximum(high, middle), panel),
        seasonal_naive=_values(naive[:, -1], panel),
        past_error=_mean(off),
        naive_error=_mean(naive_off),
        origins=(~np.isnan(off)).sum(axis=1).astype(np.float64),
        coverage=errors.coverage(level),
        parts=done.weights,
        is_new=[bool(each) for each in is_new],
        seed=seed,
    )


def _values(logs: Floats, panel: Panel) -> Floats:
    return histories.from_logs(logs, adds=panel.adds)


def _mean(off: Floats) -> Floats:
    count = (~np.isnan(off)).sum(axis=1)
    return np.where(count > 0, np.nan_to_num(off).sum(axis=1) / np.maximum(count, 1), np.nan)


def _new_like_group(
    errors: Errors, is_new: np.ndarray, told: tuple[Floats, Floats, Floats], level: float
) -> tuple[Floats, Floats, Floats]:
    """Return the forecasts with those of new series: the middle of their group, and its spread.

    The edges hold the share `level` of the edges of the group's series.
    """
    middle, low, high = (each.copy() for each in told)
    groups, tail = errors.done.known.groups, (1 - level) / 2
    for at in np.flatnonzero(is_new):
        alike = ~is_new & (groups == groups[at])
        alike = alike if alike.any() else ~is_new
        middle[at] = np.median(told[0][alike], axis=0)
        low[at] = np.quantile(told[1][alike], tail, axis=0)
        high[at] = np.quantile(told[2][alike], 1 - tail, axis=0)
    return middle, low, high
