"""What each of several shippers pays of a truck that they share: the Shapley value.

A shipper pays the mean of what it adds to the cost over all orders in which the shippers may
have joined. It is the one rule that shares out exactly the whole, treats equals equally, asks
nothing of who adds nothing, and adds up over several costs (L. S. Shapley, 1953, "A value for
n-person games").
"""

import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

MOST_EXACT = 12  # players: 4,096 coalitions
ORDERS = 2000  # drawn above that
type Cost = Callable[[frozenset[int]], int]


@dataclass(frozen=True, slots=True)
class Load:
    """What one shipper puts on the truck.

    Attributes:
        space: units of the truck's capacity.
        stops: where it is dropped, each with its kilometres from the start.
    """

    space: int
    stops: Mapping[Hashable, int]


@dataclass(frozen=True, slots=True)
class Tariff:
    """What a trip costs, in cents.

    Attributes:
        truck: each truck that is needed.
        kilometre: each kilometre of a truck to the farthest stop.
        stop: each place where something is dropped, once however much.
        capacity: units of space in one truck.
    """

    truck: int
    kilometre: int
    stop: int
    capacity: int


@dataclass(frozen=True, slots=True)
class Shared:
    """Who pays what, in cents.

    Attributes:
        shares: one a player; together exactly `total`.
        errors: standard errors of the shares before rounding; 0 where they are exact.
        alone: what each would pay without the others.
        method: `exact`, or `sampled` with that many `orders` from `seed`.
    """

    shares: tuple[int, ...]
    errors: tuple[float, ...]
    alone: tuple[int, ...]
    total: int
    method: str
    orders: int = 0
    seed: int = 0


def cost_of_trip(loads: Sequence[Load], tariff: Tariff) -> Cost:
    """Return what it costs to carry some of the loads, as a function of who they are."""

    def cost(players: frozenset[int]) -> int:
        carried = [loads[player] for player in players if loads[player].space]
        stops = {stop: km for load in carried for stop, km in load.stops.items()}
        trucks = -(-sum(load.space for load in carried) // tariff.capacity)
        far = max(stops.values(), default=0)
        return trucks * (tariff.truck + tariff.kilometre * far) + tariff.stop * len(stops)

    return cost


def shapley(players: int, cost: Cost, *, seed: int, orders: int = ORDERS) -> Shared:
    """Share out the cost of all players among them.

    Up to twelve players exactly, over all coalitions; above by that many random orders, each
    beside its reverse, with the standard error that this leaves.

    Args:
        cost: in cents, of any set of players; of nobody it is 0.

    Raises:
        ValueError: nobody costs something.
    """
    if cost(frozenset()):
        raise ValueError("a truck without a load costs nothing")
    total = cost(frozenset(range(players)))
    alone = tuple(cost(frozenset({player})) for player in range(players))
    if players <= MOST_EXACT:
        values = exact(players, cost)
        return Shared(in_cents(values, total), (0.0,) * players, alone, total, "exact")
    means, errors = sampled(players, cost, np.random.default_rng(seed), orders)
    shares = in_cents([Fraction(mean) for mean in means], total)
    return Shared(shares, errors, alone, total, "sampled", orders, seed)


def exact(players: int, cost: Cost) -> list[Fraction]:
    """Return the value of each player, from every coalition once."""
    costs = [
        cost(frozenset(player for player in range(players) if mask >> player & 1))
        for mask in range(1 << players)
    ]
    weights = [
        Fraction(math.factorial(size) * math.factorial(players - size - 1), math.factorial(players))
        for size in range(players)
    ]
    values = []
    for player in range(players):
        by_size = [0] * players  # weighed at the end: integers add up much faster
        for mask in range(1 << players):
            if not mask >> player & 1:
                by_size[mask.bit_count()] += costs[mask | 1 << player] - costs[mask]
        values.append(sum((w * d for w, d in zip(weights, by_size, strict=True)), Fraction(0)))
    return values


def sampled(
    players: int, cost: Cost, rng: np.random.Generator, orders: int
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return means and standard errors over random orders, each beside its reverse."""
    pairs = max(orders // 2, 2)
    found = np.zeros((pairs, players))
    for pair in range(pairs):
        order = rng.permutation(players)
        there, back = (_added(way, cost, players) for way in (order, order[::-1]))
        found[pair] = (there + back) / 2
    errors = found.std(axis=0, ddof=1) / math.sqrt(pairs)
    return tuple(map(float, found.mean(axis=0))), tuple(map(float, errors))


def _added(order: np.ndarray, cost: Cost, players: int) -> np.ndarray:
    """Return what each adds who joins in this order."""
    added, joined, before = np.zeros(players), frozenset[int](), 0
    for player in order.tolist():
        joined |= {player}
        after = cost(joined)
        added[player], before = after - before, after
    return added


def in_cents(values: Sequence[Fraction], total: int) -> tuple[int, ...]:
    """Round to whole cents that add up to the total: the largest remainders get one more."""
    floors = [math.floor(value) for value in values]
    left = total - sum(floors)
    by_remainder = sorted(
        range(len(values)), key=lambda player: (floors[player] - values[player], player)
    )
    step = 1 if left >= 0 else -1
    for at in range(abs(left)):  # sampled means may be off by more than one cent each
        floors[by_remainder[at % len(floors)]] += step
    return tuple(floors)
