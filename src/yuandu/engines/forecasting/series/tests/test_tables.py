import datetime

import numpy as np
import polars as pl
import pytest

from yuandu.engines.forecasting.series import Bad, read
from yuandu.engines.forecasting.series.tests.drawing import lines


def why(table, **how):
    with pytest.raises(Bad) as caught:
        read(table, **how)
    return [(each.line, each.column, each.why) for each in caught.value.problems]


def test_a_week_has_the_mean_of_its_prices_and_the_sum_of_its_quantities():
    table = lines(
        ("甲", "2026-01-05", 2), ("甲", "2026-01-11", 4), ("甲", "2026-01-19", 5)
    )  # fmt: skip
    prices, quantities = read(table), read(table, adds=True)
    assert prices.first == datetime.date(2026, 1, 5)
    np.testing.assert_array_equal(prices.values, [[3, np.nan, 5]])
    # The third week is not over, so that its sum says nothing yet.
    np.testing.assert_array_equal(quantities.values, [[6, np.nan]])
    assert prices.cut_off == datetime.date(2026, 1, 19)


def test_a_week_by_its_iso_name_is_its_monday():
    panel = read(lines(("甲", "2026-W02", 3), ("甲", "2026-w04", 5)))
    np.testing.assert_array_equal(panel.values, [[3, np.nan, 5]])


def test_an_empty_value_was_not_reported_and_a_series_may_have_none():
    panel = read(lines(("甲", "2026-W02", 3), ("新", "2026-W02", "")))
    assert sorted(panel.names) == sorted(["新", "甲"])
    assert np.isnan(panel.values).sum() == 1


def test_every_bad_line_is_told_with_its_column():
    table = lines(
        ("甲", "2026-01-05", "三元"),
        ("甲", "05/01/2026", 4),
        ("", "2026-01-06", 4),
        ("甲", "2026-01-07", 0),
        ("甲", "2026-01-08", -1),
        ("甲", "2026-01-09", "inf"),
        ("甲", "2026-01-10", 2e12),
        ("甲", "2026-01-10", 3),
    )
    assert why(table) == [
        (1, "value", "not-a-number"),
        (2, "day", "not-a-day"),
        (3, "series", "empty"),
        (4, "value", "not-above-zero"),
        (5, "value", "not-above-zero"),
        (6, "value", "not-a-number"),
        (7, "value", "too-large"),
        (8, "day", "twice"),
    ]


def test_a_quantity_may_be_nothing_but_not_less():
    assert read(lines(("甲", "2026-W02", 0)), adds=True).values.tolist() == [[0]]
    assert why(lines(("甲", "2026-W02", -3)), adds=True) == [(1, "value", "below-zero")]


@pytest.mark.parametrize(
    ("column", "given", "told"),
    [
        ("group", ["a", "b"], "groups-differ"),
        ("market", ["a", "b"], "markets-differ"),
        ("lag", ["3", "4"], "lags-differ"),
        ("lag", ["0", "0"], "not-a-lag"),
        ("lag", ["3.5", "3.5"], "not-a-lag"),
    ],
)
def test_what_is_said_of_a_series_is_said_alike_and_makes_sense(column, given, told):
    table = lines(("甲", "2026-W02", 3), ("甲", "2026-W03", 4), **{column: given})
    assert told in {each[2] for each in why(table)}


def test_a_table_without_its_columns_values_or_a_credible_span_is_told():
    assert why(lines(("甲", "2026-W02", 3)).drop("value")) == [(0, "value", "missing-column")]
    assert why(lines(("甲", "2026-W02", ""))) == [(0, "value", "no-values")]
    assert why(lines(("甲", "2026-01-05", 3), ("甲", "1926-01-05", 3))) == [(0, "day", "too-long")]


def typed(table: pl.DataFrame) -> pl.LazyFrame:
    """Return what a lake gives of a table: dates and numbers, not read yet."""
    return table.lazy().with_columns(
        pl.col("day").str.to_date(), pl.col("value").cast(pl.Float64, strict=False)
    )


def test_a_table_not_read_yet_is_folded_to_the_same_weeks():
    days = [datetime.date(2024, 12, 20) + datetime.timedelta(days) for days in range(800)]
    rows = [(name, day, 1 + day.toordinal() % 17) for name in ("甲", "乙") for day in days]
    table = lines(*rows, ("新", days[0], ""), group=["花"] * (2 * len(days) + 1))
    for adds in (False, True):
        here, there = read(table, adds=adds), read(typed(table), adds=adds)
        np.testing.assert_array_equal(here.values, there.values)
        assert [here.names, here.groups, here.first] == [there.names, there.groups, there.first]
        assert here.cut_off == there.cut_off
        assert list(here.lags) == list(there.lags)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("甲", "2026-01-06", 0), [("value", "not-above-zero")]),
        (("甲", "2026-01-06", "nan"), [("value", "not-a-number")]),
        (("甲", "2026-01-06", "inf"), [("value", "not-a-number")]),
        (("甲", "2026-01-06", 2e12), [("value", "too-large")]),
        (("甲", "2026-01-05", 3), [("day", "twice")]),
        (("", "2026-01-06", 3), [("series", "empty")]),
    ],
)
def test_what_is_wrong_with_a_table_not_read_yet_names_series_and_week(row, told):
    table = typed(lines(("甲", "2026-01-05", 3), row))
    assert why(table) == [(0, *each) for each in told]
    with pytest.raises(Bad) as caught:
        read(table)
    assert "2026-01-05" in caught.value.problems[0].value


def test_a_table_not_read_yet_has_the_right_types():
    table = lines(("甲", "2026-01-05", 3)).lazy()
    assert why(table) == [(0, "day", "not-a-day"), (0, "value", "not-a-number")]
    assert why(table.drop("value")) == [(0, "value", "missing-column")]
