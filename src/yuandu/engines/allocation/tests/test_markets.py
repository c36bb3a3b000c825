import polars as pl
import pytest

from yuandu.engines.allocation import Bad, read
from yuandu.engines.allocation.tests.markets import growers, lanes, orders


def problems(asked=None, offered=None, roads=None):
    with pytest.raises(Bad) as caught:
        read(
            orders({"order": "O"}) if asked is None else asked,
            growers({"grower": "G"}) if offered is None else offered,
            roads,
        )
    return [(each.table, each.line, each.column, each.why) for each in caught.value.problems]


@pytest.mark.parametrize(
    ("line", "column", "why"),
    [
        ({"order": None}, "order", "empty"),
        ({"order": "  "}, "order", "empty"),
        ({"quantity": "12.5"}, "quantity", "not-whole"),
        ({"quantity": "0"}, "quantity", "too-small"),
        ({"quantity": "-3"}, "quantity", "too-small"),
        ({"quantity": "1000000001"}, "quantity", "too-large"),
        ({"price": "十二"}, "price", "not-money"),
        ({"price": "1.234"}, "price", "not-money"),
        ({"price": "-1"}, "price", "too-small"),
        ({"from": "2026年12月"}, "from", "not-a-day"),
        ({"from": "2026-02-30"}, "from", "not-a-day"),
        ({"until": "2026-11-30"}, "until", "until-before-from"),
        ({"priority": "0"}, "priority", "too-small"),
        ({"grade": "特级"}, "grade", "not-whole"),
    ],
)
def test_every_bad_cell_is_told_with_its_line_and_column(line, column, why):
    assert problems(orders({"order": "N"}, {"order": "O"} | line)) == [("orders", 2, column, why)]


def test_all_problems_of_all_tables_are_told_at_once():
    found = problems(
        orders({"order": "O", "price": "x", "grade": "y"}),
        growers({"grower": "G", "ask": ""}),
        lanes({"cost": "z"}),
    )

    assert found == [
        ("orders", 1, "grade", "not-whole"),
        ("orders", 1, "price", "not-money"),
        ("growers", 1, "ask", "empty"),
        ("lanes", 1, "cost", "not-money"),
    ]


def test_a_line_that_stands_twice_and_a_grower_with_two_totals_are_told():
    assert problems(orders({"order": "O"}, {"order": "O"})) == [("orders", 2, "order", "twice")]
    assert problems(offered=growers({"grower": "G"}, {"grower": "G"})) == [
        ("growers", 2, "grower", "twice")
    ]
    two = growers({"grower": "G", "total": 5}, {"grower": "G", "kind": "红掌", "total": 6})
    assert problems(offered=two) == [("growers", 2, "total", "totals-differ")]
    groups = growers({"grower": "G"}, {"grower": "G", "kind": "红掌", "group": "small"})
    assert problems(offered=groups) == [("growers", 2, "group", "groups-differ")]


def test_a_column_that_is_missing_is_told_and_one_that_may_be_is_not():
    asked = orders({"order": "O"}).drop("price", "priority")

    assert problems(asked) == [("orders", 0, "price", "missing-column")]
    assert read(orders({"order": "O"}).drop("priority"), growers({"grower": "G"}), None)


@pytest.mark.parametrize("price", [12.5, "12.50", "12.5", " 12.500 "])
def test_money_is_read_to_the_cent_from_text_and_from_numbers(price):
    asked = orders({"order": "O"}).with_columns(price=pl.lit(price))

    assert read(asked, growers({"grower": "G"}), None).orders["price"].to_list() == [1250]


def test_days_may_carry_a_time_and_types_of_parquet_are_taken():
    asked = orders({"order": "O"}).with_columns(
        pl.col("quantity").cast(pl.Int32), pl.col("from", "until").str.to_datetime("%Y-%m-%d")
    )

    assert read(asked, growers({"grower": "G"}), None).orders["quantity"].to_list() == [10]
