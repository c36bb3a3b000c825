import csv
import io

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuandu.cli.dock import as_yuan
from yuandu.engines.allocation import Overflow, answers, dock, read, standalone, tables
from yuandu.engines.allocation.tests.markets import DAYS, PLACES, growers, lanes, markets, orders

PATIENT = settings(deadline=None)  # the solver waits where other work runs


def rows(table: pl.DataFrame | None) -> list[dict[str, str]] | None:
    """Return a table as the checker reads it from its file."""
    return None if table is None else list(csv.DictReader(io.StringIO(as_yuan(table).write_csv())))


def checked(asked, offered, roads, result, proof):
    """Return what the checker finds wrong, what the docking counts and what none can exceed."""
    check = standalone.Check(rows(asked), rows(offered), proof, rows(roads))
    limit = check.prices()
    return check.wrong, check.docked(result), limit


def docked(asked, offered, roads=None, floors=None):
    docking = dock(read(asked, offered, roads), floors)
    return {
        (row["order"], row["grower"]): row["quantity"]
        for row in tables.assignments(docking).iter_rows(named=True)
    }


FLOORS = st.dictionaries(st.sampled_from(("small", "new")), st.sampled_from((0.3, 0.8, 1.0)))


@PATIENT
@given(markets(), FLOORS)
def test_a_checker_that_shares_no_line_proves_every_docking(market, floors):
    asked, offered, roads = market

    docking = dock(read(asked, offered, roads), floors)

    result, proof = rows(tables.assignments(docking)), rows(tables.certificate(docking))
    wrong, reached, limit = checked(asked, offered, roads, result, proof)
    assert wrong == []
    assert reached == limit == docking.objective == docking.bound


@PATIENT
@given(markets(priorities=1, groups=("",)))
def test_the_checker_refuses_a_docking_that_one_unit_is_missing_of(market):
    asked, offered, roads = market
    docking = dock(read(asked, offered, roads))
    result = rows(tables.assignments(docking))
    if not any(int(row["quantity"]) > 1 and row["worth"] != "0.00" for row in result):
        return
    row = next(row for row in result if int(row["quantity"]) > 1 and row["worth"] != "0.00")
    row["quantity"] = str(int(row["quantity"]) - 1)

    proof = rows(tables.certificate(docking))
    _wrong, reached, limit = checked(asked, offered, roads, result, proof)

    assert reached < limit


def test_the_checker_tells_what_nobody_may():
    asked, offered = orders({"order": "O"}), growers({"grower": "G"})
    docking = dock(read(asked, offered, None))
    proof = rows(tables.certificate(docking))
    too_much = [{"order": "O", "offer": "1", "quantity": "11"}]

    assert checked(asked, offered, None, too_much, proof)[0] == [
        "order O: 11 of 10",
        "offer 1: 11 of 10",
    ]
    cheaper = [row | {"price": "0.00"} for row in proof]
    assert checked(asked, offered, None, [], cheaper)[0] == [
        "O × offer 1: worth more than its prices"
    ]


def test_the_flower_goes_where_it_is_worth_most():
    asked = orders({"order": "near", "price": "9"}, {"order": "far", "price": "10"})
    offered = growers({"grower": "G", "quantity": 15})
    roads = lanes({}, {"place": PLACES[1], "cost": "0"})

    assert docked(asked, offered, roads) == {("far", "G"): 10, ("near", "G"): 5}


@pytest.mark.parametrize(
    ("order", "offer", "reason"),
    [
        ({"kind": "红掌"}, {}, "no-such-kind"),
        ({"grade": 1}, {"grade": 2}, "grade"),
        ({"from": DAYS[7], "until": DAYS[9]}, {}, "weeks"),
        ({"market": "乌鲁木齐"}, {}, "lane"),
        ({"price": "3.99"}, {}, "price"),
        ({"quantity": 4}, {"quantity": 4}, "full"),
    ],
)
def test_who_goes_without_is_told_the_condition_that_no_partner_meets(order, offer, reason):
    docking = dock(
        read(orders({"order": "O"} | order), growers({"grower": "G"} | offer), lanes({}))
    )

    assert answers.orders(docking)["reason"].to_list() == [reason]
    assert answers.offers(docking)["reason"].to_list() == [reason]


def test_a_grower_gives_no_more_than_the_total_of_the_greenhouse():
    asked = orders({"order": "O", "quantity": 50}, {"order": "P", "quantity": 50, "kind": "红掌"})
    offered = growers(
        {"grower": "G", "quantity": 10, "total": 12},
        {"grower": "G", "quantity": 10, "total": 12, "kind": "红掌", "ask": "3"},
    )
    docking = dock(read(asked, offered, None))

    assert docked(asked, offered) == {("O", "G"): 2, ("P", "G"): 10}
    assert answers.offers(docking)["reason"].to_list() == ["total", "full"]


