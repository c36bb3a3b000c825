"""Firms drawn for the policies, as a Polars table; 5 % of each column is missing."""

import numpy as np
import polars as pl

from bench.eligibility.policies import (
    AMOUNTS,
    CHOICES,
    COUNTS,
    DAYS,
    FLAGS,
    SECTIONS,
    SHARES,
    WAN,
    YEARS,
)

MISSING = 0.05
FIRST_DAY, LAST_DAY = 10_957, 20_088  # days since 1970: 2000-01-01 to 2024-12-31


def firms(count: int, seed: int) -> pl.DataFrame:
    """Return so many firms; the same seed gives the same.

    Money is in whole 万元, above zero, so that peers with single precision hold it exactly.
    """
    rng = np.random.default_rng(seed)

    def column(values: np.ndarray | pl.Series) -> pl.Series:
        there = pl.Series(rng.random(count) >= MISSING)
        return pl.select(pl.when(there).then(pl.Series(values))).to_series()

    found: dict[str, pl.Series] = {"id": pl.Series(np.arange(count, dtype=np.int64))}
    revenue = np.exp(rng.normal(7.0, 1.6, count)).clip(1, 9_000_000)
    for name, share in zip(AMOUNTS, (1, 0.75, 0.06, 0.15, 1.4, 0.8), strict=True):
        for year in YEARS:
            drawn = (
                revenue
                * share
                * np.exp(rng.normal(0, 0.35, count))
                * (1.0 if year == YEARS[0] else 0.92)
            )
            whole = drawn.clip(1, 9_000_000).astype(np.int64)
            found[f"{name}_{year}"] = column(whole * WAN)
    for number, name in enumerate(COUNTS):
        found[name] = column(rng.geometric(1 / (4 + 12 * number), count).astype(np.int64) - 1)
    for name in SHARES:
        found[name] = column((rng.beta(1.2, 6, count) * 1000).astype(np.int64) / 1000)
    for name in FLAGS:
        found[name] = column(rng.random(count) < 0.55)
    for name, codes in CHOICES.items():
        drawn = pl.Series(rng.integers(0, len(codes), count))
        found[name] = column(pl.Series(codes)[drawn])
    for name in DAYS:
        drawn = rng.integers(FIRST_DAY, LAST_DAY, count).astype(np.int32)
        found[name] = column(pl.Series(drawn).cast(pl.Date))
    codes = pl.Series(
        [f"{section}{n}" for section in SECTIONS for n in (11, 12, 20, 31, 32, 40, 51)]
    )
    found["industry"] = column(codes[pl.Series(rng.integers(0, len(codes), count))])
    return pl.DataFrame(found)
