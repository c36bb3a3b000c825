"""One grower's plan, compiled: the greatest mean − λ · CVaR within the grower's limits, proved.

What a plan brings in a bad year, the mean of its worst scenarios, is the least of linear
functions: one for every choice of so many scenarios. So the plan is found by cutting planes
(Kelley 1960): a small linear programme knows a few of these functions; its best plan is tried on
all scenarios; the function that holds there is added, until the programme's worth, which no plan
can exceed, is what the plan is worth. A function more is put right by the dual simplex method in a
few exchanges (see `tableau`).
"""

from typing import NamedTuple

import numpy as np

from yuandu.engines.compiling import compiled
from yuandu.engines.planning.tableau import (
    Desk,
    Integers,
    Limits,
    Reals,
    add,
    climb,
    desk,
    lay_out,
    mend,
)

MOST_TURNS = 200  # functions tried for one plan; a few dozen are usual
SMALL = 1e-6  # yuan that a worth of nothing is measured by


class Solved(NamedTuple):
    """What was planned, and the prices that prove it.

    Attributes:
        planted: Of each line: m².
        short: Of each line: yuan by which its m² is worth less than what it would displace;
            of lines at their limit `most`: what a m² more would add, negative.
        worth, bound: Of each grower: the plan's mean − λ · CVaR, and what no plan can exceed.
        area_price, cash_price: Of each grower: what a m², a yuan more would add.
    """

    planted: Reals
    short: Reals
    worth: Reals
    bound: Reals
    area_price: Reals
    cash_price: Reals


