"""Quantities of groups, of markets and of the city that are the sums of their series.

Each sum is foretold for itself too. What then does not add up is shared out so that forecasts
with large past errors move most: the minimum trace of Wickramasuriya, Athanasopoulos and
Hyndman (2019), with the errors of different series taken as unrelated.
"""

from dataclasses import replace

import numpy as np

from yuandu.engines.forecasting.series.answers import Forecasts
from yuandu.engines.forecasting.series.tables import Floats, Panel

GROUP, MARKET, ALL = "group:", "market:", "all"
OF_SUMS = "\0sums"  # the group in which sums help each other; no name that is read holds it
STANDS_IN = 4  # weeks that a last value stands in for one that was not reported


def with_sums(panel: Panel) -> tuple[Panel, Floats]:
    """Return a panel with a series for each group, each market and all; and who adds up to them.

    The second is sums × series, of 1 where a series belongs to a sum. A sum of one series alone
    is no sum.
    """
    sets = {ALL: np.ones(len(panel.names))}
    for word, names in ((GROUP, panel.groups), (MARKET, panel.markets)):
        for name in sorted(set(names) - {""}):
            sets[word + name] = np.array([float(each == name) for each in names])
    sets = {
        name: members
        for name, members in sets.items()
        if members.sum() > 1 and (name == ALL or members.sum() < len(panel.names))
    }
    adding = np.array(list(sets.values())).reshape(len(sets), len(panel.names))
    told = _standing_in(panel.values)
    sums = adding @ np.nan_to_num(told)
    sums[adding @ ~np.isnan(told) == 0] = np.nan
    extra = len(sets)
    whole = replace(
        panel,
        names=[*panel.names, *sets],
        groups=[*panel.groups, *[OF_SUMS] * extra],
        markets=[*panel.markets, *[""] * extra],
        lags=np.concatenate([panel.lags, np.zeros(extra, np.int64)]),
        values=np.concatenate([panel.values, sums]),
    )
    return whole, adding


def _standing_in(values: Floats) -> Floats:
    told = values.copy()
    for week in range(1, values.shape[1]):
        recent = values[:, max(0, week - STANDS_IN) : week + 1]
        at = np.where(np.isnan(recent), -1, np.arange(recent.shape[1])).max(axis=1)
        last = np.take_along_axis(recent, np.maximum(at, 0)[:, None], 1)[:, 0]
        told[:, week] = np.where(at >= 0, last, np.nan)
    return told


def reconciled(told: Forecasts, adding: Floats) -> Forecasts:
    """Return forecasts of a panel of `with_sums` that add up; their edges move along."""
    if not len(adding):
        return told
    series = adding.shape[1]
    middle = told.middle.copy()
    for place in range(middle.shape[1]):
        middle[:, place] = _adding_up(middle[:, place], _trust(told, place), adding)
    middle[series:] = adding @ middle[:series]
    moved = np.where(told.middle > 0, middle / np.where(told.middle > 0, told.middle, 1.0), 1.0)
    return replace(told, middle=middle, low=told.low * moved, high=told.high * moved)


def _trust(told: Forecasts, place: int) -> Floats:
    """Return the variance of each forecast: its past error squared, or a usual one."""
    error = told.past_error[:, place]
    known = ~np.isnan(error) & (told.middle[:, place] > 0)
    part = np.median(error[known] / told.middle[known, place]) if known.any() else 0.3
    error = np.where(np.isnan(error), part * told.middle[:, place], error)
    return np.maximum(error, 1e-9) ** 2


def _adding_up(base: Floats, variance: Floats, adding: Floats) -> Floats:
    series = adding.shape[1]
    gap = base[series:] - adding @ base[:series]
    # U W U' for the constraint that each sum less its series is nothing.
    among = adding * variance[:series] @ adding.T + np.diag(variance[series:])
    shares = np.linalg.solve(among, gap)
    moved = base.copy()
    moved[:series] += variance[:series] * (adding.T @ shares)
    moved[:series] = np.maximum(moved[:series], 0.0)
    return moved
