"""Prices of the weeks to come: how right, against seasonal naive and single methods, and how fast.

    python -m bench forecasts [--data DIR] [--cuts N] [--series N] [--weeks N]

Rolling origin over real series (`../shared/data`): five markets of anthurium, and the hundred items
of Xinfadi with the most days. From each of the last cuts, two weeks apart, 12 weeks are foretold from what
was known then. The score is the pinball loss at nine quantiles, in units of a series' usual weekly
change before the first cut. Peers: seasonal naive, every single method of the engine with edges made
the same way, and StatsForecast's SeasonalNaive, AutoETS and AutoTheta with their own. The single
method is chosen by the earlier half of the cuts and held against ours on the later half.

The clock runs over series made up from a seed, with intervals and their back-tests, from the table on.
"""

import argparse
import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl
from statsforecast import StatsForecast
from statsforecast.models import AutoETS, AutoTheta, SeasonalNaive

from bench import measure
from yuandu.engines.forecasting import series
from yuandu.engines.forecasting.series import Panel, conformal, rolling, tables
from yuandu.engines.forecasting.series import history as histories

DATA = Path("../shared/data")
AHEAD = 12
EVERY = 2  # weeks between two cuts
QUANTILES = tuple(tenth / 10 for tenth in range(1, 10))
LEVELS = (20, 40, 60, 80)
MIDDLE = 0.5
GOAL_SERIES, GOAL_SECONDS = 2_600, 60.0
OURS, NAIVE = "combined", "seasonal-naive"


@dataclass(slots=True)
class Scores:
    """Losses by method and cut, and whether values lay inside the band of 80 %."""

    losses: dict[str, list[float]]
    inside: list[np.ndarray]
    half: int

    def mean(self, name: str, part: slice = slice(None)) -> float:
        return float(np.mean(self.losses[name][part]))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--cuts", type=int, default=26)
    parser.add_argument("--series", type=int, default=GOAL_SERIES)
    parser.add_argument("--weeks", type=int, default=156)
    asked = parser.parse_args()
    measure.surroundings("numpy", "lightgbm", "statsforecast")
    speed(asked.series, asked.weeks)
    for title, read in (("anthurium, five markets", anthurium), ("Xinfadi, 100 items", xinfadi)):
        try:
            panel = tables.read(read(asked.data))
        except OSError:
            print(f"no data for {title} in {asked.data}: name the folder with --data")
            continue
        tell(title, panel, score(panel, asked.cuts))


def speed(count: int, weeks: int) -> None:
    """Time a table of made-up series, from the table to the forecasts."""
    rng = np.random.default_rng(measure.SEED)
    year = 2 * np.pi * (np.arange(weeks) + rng.integers(0, 52, (count, 1))) / 52
    level = rng.normal(2, 0.5, (count, 1)) + np.cumsum(rng.normal(0, 0.05, (count, weeks)), 1)
    values = np.exp(level + 0.2 * np.sin(year) + rng.normal(0, 0.05, (count, weeks)))
    values[rng.random(values.shape) < 0.05] = np.nan
    first = datetime.date(2023, 1, 2)
    table = pl.DataFrame(
        {
            "series": np.repeat([f"s{at:04}" for at in range(count)], weeks),
            "day": [first + datetime.timedelta(weeks=week) for week in range(weeks)] * count,
            "value": values.ravel(),
            "group": np.repeat([f"g{at % 13}" for at in range(count)], weeks),
        }
    ).with_columns(pl.col("value").fill_nan(None))
    with measure.timed() as run:
        told = series.forecast(table, AHEAD)
        lines = told.table().height
    print(
        f"{count:,} series of {weeks} weeks, {lines:,} lines with intervals: {run.seconds:.1f} s; "
        f"{np.nanmean(told.coverage):.1%} inside the band of 80 % in the engine's own look back"
    )
    if count == GOAL_SERIES:
        goal = f"{count:,} series with intervals in {GOAL_SECONDS:.0f} s"
        measure.claim(goal, run.seconds <= GOAL_SECONDS)


def anthurium(data: Path) -> pl.DataFrame:
    rows = pl.read_csv(data / "flowers_tw_anthurium/anthurium_daily.csv.gz")
    return rows.select(series="market", day="date", value="avg_price")


def xinfadi(data: Path) -> pl.DataFrame:
    rows = pl.read_csv(
        data / "produce_xinfadi/xinfadi_daily_prices.csv.gz", infer_schema_length=None
    ).filter(pl.col("avg") > 0)
    daily = rows.group_by("item", "date").agg(
        pl.col("avg").mean(), pl.col("group").sort().first()
    )  # fmt: skip
    longest = (
        daily.group_by("item").len().sort("len", "item", descending=[True, False]).head(100)
    )  # fmt: skip
    kept = daily.join(longest, on="item", how="semi")
    return kept.select(
        series="item", day="date", value="avg", group=pl.col("group").sort().first().over("item")
    )


