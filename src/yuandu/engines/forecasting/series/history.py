"""What is known of every series in every week, for the methods to look at.

Everything is on logarithms, so that a dear and a cheap kind count alike. Nothing that stands
at a week tells of a later one.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yuandu.engines.forecasting.series import seasons
from yuandu.engines.forecasting.series.tables import Floats, Panel

LATE = 52  # weeks that a spread looks back
PRIOR = 8.0  # weeks that the usual spread of all series weighs against a series' own
LEAST_SPREAD = 0.005


@dataclass(frozen=True, slots=True)
class History:
    """A panel on logarithms.

    Attributes:
        logs: Series × weeks, NaN where nothing was reported.
        filled: The same, the last value standing in; NaN before a series begins.
        since: Weeks since the last value.
        spread: The usual change in a week, as known that week.
        groups: A number for each group.
        festivals, before: As in `seasons`, for the weeks and those ahead.
    """

    panel: Panel
    logs: Floats
    filled: Floats
    since: NDArray[np.int64]
    spread: Floats
    groups: NDArray[np.int64]
    festivals: NDArray[np.int64]
    before: NDArray[np.int64]

    @property
    def series(self) -> int:
        return self.logs.shape[0]


def to_logs(values: Floats, *, adds: bool) -> Floats:
    """Return values as the methods see them; a quantity may be zero."""
    logs: Floats = np.log1p(values) if adds else np.log(values)
    return logs


def from_logs(logs: Floats, *, adds: bool) -> Floats:
    values: Floats = np.maximum(np.expm1(logs), 0.0) if adds else np.exp(logs)
    return values


def history(panel: Panel, ahead: int) -> History:
    """Return what is known of a panel, with a calendar of `ahead` weeks more."""
    logs = to_logs(panel.values, adds=panel.adds)
    at = np.where(np.isnan(logs), -1, np.arange(panel.weeks))
    last = np.maximum.accumulate(at, axis=1)
    filled = np.where(
        last >= 0, np.take_along_axis(logs, np.maximum(last, 0), axis=1), np.nan
    )  # fmt: skip
    names = sorted(set(panel.groups))
    weeks = panel.weeks + ahead
    return History(
        panel=panel,
        logs=logs,
        filled=filled,
        since=np.arange(panel.weeks) - last,
        spread=_spread(filled),
        groups=np.array([names.index(group) for group in panel.groups], np.int64),
        festivals=seasons.distances(panel, weeks),
        before=seasons.year_before(panel, weeks),
    )


def _spread(filled: Floats) -> Floats:
    """Return the root mean square of a year's weekly changes, drawn towards that of all."""
    steps = np.diff(filled, axis=1, prepend=np.nan)
    counts = _late(~np.isnan(steps))
    squares = _late(np.nan_to_num(steps) ** 2)
    everybody = squares.sum(axis=0) / np.maximum(counts.sum(axis=0), 1)
    drawn = (squares + PRIOR * everybody) / (counts + PRIOR)
    spread: Floats = np.maximum(np.sqrt(drawn), LEAST_SPREAD)
    return spread


def _late(values: NDArray[np.generic]) -> Floats:
    """Return the sum of each series' last year of weeks, at every week."""
    sums = np.cumsum(values.astype(np.float64), axis=1)
    late: Floats = sums.copy()
    late[:, LATE:] -= sums[:, :-LATE]
    return late


def trailing_mean(filled: Floats, weeks: int) -> Floats:
    """Return the mean of the last weeks that a series has, at every week."""
    known = ~np.isnan(filled)
    sums, counts = np.cumsum(np.nan_to_num(filled), axis=1), np.cumsum(known, axis=1)
    sums[:, weeks:] = sums[:, weeks:] - sums[:, :-weeks].copy()
    counts[:, weeks:] = counts[:, weeks:] - counts[:, :-weeks].copy()
    return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)