def test_demand_beyond_all_capacity_is_served_by_priority_whatever_it_pays():
    asked = orders(
        {"order": "hospital", "priority": 1, "price": "5"},
        {"order": "rich", "priority": 2, "price": "500"},
    )
    offered = growers({"grower": "G", "quantity": 12})
    docking = dock(read(asked, offered, None))

    assert docked(asked, offered) == {("hospital", "G"): 10, ("rich", "G"): 2}
    assert answers.orders(docking)["reason"].to_list() == ["full", "partly"]
    assert answers.orders(docking)["left"].to_list() == [0, 8]


def test_a_floor_keeps_the_small_in_even_where_the_large_are_cheaper():
    asked = orders({"order": "O", "quantity": 100})
    offered = growers(
        {"grower": "large", "quantity": 100, "ask": "1"},
        {"grower": "small", "quantity": 100, "ask": "5", "group": "small"},
    )

    assert docked(asked, offered) == {("O", "large"): 100}
    assert docked(asked, offered, floors={"small": 0.8}) == {
        ("O", "large"): 60,
        ("O", "small"): 40,
    }
    docking = dock(read(asked, offered, None), {"small": 0.8})
    assert answers.offers(docking)["reason"].to_list() == ["partly", "partly"]


def test_who_goes_without_by_priority_is_told_that_no_price_would_help():
    asked = orders({"order": "first"}, {"order": "second", "priority": 2, "price": "500"})
    docking = dock(read(asked, growers({"grower": "G"}), None))

    assert answers.orders(docking)["reason"].to_list() == ["full", "rule"]


def test_merit_decides_between_equal_offers():
    asked = orders({"order": "O"})
    offered = growers({"grower": "new"}, {"grower": "reliable", "merit": "0.01"})

    assert docked(asked, offered) == {("O", "reliable"): 10}


def _moved(table, line, column, by):
    cents = round(float(table[column][line]) * 100) + by
    return table.with_columns(
        pl.when(pl.int_range(table.height) == line)
        .then(pl.lit(f"{cents / 100:.2f}"))
        .otherwise(pl.col(column))
        .alias(column)
    )


@PATIENT
@given(markets(), FLOORS)
def test_an_offer_that_asks_less_than_its_margin_is_sold(market, floors):
    asked, offered, roads = market
    told = answers.offers(dock(read(asked, offered, roads), floors))
    for row in told.filter(pl.col("margin").is_not_null()).iter_rows(named=True):
        line, ask = row["line"] - 1, round(float(offered["ask"][row["line"] - 1]) * 100)
        if ask > row["margin"]:
            cheaper = _moved(offered, line, "ask", -row["margin"] - 1)
            again = answers.offers(dock(read(asked, cheaper, roads), floors))
            assert again["docked"][line] > row["docked"]
        if row["margin"] > 0:
            hardly = _moved(offered, line, "ask", -min(row["margin"] - 1, ask))
            again = answers.offers(dock(read(asked, hardly, roads), floors))
            assert again["docked"][line] == row["docked"]


@PATIENT
@given(markets(), FLOORS)
def test_an_order_that_pays_its_margin_more_gets_more(market, floors):
    asked, offered, roads = market
    told = answers.orders(dock(read(asked, offered, roads), floors))
    for row in told.filter(pl.col("margin").is_not_null()).iter_rows(named=True):
        line = row["line"] - 1
        dearer = _moved(asked, line, "price", row["margin"] + 1)
        again = answers.orders(dock(read(dearer, offered, roads), floors))
        assert again["docked"][line] > row["docked"]
        if row["margin"] > 0:
            hardly = _moved(asked, line, "price", row["margin"] - 1)
            again = answers.orders(dock(read(hardly, offered, roads), floors))
            assert again["docked"][line] == row["docked"]


def test_nothing_is_docked_where_nothing_fits():
    docking = dock(read(orders({"order": "O", "kind": "红掌"}), growers({"grower": "G"}), None))

    assert (docking.units, docking.objective, docking.bound) == (0, 0, 0)


def test_amounts_beyond_exact_sums_are_refused():
    asked = orders(
        *({"order": f"O{at}", "price": "999999999", "priority": at + 1} for at in range(999))
    )

    with pytest.raises(Overflow):
        dock(read(asked, growers({"grower": "G"}), None))
