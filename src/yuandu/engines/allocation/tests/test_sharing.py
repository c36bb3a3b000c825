"""The shares of a truck: what makes them the Shapley value, and all orders tried."""

import itertools
import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuandu.engines.allocation import sharing
from yuandu.engines.allocation.sharing import Load, Tariff

TARIFFS = st.builds(
    Tariff,
    truck=st.integers(0, 500_000),
    kilometre=st.integers(0, 900),
    stop=st.integers(0, 20_000),
    capacity=st.integers(1, 40),
)
LOADS = st.builds(
    Load,
    space=st.integers(0, 40),
    stops=st.dictionaries(st.sampled_from("abcd"), st.just(0), min_size=1, max_size=3),
)
KILOMETRES = {"a": 120, "b": 480, "c": 900, "d": 1500}


@st.composite
def games(draw, most=6):
    loads = [
        Load(load.space, {stop: KILOMETRES[stop] for stop in load.stops})
        for load in draw(st.lists(LOADS, min_size=1, max_size=most))
    ]
    return loads, draw(TARIFFS)


def by_trying_all_orders(players, cost):
    values = [Fraction(0)] * players
    for order in itertools.permutations(range(players)):
        joined = frozenset()
        for player in order:
            values[player] += cost(joined | {player}) - cost(joined)
            joined |= {player}
    return [value / math.factorial(players) for value in values]


@settings(max_examples=60, deadline=None)
@given(games(most=5))
def test_the_value_is_the_mean_over_all_orders(game):
    loads, tariff = game
    cost = sharing.cost_of_trip(loads, tariff)

    assert sharing.exact(len(loads), cost) == by_trying_all_orders(len(loads), cost)


def test_the_value_is_the_mean_over_all_orders_of_six():
    loads = [Load(space, {"a": 120, stop: km}) for space, (stop, km) in
             zip((3, 9, 4, 12, 7, 1), [*KILOMETRES.items(), ("c", 900), ("d", 1500)], strict=True)]  # fmt: skip
    cost = sharing.cost_of_trip(loads, Tariff(truck=80_000, kilometre=300, stop=5000, capacity=16))

    assert sharing.exact(6, cost) == by_trying_all_orders(6, cost)


@settings(max_examples=80, deadline=None)
@given(games())
def test_the_shares_are_exactly_the_whole(game):
    loads, tariff = game
    cost = sharing.cost_of_trip(loads, tariff)
    found = sharing.shapley(len(loads), cost, seed=1)

    assert sum(found.shares) == found.total == cost(frozenset(range(len(loads))))
    values = sharing.exact(len(loads), cost)
    assert all(abs(share - value) < 1 for share, value in zip(found.shares, values, strict=True))


@settings(max_examples=60, deadline=None)
@given(games(most=5))
def test_equals_pay_the_same(game):
    loads, tariff = game
    loads = [*loads, loads[0]]
    values = sharing.exact(len(loads), sharing.cost_of_trip(loads, tariff))

    assert values[0] == values[-1]


@settings(max_examples=60, deadline=None)
@given(games(most=5))
def test_who_puts_nothing_on_the_truck_pays_nothing(game):
    loads, tariff = game
    loads = [*loads, Load(0, {"d": 1500})]

    assert sharing.exact(len(loads), sharing.cost_of_trip(loads, tariff))[-1] == 0


@settings(max_examples=60, deadline=None)
@given(games(most=5), TARIFFS)
def test_the_shares_of_two_costs_add_up(game, other):
    loads, tariff = game
    one, two = sharing.cost_of_trip(loads, tariff), sharing.cost_of_trip(loads, other)
    together = sharing.exact(len(loads), lambda players: one(players) + two(players))

    apart = zip(sharing.exact(len(loads), one), sharing.exact(len(loads), two), strict=True)
    assert together == [first + second for first, second in apart]


def test_many_shippers_are_sampled_within_their_error_and_the_same_again():
    loads = [Load(1 + at % 5, {"abcd"[at % 4]: KILOMETRES["abcd"[at % 4]]}) for at in range(14)]
    cost = sharing.cost_of_trip(loads, Tariff(truck=80_000, kilometre=300, stop=5000, capacity=16))
    found = sharing.shapley(14, cost, seed=7)

    assert (found.method, found.orders) == ("sampled", sharing.ORDERS)
    assert sum(found.shares) == found.total
    assert found == sharing.shapley(14, cost, seed=7)
    values = sharing.exact(14, cost)
    for share, value, error in zip(found.shares, values, found.errors, strict=True):
        assert abs(share - value) < 5 * error + 2


def test_a_game_in_which_nobody_costs_something_is_refused():
    with pytest.raises(ValueError, match="without a load"):
        sharing.shapley(1, lambda players: 5, seed=1)
