"""What a forecast promises: no peeking, its own past error, edges that hold, sums that add up."""

import datetime

import numpy as np
import polars as pl
import pytest

from yuandu.engines.forecasting import series
from yuandu.engines.forecasting.series import conformal, forecast_panel, rolling
from yuandu.engines.forecasting.series.tests.drawing import FIRST, lines, panel, values

NAMED = ("value", "low", "high", "seasonal_naive", "past_error", "naive_error")


@pytest.fixture(scope="module")
def told():
    return forecast_panel(panel(values(12, 130)), 4)


def test_a_forecast_of_the_past_is_the_same_whatever_came_later():
    given = values(6, 120)
    origin = 100
    shuffled, rng = given.copy(), np.random.default_rng(1)
    shuffled[:, origin + 1 :] = rng.permuted(given[:, origin + 1 :] * 3, axis=1)
    true, false = (
        rolling.backtest(panel(each), [1, 4], seed=5) for each in (given, shuffled)
    )  # fmt: skip
    past = [at for at, each in enumerate(true.origins) if each <= origin]
    blocks = [block for block in rolling._blocks(len(true.origins)) if block[-1] in past]
    whole = [at for block in blocks for at in block]
    assert len(whole) > 5
    np.testing.assert_array_equal(true.foretold[:, :, whole], false.foretold[:, :, whole])
    np.testing.assert_array_equal(true.combined[:, whole], false.combined[:, whole])
    scales = [conformal.errors(each).scale[:, whole] for each in (true, false)]
    np.testing.assert_array_equal(*scales)


def test_the_same_table_and_seed_give_the_same_forecast(told):
    again = forecast_panel(panel(values(12, 130)), 4)
    assert told.table().equals(again.table())
    other = forecast_panel(panel(values(12, 130)), 4, seed=3)
    assert not told.table().equals(other.table())


def test_the_order_of_lines_changes_nothing():
    days = [FIRST + datetime.timedelta(weeks=week) for week in range(60)]
    rows = [
        (f"s{at}", day, round(float(value), 2))
        for at, each in enumerate(values(3, 60))
        for day, value in zip(days, each, strict=True)
    ]
    table = lines(*rows)
    turned = table.sample(fraction=1, shuffle=True, seed=2)
    assert series.forecast(table, 2).table().equals(series.forecast(turned, 2).table())


def test_every_line_says_how_it_came_about(told):
    table = told.table()
    assert table.height == 12 * 4
    assert table.null_count().sum_horizontal().item() == 0
    line = table.row(0, named=True)
    assert line["week"] == FIRST + datetime.timedelta(weeks=130)
    assert line["cut_off"] == FIRST + datetime.timedelta(weeks=130, days=-1)
    assert (line["level"], line["seed"], line["ahead"]) == (80, series.SEED, 1)
    assert "trees" in line["method"]
    assert line["origins"] > 10


def test_values_lie_between_their_edges_and_a_wider_level_is_wider(told):
    assert (told.low <= told.middle).all()
    assert (told.middle <= told.high).all()
    wide = forecast_panel(panel(values(12, 130)), 4, level=95)
    assert (wide.high - wide.low > told.high - told.low).all()


def test_the_past_error_beats_seasonal_naive_where_levels_wander(told):
    assert told.past_error.mean() < 0.8 * told.naive_error.mean()


def test_eighty_in_a_hundred_lie_inside():
    given = values(40, 142, seed=3)
    known, coming = given[:, :130], given[:, 130:]
    made = forecast_panel(panel(known), 12)
    inside = (coming >= made.low) & (coming <= made.high)
    assert 0.7 < inside.mean() < 0.9
    assert 70 < 100 * np.nanmean(made.coverage) < 90


def test_seasonal_naive_is_the_same_week_of_the_last_year_that_is_known():
    given = values(2, 80)
    made = forecast_panel(panel(given), (1, 30))
    np.testing.assert_allclose(made.seasonal_naive[:, 0], given[:, 80 - 52])
    np.testing.assert_allclose(made.seasonal_naive[:, 1], given[:, 79 + 30 - 52])


