"""Markets made up from a seed: prices with a season, a wandering level and noise."""

import datetime

import numpy as np
import polars as pl

from yuandu.engines.forecasting.series import Panel

FIRST = datetime.date(2023, 1, 2)


def values(series: int, weeks: int, seed: int = 7) -> np.ndarray:
    rng = np.random.default_rng(seed)
    year = 2 * np.pi * np.arange(weeks) / 52
    level = rng.normal(2, 0.5, (series, 1)) + np.cumsum(rng.normal(0, 0.03, (series, weeks)), 1)
    noise = rng.normal(0, 0.05, (series, weeks))
    return np.exp(level + 0.25 * np.sin(year) + noise)


def panel(given: np.ndarray, *, groups: list[str] | None = None, adds: bool = False) -> Panel:
    series, weeks = given.shape
    return Panel(
        names=[f"s{at:03}" for at in range(series)],
        groups=groups or [""] * series,
        markets=[""] * series,
        lags=np.zeros(series, np.int64),
        first=FIRST,
        values=given,
        adds=adds,
        cut_off=FIRST + datetime.timedelta(weeks=weeks, days=-1),
    )


def lines(*rows: tuple, **more: list) -> pl.DataFrame:
    """Return a table of (series, day, value) as a CSV gives it."""
    names = ("series", "day", "value")
    table = {name: [str(row[at]) for row in rows] for at, name in enumerate(names)}
    return pl.DataFrame(table | more)