@compiled
def _threshold(values: Reals, size: int, rank: int) -> float:
    """Return the value of a rank (0 the least) of the first `size` values, which are reordered."""
    low, high = 0, size - 1
    while low < high:
        pivot = values[(low + high) // 2]
        left, right = low, high
        while left <= right:
            while values[left] < pivot:
                left += 1
            while values[right] > pivot:
                right -= 1
            if left <= right:
                values[left], values[right] = values[right], values[left]
                left += 1
                right -= 1
        if rank <= right:
            high = right
        elif rank >= left:
            low = left
        else:
            break
    return values[rank]


@compiled
def look(desk: Desk, scenarios: Reals, kinds: Integers, units: Reals, bad: int) -> float:
    """Return a plan's mean income in its worst scenarios; `desk.tail`: the kinds' means in them.

    Args:
        scenarios: Yuan a unit, shape (kinds, scenarios).
        units: That the plan brings of each line, what prices do to it included.
        bad: How many scenarios are the worst.
    """
    income, size = desk.income, scenarios.shape[1]
    income[:size] = 0.0
    for line in range(kinds.size):
        if units[line] != 0.0:
            income[:size] += units[line] * scenarios[kinds[line]]
    desk.kept[:size] = income[:size]
    limit = _threshold(desk.kept, size, bad - 1)
    count = 0
    for at in range(size):
        if income[at] < limit:
            desk.worst[count] = at
            count += 1
    for at in range(size):
        if count == bad:
            break
        if income[at] == limit:
            desk.worst[count] = at
            count += 1
    total = 0.0
    for line in range(kinds.size):
        row = scenarios[kinds[line]]
        mean = 0.0
        for at in range(bad):
            mean += row[desk.worst[at]]
        desk.tail[line] = mean / bad
        total += units[line] * desk.tail[line]
    return total


@compiled
def plan(
    desk: Desk,
    limits: Limits,
    grower: int,
    scenarios: Reals,
    means: Reals,
    prices: Reals,
    bad: int,
    tolerance: float,
    solved: Solved,
) -> int:
    """Plan for one grower, from the plan that stands in `solved`; return how often it was tried.

    Args:
        scenarios: Yuan a unit, shape (kinds, scenarios); `means` of them, shape (kinds,).
        prices: What everybody's plans do to a kind's price, as a factor.
        bad: How many of the scenarios make a bad year.
        tolerance: By which part of its worth the plan may fall short of the best.
    """
    low, high = limits.first[grower], limits.first[grower + 1]
    lines = high - low
    kinds, planted = limits.kind[low:high], solved.planted[low:high]
    worthy, units, best = desk.worthy[:lines], desk.plan[:lines], desk.best[:lines]
    aims = _aims(desk, limits, grower, means, prices)
    worth = _begin(desk, limits, grower, scenarios, aims, bad, planted)
    best[:] = planted
    lay_out(desk, limits, grower, worthy, aims)
    climb(desk)
    bound, tries = np.inf, 0
    for turn in range(MOST_TURNS):
        tries = turn
        bound = min(bound, _read(desk, limits, grower, aims, planted))
        if bound - worth <= tolerance * max(abs(worth), SMALL):
            break
        units[:] = planted * worthy
        now = (aims * planted).sum()
        now += limits.caution[grower] * look(desk, scenarios, kinds, units, bad)
        if now > worth:
            worth = now
            best[:] = planted
        if bound - worth <= tolerance * max(abs(worth), SMALL):
            break
        add(desk, limits.least[low:high], worthy, lines + desk.right.size + turn + 1)
        mend(desk, max(1.0, abs(worth)))
    planted[:] = best
    solved.worth[grower], solved.bound[grower] = worth, bound
    _price(desk, limits, grower, solved)
    return tries


@compiled
def _aims(desk: Desk, limits: Limits, grower: int, means: Reals, prices: Reals) -> Reals:
    """Return what a m² of each line counts beside bad years; `desk.worthy`: its units, priced."""
    low, high = limits.first[grower], limits.first[grower + 1]
    aims = np.empty(high - low)
    for line in range(high - low):
        kind = limits.kind[low + line]
        desk.worthy[line] = limits.crop[low + line] * prices[kind]
        aims[line] = desk.worthy[line] * means[kind]
        aims[line] -= (1.0 + limits.caution[grower]) * limits.cost[low + line]
    return aims


@compiled
def _begin(
    desk: Desk, limits: Limits, grower: int, scenarios: Reals, aims: Reals, bad: int, planted: Reals
) -> float:
    """Return what the plan that stands is worth; `desk.tail`: the kinds in its bad years.

    Where nothing stands, the bad years are those of a little of everything.
    """
    low, high = limits.first[grower], limits.first[grower + 1]
    lines = high - low
    kinds, units = limits.kind[low:high], desk.plan[:lines]
    if not np.any(planted != 0.0):
        planted[:] = limits.least[low:high]
    units[:] = desk.worthy[:lines] * planted
    told = (aims * planted).sum() + limits.caution[grower] * look(
        desk, scenarios, kinds, units, bad
    )
    if not np.any(units != 0.0):
        for line in range(lines):
            even = min(limits.most[low + line], limits.area[grower] / lines)
            units[line] = desk.worthy[line] * even
        look(desk, scenarios, kinds, units, bad)
    return told


@compiled
def _read(desk: Desk, limits: Limits, grower: int, aims: Reals, planted: Reals) -> float:
    """Read the programme's plan; return what it takes it to be worth."""
    told = limits.caution[grower] * desk.right[desk.size[3]]
    for line in range(planted.size):
        planted[line] = limits.least[limits.first[grower] + line]
        if desk.place[line] >= 0:
            planted[line] += max(desk.right[desk.place[line]], 0.0)
        told += aims[line] * planted[line]
    return told


@compiled
def _price(desk: Desk, limits: Limits, grower: int, solved: Solved) -> None:
    """Write the prices of a grower's limits."""
    low, high = limits.first[grower], limits.first[grower + 1]
    lines = high - low
    solved.short[low:high] = 0.0
    solved.area_price[grower] = solved.cash_price[grower] = 0.0
    for column in range(desk.size[1]):
        who = desk.in_column[column]
        if who < lines:
            solved.short[low + who] = -desk.gain[column]
        elif who < 2 * lines:
            solved.short[low + who - lines] = desk.gain[column]
        elif who == 2 * lines:
            solved.area_price[grower] = -desk.gain[column]
        elif who == 2 * lines + 1:
            solved.cash_price[grower] = -desk.gain[column]


@compiled
def plan_some(
    limits: Limits,
    growers: Integers,
    scenarios: Reals,
    means: Reals,
    prices: Reals,
    bad: int,
    tolerance: float,
    solved: Solved,
) -> int:
    """Plan for some growers, one after the other; return how many plans were tried in sum."""
    most = 1
    for at in range(growers.size):
        most = max(most, limits.first[growers[at] + 1] - limits.first[growers[at]])
    room = desk(most, scenarios.shape[1])
    tries = 0
    for at in range(growers.size):
        tries += plan(room, limits, growers[at], scenarios, means, prices, bad, tolerance, solved)
    return tries
