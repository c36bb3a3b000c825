"""Lots, most growers and lanes: kept always, and never far from what trying everything finds."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from yuandu.engines.allocation import answers, dock, read, standalone, tables
from yuandu.engines.allocation.tests.markets import MARKETS, PLACES, growers, lanes, markets, orders
from yuandu.engines.allocation.tests.test_docking import checked, rows


@st.composite
def limited(draw):
    """Return a made-up market with lots, most growers and capacities."""
    asked, offered, roads = draw(markets(priorities=2))
    lots = [draw(st.sampled_from((None, "1", "3", "12"))) for _ in range(asked.height)]
    most = [draw(st.sampled_from((None, "1", "2"))) for _ in range(asked.height)]
    asked = asked.with_columns(
        lot=pl.Series(lots, dtype=pl.String), most=pl.Series(most, dtype=pl.String)
    )
    if roads is not None:
        carries = [draw(st.sampled_from((None, "0", "5", "30"))) for _ in range(roads.height)]
        roads = roads.with_columns(capacity=pl.Series(carries, dtype=pl.String))
    return asked, offered, roads


def best(asked, offered, roads, docking):
    """Return what the best docking counts, by CP-SAT over all units of all pairs."""
    check = standalone.Check(
        rows(asked), rows(offered), rows(tables.certificate(docking)), rows(roads)
    )
    model, terms = cp_model.CpModel(), []
    of = {name: [] for name in check.room}
    for order in check.orders.values():
        used = {}
        for at, offer in enumerate(check.growers, 1):
            value = check.worth(order, offer)
            if value is None:
                continue
            most = min(int(order["quantity"]), int(offer["quantity"]))
            units, is_used = model.new_int_var(0, most, ""), model.new_bool_var("")
            model.add(units <= most * is_used)
            model.add(units >= int(order["lot"] or 1) * is_used)
            terms.append(value * units)
            for name in (f"order {order['order']}", f"offer {at}", f"grower {offer['grower']}",
                         f"lane {offer['place']}|{order['market']}"):  # fmt: skip
                if name in of:
                    of[name].append(units)
            grower = used.setdefault(offer["grower"], model.new_bool_var(""))
            model.add_implication(is_used, grower)
        if order["most"]:
            model.add(sum(used.values()) <= int(order["most"]))
    for name, units in of.items():
        model.add(sum(units) <= check.room[name])
    model.maximize(sum(terms))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model) == cp_model.OPTIMAL
    return round(solver.objective_value)


@given(limited())
def test_every_limit_is_kept_and_the_bound_holds_over_trying_everything(market):
    asked, offered, roads = market

    docking = dock(read(asked, offered, roads))

    result, proof = rows(tables.assignments(docking)), rows(tables.certificate(docking))
    wrong, reached, limit = checked(asked, offered, roads, result, proof)
    assert wrong == []
    assert reached == docking.objective <= best(asked, offered, roads, docking) <= docking.bound
    assert limit == docking.bound


def units(docking):
    return {
        (row["order"], row["grower"]): row["quantity"]
        for row in tables.assignments(docking).iter_rows(named=True)
    }


def with_limits(table, **columns):
    return table.with_columns(**{name: pl.lit(str(value)) for name, value in columns.items()})


def test_an_order_of_few_growers_keeps_who_could_give_it_most():
    asked = with_limits(orders({"order": "O", "quantity": 20}), most=1)
    offered = growers({"grower": "A", "quantity": 8, "ask": "3"}, {"grower": "B", "quantity": 15})

    assert units(dock(read(asked, offered, None))) == {("O", "B"): 15}


def test_what_is_less_than_a_lot_is_left_out_and_says_so():
    asked = with_limits(orders({"order": "O", "quantity": 20}), lot=10)
    offered = growers({"grower": "A", "quantity": 15, "ask": "3"}, {"grower": "B", "quantity": 15})

    docking = dock(read(asked, offered, None))

    assert units(docking) in ({("O", "A"): 15}, {("O", "B"): 15})
    assert "limit" in answers.offers(docking)["reason"].to_list()


def test_a_lane_carries_no_more_than_its_capacity_and_the_gap_is_told():
    asked = orders(
        {"order": "O", "quantity": 20}, {"order": "P", "quantity": 20, "market": MARKETS[1]}
    )
    offered = growers({"grower": "A", "quantity": 30, "ask": "3"})
    roads = with_limits(lanes({"cost": "1"}), capacity=5)
    both = pl.concat([roads, with_limits(lanes({"cost": "2", "market": MARKETS[1]}), capacity=50)])

    docking = dock(read(asked, offered, both))

    assert units(docking) == {("O", "A"): 5, ("P", "A"): 20}
    assert 0 <= docking.gap < 0.1


@pytest.mark.parametrize("column", ["lot", "most"])
def test_a_limit_of_nothing_is_refused(column):
    asked = with_limits(orders({"order": "O"}), **{column: 0})
    with pytest.raises(ValueError, match="too-small"):
        read(asked, growers({"grower": "A", "place": PLACES[0]}), None)