def test_a_series_has_its_own_lag_beside_the_weeks_asked_for():
    day = [f"2025-W{week:02}" for week in range(1, 31)]
    table = lines(*[(name, each, 5) for name in ("甲", "乙") for each in day])
    table = table.with_columns(lag=pl.when(pl.col("series") == "甲").then(pl.lit("20")))
    ahead = series.forecast(table, 2).table(2).group_by("series").agg("ahead").sort("series")
    assert dict(ahead.iter_rows()) == {"乙": [1, 2], "甲": [1, 2, 20]}


def test_a_new_series_is_foretold_like_its_group_and_says_so():
    given = values(9, 110)
    given[4:8] *= 10
    given[8] = np.nan
    groups = ["cheap"] * 4 + ["dear"] * 5
    made = forecast_panel(panel(given, groups=groups), 3)
    dear = made.middle[4:8]
    assert (made.middle[8] >= dear.min(axis=0)).all()
    assert (made.middle[8] <= dear.max(axis=0)).all()
    assert (made.high[8] - made.low[8] > (made.high - made.low)[4:8].min(axis=0)).all()
    line = made.table().filter(series="s008").row(0, named=True)
    assert line["method"] == "like-its-group"
    assert (line["past_error"], line["origins"]) == (None, 0)


def test_a_young_series_takes_the_season_of_its_group():
    given = values(8, 140)
    given[7, :130] = np.nan
    made = forecast_panel(panel(given), 12)
    assert np.isfinite(made.middle[7]).all()
    move = np.log(made.middle[:, -1] / given[:, -1])
    assert abs(move[7] - np.median(move[:7])) < 0.3


def test_quantities_of_groups_markets_and_all_add_up():
    given = np.round(values(6, 120) * 100)
    given[2, 50:60] = 0
    given[3, 70] = np.nan
    made = panel(given, groups=["a", "a", "a", "b", "b", "b"], adds=True)
    made.markets[:] = ["x", "y", "x", "y", "x", "y"]
    sums = forecast_panel(made, 3)
    at = {name: place for place, name in enumerate(sums.panel.names)}
    assert set(at) >= {"group:a", "group:b", "market:x", "market:y", "all"}
    np.testing.assert_allclose(sums.middle[at["group:a"]], sums.middle[:3].sum(axis=0))
    np.testing.assert_allclose(sums.middle[at["market:x"]], sums.middle[[0, 2, 4]].sum(axis=0))
    np.testing.assert_allclose(sums.middle[at["all"]], sums.middle[:6].sum(axis=0))
    assert (sums.middle >= 0).all()
    assert ((sums.low <= sums.middle) & (sums.middle <= sums.high)).all()


def test_a_history_too_short_to_look_back_gives_a_value_and_no_edges():
    made = forecast_panel(panel(values(2, 6)), 2)
    assert np.isfinite(made.middle).all()
    table = made.table()
    assert table["low"].null_count() == table["past_error"].null_count() == table.height


def test_one_line_alone_is_foretold_as_it_stands():
    made = series.forecast(lines(("甲", "2026-W02", 3)), 2)
    np.testing.assert_allclose(made.middle, [[3, 3]])


def test_gaps_and_flat_series_are_no_trouble():
    given = values(5, 120)
    given[0] = 8
    given[1, 20:80] = np.nan
    given[2, 60:] = np.nan
    made = forecast_panel(panel(given), 3)
    assert all(made.table()[name].drop_nulls().is_finite().all() for name in NAMED)
    assert np.isfinite(made.middle).all()


def test_far_ahead_a_band_is_as_wide_as_errors_were_or_there_is_none():
    # Of errors at 70 weeks none is known while the first are made: their unit was a guess.
    given = np.exp(np.random.default_rng(5).normal(2, 0.1, (14, 150)))  # that does not wander
    told = forecast_panel(panel(given), (4, 70))
    off = told.past_error / told.middle
    width = (told.high - told.low) / told.middle
    assert np.all(np.isnan(width[:, 1]) | (width[:, 1] > 0.5 * off[:, 1]))
