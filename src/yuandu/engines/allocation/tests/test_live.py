"""A docking kept live counts what one from the beginning counts, after every event."""

import datetime

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from yuandu.engines.allocation import dock, live, read
from yuandu.engines.allocation.live import Gone, Live, Order, ThreeSided
from yuandu.engines.allocation.tests.markets import KINDS, growers, markets, orders

NEW = ("order", "kind", "grade", "quantity", "price", "from", "until", "market", "priority")


def as_order(row):
    return Order(
        row["order"],
        row["kind"],
        int(row["grade"]),
        int(row["quantity"]),
        round(float(row["price"]) * 100),
        datetime.date.fromisoformat(row["from"]),
        datetime.date.fromisoformat(row["until"]),
        row["market"],
    )


def is_docking(kept, asked, offered):
    """Whether nobody gets more than asked or gives more than there is."""
    table = kept.docked()
    got = dict(table.group_by("order").agg(pl.col("units").sum()).iter_rows())
    given_by = dict(table.group_by("offer").agg(pl.col("units").sum()).iter_rows())
    wanted = dict(zip(asked["order"], asked["quantity"].cast(pl.Int64), strict=True))
    have = offered["quantity"].cast(pl.Int64).to_list()
    return all(units <= wanted[name] for name, units in got.items()) and all(
        units <= have[line] for line, units in given_by.items()
    )


@settings(deadline=None)  # the first call compiles
@given(markets(priorities=1, groups=("",)), markets(priorities=1, groups=("",)), st.data())
def test_after_every_event_it_counts_what_a_new_docking_counts(market, other, data):
    asked, offered, roads = market
    try:
        kept = Live(read(asked, offered, roads))
    except ThreeSided:
        assume(False)
    here = {row["order"]: row for row in asked.iter_rows(named=True)}
    coming = [row | {"order": f"N{row['order']}"} for row in other[0].iter_rows(named=True)]
    staying = set(offered["grower"])
    held = {
        (row["order"], row["offer"]): row["units"] for row in kept.docked().iter_rows(named=True)
    }
    for _ in range(data.draw(st.integers(1, 12))):
        events = ["come"] * bool(coming) + ["cancel"] * bool(here) + ["drop"] * bool(staying)
        match data.draw(st.sampled_from(events)) if events else None:
            case "come":
                row = coming.pop()
                here[row["order"]] = row
                changes = kept.come(as_order(row))
            case "cancel":
                name = data.draw(st.sampled_from(sorted(here)))
                del here[name]
                changes = kept.cancel(name)
            case "drop":
                name = data.draw(st.sampled_from(sorted(staying)))
                staying.remove(name)
                changes = kept.drop_out(name)
            case _:
                return
        left = pl.DataFrame(list(here.values()), schema=dict.fromkeys(NEW, pl.String))
        grown = offered.filter(pl.col("grower").is_in(staying))

        assert kept.objective == kept.bound == dock(read(left, grown, roads)).objective
        assert is_docking(kept, left, offered)
        for change in changes:
            key = change.order, change.offer
            held[key] = held.get(key, 0) + change.units
        told = {key: units for key, units in held.items() if units}
        table = kept.docked()
        assert told == {
            (row["order"], row["offer"]): row["units"] for row in table.iter_rows(named=True)
        }


def test_room_grows_with_the_orders_that_come(monkeypatch):
    monkeypatch.setattr(live, "LOG", 4)
    offered = growers(*({"grower": f"G{at}", "ask": f"{at % 7}"} for at in range(40)))
    kept = Live(read(orders({"order": "first", "quantity": 30}), offered, None))
    row = orders({"order": "x", "quantity": 9}).row(0, named=True)
    for at in range(60):
        kept.come(as_order(row | {"order": f"O{at}", "price": f"{5 + at / 10}"}))
    kept.cancel("first")

    every = orders(
        *({"order": f"O{at}", "quantity": 9, "price": f"{5 + at / 10}"} for at in range(60))
    )
    assert kept.objective == kept.bound == dock(read(every, offered, None)).objective


def test_an_order_that_nobody_can_serve_is_kept_and_can_be_cancelled():
    kept = Live(read(orders({"order": "O"}), growers({"grower": "G"}), None))

    row = orders({"order": "N", "kind": "no such kind"}).row(0, named=True)
    assert kept.come(as_order(row)) == []
    assert kept.cancel("N") == []


def test_who_is_not_there_cannot_leave_and_nobody_comes_twice():
    kept = Live(read(orders({"order": "O"}), growers({"grower": "G"}), None))
    kept.drop_out("G")

    with pytest.raises(Gone):
        kept.drop_out("G")
    with pytest.raises(Gone):
        kept.cancel("N")
    with pytest.raises(ValueError, match="O"):
        kept.come(as_order(orders({"order": "O"}).row(0, named=True)))


def test_priorities_and_totals_are_not_kept_live():
    two = orders({"order": "A", "priority": 1}, {"order": "B", "priority": 2})
    with pytest.raises(ThreeSided):
        Live(read(two, growers({"grower": "G"}), None))
    line = {"grower": "G", "total": 15}
    with pytest.raises(ThreeSided):
        Live(read(orders({"order": "A"}), growers(line, line | {"kind": KINDS[1]}), None))
