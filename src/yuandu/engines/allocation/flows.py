"""Flows of least cost in a network, exact in whole numbers, with the prices that prove it.

OR-Tools' cost-scaling push-relabel (Goldberg, 1997) does the solving. It tells no prices, so
they are found afterwards: in the network of what could still be changed (the residual one)
no cycle saves anything, hence shortest distances exist, and they are prices under which no
single change saves anything either (Ahuja, Magnanti & Orlin, *Network Flows*, ch. 9).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

Integers = NDArray[np.int64]
MOST = 2**62  # what costs times nodes may come to before 64 bits are left


class Overflow(ValueError):
    """The costs are too large to be added up exactly."""


@dataclass(frozen=True, slots=True)
class Network:
    """Arcs between nodes 0 … `nodes` − 1; all arrays are as long as there are arcs.

    Attributes:
        costs: Of a unit on the arc, in whole numbers of whatever one counts; may be negative.
    """

    nodes: int
    tails: Integers
    heads: Integers
    capacities: Integers
    costs: Integers


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow of least cost from one node to another, as much as lowers the cost.

    Attributes:
        units: On each arc.
        prices: What a unit more at each node would save, 0 at source and target, far below
            nothing where it could go nowhere. The head of
            an arc with room left is dearer than its tail by its cost at most, the head of an
            arc in use by its cost at least: no change of a single unit saves anything.
        pains: What it costs, all displaced units counted, to bring a unit to each node; they
            bound the arcs as the prices do, but answer the other question.
        ways: What it costs to bring a unit from each node to a hub, by hub.
    """

    units: Integers
    prices: Integers
    pains: Integers
    ways: Mapping[int, Integers]


def solve(network: Network, source: int, target: int, hubs: Sequence[int] = ()) -> Flow:
    """Return the flow of least cost from source to target: units go only while they save.

    Args:
        hubs: Nodes to which the way from every node is asked for.

    Raises:
        Overflow: the costs are too large for exact sums in 64 bits.
    """
    largest = int(np.abs(network.costs).max(initial=0))
    if largest * (network.nodes + 1) >= MOST:
        raise Overflow(f"costs up to {largest} over {network.nodes} nodes")
    through = int(network.capacities[network.tails == source].sum())
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        network.tails, network.heads, network.capacities, network.costs
    )
    solver.add_arc_with_capacity_and_unit_cost(source, target, through, 0)
    solver.set_node_supply(source, through)
    solver.set_node_supply(target, -through)
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise Overflow(f"the solver says {status.name}")
    units = np.asarray(solver.flows(arcs), dtype=np.int64)
    return priced(network, units, source, target, hubs)


def priced(
    network: Network, units: Integers, source: int, target: int, hubs: Sequence[int] = ()
) -> Flow:
    """Return a flow of least cost with its prices, pains and ways: shortest distances.

    Source and target are one place here (what is not sent costs nothing), so both are at 0.
    """
    forward = units < network.capacities
    backward = units > 0
    tails = np.concatenate([network.tails[forward], network.heads[backward], [target, source]])
    heads = np.concatenate([network.heads[forward], network.tails[backward], [source, target]])
    costs = np.concatenate([network.costs[forward], -network.costs[backward], [0, 0]])
    away = _shortest(network.nodes, target, tails, heads, costs)
    there = _shortest(network.nodes, source, heads, tails, costs)
    ways = {hub: _shortest(network.nodes, hub, tails, heads, costs) for hub in hubs}
    return Flow(units, -away, there, ways)


def _shortest(nodes: int, root: int, near: Integers, far: Integers, costs: Integers) -> Integers:
    """Return of each node the cheapest way over arcs near → far to the root (Bellman–Ford).

    Each round looks at all arcs at once; rounds are as many as the longest cheapest way has arcs.
    From where no way leads it is more than any way costs, and still no arc saves anything.
    """
    order = np.argsort(near, kind="stable")
    far, costs = far[order], costs[order]
    starts = np.flatnonzero(np.diff(near[order], prepend=-1))
    ends = near[order][starts]
    distances = np.full(nodes, (int(np.abs(costs).max(initial=0)) + 1) * nodes, dtype=np.int64)
    distances[root] = 0
    while True:
        nearest = np.minimum.reduceat(distances[far] + costs, starts)
        if not (nearest < distances[ends]).any():
            return distances
        distances[ends] = np.minimum(distances[ends], nearest)
