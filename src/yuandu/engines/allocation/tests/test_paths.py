"""Ways against OR-Tools, which shares nothing with them but the problem."""

import numpy as np
import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from yuandu.engines.allocation import dock, docking, flows, networks, pairs, paths, read
from yuandu.engines.allocation.tests.markets import growers, markets, orders


@st.composite
def two_sided(draw):
    """Return a market of two sides, and its pairs in the order drawn."""
    capacity = draw(st.lists(st.integers(1, 30), min_size=1, max_size=8))
    quantity = draw(st.lists(st.integers(1, 60), min_size=1, max_size=6))
    every = [(grower, order) for grower in range(len(capacity)) for order in range(len(quantity))]
    chosen = draw(st.lists(st.sampled_from(every), min_size=1, max_size=40))
    counts = draw(st.lists(st.integers(0, 12), min_size=len(chosen), max_size=len(chosen)))
    columns = [np.array(each, dtype=np.int64) for each in zip(*chosen, strict=True)]
    return paths.market(
        *columns, *(np.array(each, dtype=np.int64) for each in (counts, capacity, quantity))
    )[0]


def best(market: paths.Market) -> int:
    """Return what the best docking counts, by OR-Tools."""
    cells, asked = market.capacity.size, market.quantity.size
    at = np.arange(cells + asked) + 2
    network = flows.Network(
        cells + asked + 2,
        np.r_[market.grower + 2, np.zeros(cells, dtype=np.int64), at[cells:]],
        np.r_[market.order + cells + 2, at[:cells], np.ones(asked, dtype=np.int64)],
        np.r_[market.capacity[market.grower], market.capacity, market.quantity],
        np.r_[-market.counts, np.zeros(cells + asked, dtype=np.int64)],
    )
    return -int((network.costs * flows.solve(network, 0, 1).units).sum())


@settings(deadline=None)  # the first call compiles
@given(two_sided(), st.sampled_from([(), (0.3,), (0.2, 0.5, 0.8)]))
def test_ways_count_what_or_tools_counts_and_their_prices_prove_it(market, steps):
    docked = paths.solve(market, steps)

    assert (docked.units >= 0).all()
    sold = np.bincount(market.grower, docked.units, market.capacity.size).astype(int)
    bought = np.bincount(market.order, docked.units, market.quantity.size).astype(int)
    assert (market.capacity - sold == docked.spare).all()
    assert (docked.spare >= 0).all()
    assert (market.quantity - bought == docked.room).all()
    assert (docked.room >= 0).all()
    prices = docked.grower_prices[market.grower] + docked.order_prices[market.order]
    assert (prices >= market.counts).all()
    assert (docked.grower_prices >= 0).all()
    assert (docked.order_prices >= 0).all()
    reached = int((docked.units * market.counts).sum())
    limit = (docked.grower_prices * market.capacity).sum()
    assert reached == limit + (docked.order_prices * market.quantity).sum() == best(market)


@settings(deadline=None)
@given(markets(groups=("",)))
def test_a_large_market_is_docked_for_the_same_as_a_small_one(market):
    given_market = read(*market)
    found = pairs.find(given_market)
    network, places = networks.lay_out(
        given_market, found, {}, docking.step_of(given_market, found)
    )
    sides = networks.two_sided(network, places)
    assume(sides is not None)

    units = docking._units(network, places, *sides)

    assert -int((network.costs * units).sum()) == dock(given_market).objective
    priced = flows.priced(network, units, networks.SOURCE, networks.TARGET)
    gap = network.costs + priced.prices[network.tails] - priced.prices[network.heads]
    assert (gap[units < network.capacities] >= 0).all()
    assert (gap[units > 0] <= 0).all()


def test_what_is_large_goes_by_ways_and_is_proved(monkeypatch):
    monkeypatch.setattr(docking, "LARGE", 0)
    asked = orders(*({"order": f"O{at}", "quantity": 7, "price": f"{9 + at}"} for at in range(9)))
    offered = growers(*({"grower": f"G{at}", "ask": f"{at / 2}"} for at in range(12)))

    by_ways = dock(read(asked, offered, None))

    monkeypatch.undo()
    assert by_ways.objective == by_ways.bound == dock(read(asked, offered, None)).objective
    assert by_ways.units == 63


@pytest.mark.parametrize(
    ("line", "floors"), [({"total": 15}, {}), ({"group": "small"}, {"small": 0.5})]
)
def test_a_market_with_a_third_side_is_not_taken_for_one_of_two(line, floors):
    market = read(orders({"order": "O"}), growers({"grower": "G"} | line), None)
    found = pairs.find(market)

    network, places = networks.lay_out(market, found, floors and {"small": 3}, 1)

    assert networks.two_sided(network, places) is None


def test_pairs_come_back_to_where_they_stood():
    grower, order = np.array([1, 0, 1]), np.array([0, 0, 1])

    market, where = paths.market(
        grower, order, np.array([5, 6, 7]), np.array([1, 1]), np.array([1, 1])
    )

    assert pl.Series(grower[where]).to_list() == market.grower.tolist()
    assert market.last.tolist() == [1, 3]