def score(panel: Panel, cuts: int) -> Scores:
    """Return the losses of ours and of every peer, from each cut."""
    last = panel.weeks - AHEAD - 1
    weeks = [last - EVERY * back for back in reversed(range(cuts))]
    usual = np.nanmean(np.abs(np.diff(panel.values[:, : weeks[0] + 1], axis=1)), axis=1)
    found = Scores({}, [], cuts // 2)
    for week in weeks:
        known = replace(panel, values=panel.values[:, : week + 1])
        came = panel.values[:, week + 1 : week + 1 + AHEAD]
        for name, quantiles in (_ours(known) | _statsforecast(known)).items():
            loss = sum(_pinball(came, quantiles[each], each) for each in QUANTILES)
            scaled = np.nanmean(loss / len(QUANTILES) / usual[:, None])
            found.losses.setdefault(name, []).append(float(scaled))
            if name == OURS:
                inside = (came >= quantiles[0.1]) & (came <= quantiles[0.9])
                found.inside.append(np.where(np.isnan(came), np.nan, inside))
    return found


def _pinball(came: np.ndarray, told: np.ndarray, probability: float) -> np.ndarray:
    return 2 * np.where(
        came >= told, probability * (came - told), (1 - probability) * (told - came)
    )


def _ours(known: Panel) -> dict[str, dict[float, np.ndarray]]:
    done = rolling.backtest(known, range(1, AHEAD + 1), measure.SEED)
    singles = dict(zip(rolling.METHODS, done.foretold, strict=True))
    found = {}
    for name, foretold in {OURS: done.combined, **singles}.items():
        errors = conformal.errors(replace(done, combined=foretold))
        found[name] = {
            each: histories.from_logs(
                foretold[:, -1] if each == MIDDLE else errors.quantile(each), adds=False
            )
            for each in QUANTILES
        }
    return found


def _statsforecast(known: Panel) -> dict[str, dict[float, np.ndarray]]:
    """Return StatsForecast's quantiles, of gaps filled with the last value."""
    filled = np.exp(histories.history(known, 0).filled)
    names = [f"{at:03}" for at in range(len(known.names))]
    frame = pl.DataFrame(
        {
            "unique_id": np.repeat(names, known.weeks),
            "ds": list(range(known.weeks)) * len(names),
            "y": filled.ravel(),
        }
    ).filter(pl.col("y").is_not_nan())
    models = [SeasonalNaive(52), AutoETS(season_length=1), AutoTheta(season_length=1)]
    told = StatsForecast(models, freq=1).forecast(df=frame, h=AHEAD, level=list(LEVELS))
    told = told.sort("unique_id", "ds").to_pandas()
    found = {}
    for model in ("SeasonalNaive", "AutoETS", "AutoTheta"):
        last = np.repeat(filled[:, -1:], AHEAD, axis=1)  # what has no year before it has this
        columns = {MIDDLE: model} | {
            (100 + sign * level) / 200: f"{model}-{side}-{level}"
            for side, sign in (("lo", -1), ("hi", 1))
            for level in LEVELS
        }
        found[f"StatsForecast {model}"] = {
            each: np.where(np.isnan(given), last, given)
            for each, column in columns.items()
            for given in [told[column].to_numpy().reshape(last.shape)]
        }
    return found


def tell(title: str, panel: Panel, found: Scores) -> None:
    """Print the table of losses and what became of the goals."""
    half = found.half
    print(f"\n{title}: {len(panel.names)} series, {panel.weeks} weeks, {2 * half} cuts")
    print(f"  {'scaled pinball loss':28} {'all':>8} {'earlier':>8} {'later':>8}")
    for name in sorted(found.losses, key=found.mean):
        parts = (slice(None), slice(half), slice(half, None))
        print(f"  {name:28}", *(f"{found.mean(name, part):8.3f}" for part in parts))
    better = 1 - found.mean(OURS) / found.mean(NAIVE)
    theirs = 1 - found.mean(OURS) / found.mean("StatsForecast SeasonalNaive")
    print(f"  against seasonal naive {better:.1%} less, StatsForecast's {theirs:.1%} less")
    measure.claim(f"{title}: at least 20 % less than seasonal naive", better >= 0.2)
    singles: Sequence[str] = [name for name in found.losses if name != OURS]
    best = min(singles, key=lambda name: found.mean(name, slice(half)))
    later = slice(half, None)
    ratio = 1 - found.mean(OURS, later) / found.mean(best, later)
    print(f"  best single of the earlier half: {best}; ours {ratio:.1%} less on the later")
    measure.claim(f"{title}: better than the best single method", ratio > 0)
    inside = np.array(found.inside)
    by_week = " ".join(f"{each:.0%}" for each in np.nanmean(inside, axis=(0, 1)))
    print(f"  inside the band of 80 %: {np.nanmean(inside):.1%}; by week ahead {by_week}")
    measure.claim(f"{title}: 75 to 85 % inside", 0.75 <= np.nanmean(inside) <= 0.85)


if __name__ == "__main__":
    main()
