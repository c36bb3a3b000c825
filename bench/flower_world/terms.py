"""What the platform's answers have in common; all of it set before any run."""

from datetime import date
from typing import Any

import numpy as np
import polars as pl

from bench.flower_world.seen import Window
from yuandu.engines.allocation import Market, dock

FLEXIBILITY = 0.7  # of prices, taken for granted and not fitted
DECAY = 0.4  # of what is left, a week, as the trade knows it
WEEK = date(2026, 1, 5), date(2026, 1, 11)  # the same for all: time is the lag


def mean(numbers: Any, *, axis: int, empty: float = 0.0) -> Any:
    """Return means over what was published; where nothing was, `empty`."""
    known = ~np.isnan(numbers)
    count = known.sum(axis=axis)
    total = np.where(known, numbers, 0.0).sum(axis=axis)
    return np.where(count > 0, total / np.maximum(count, 1), empty)


def last(weeks: Any, *, empty: float = 0.0) -> Any:
    """Return of each cell what was published last; where nothing was, `empty`."""
    found = np.full(weeks.shape[1:], np.nan)
    for week in weeks[::-1]:
        found = np.where(np.isnan(found), week, found)
    return np.where(np.isnan(found), empty, found)


def words(numbers: Any) -> pl.Series:
    """Return numbers as the names that engines go by."""
    return pl.Series(numbers).cast(pl.String)


def docked(window: Window, orders: pl.DataFrame, offers: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs that the product's docking gives something; grades and weeks fit here."""
    weeks = {"from": pl.lit(WEEK[0]), "until": pl.lit(WEEK[1])}
    market = Market(
        orders.with_columns(grade=pl.lit(2), priority=pl.lit(1), **weeks),
        offers.with_columns(grade=pl.lit(1), merit=pl.lit(0), group=pl.lit(""), **weeks),
        window.lanes,
    )
    return dock(market).pairs.filter(pl.col("units") > 0)
