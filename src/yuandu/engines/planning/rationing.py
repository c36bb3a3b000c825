"""Plans of all growers at once: each the best for its grower at the prices all plans lead to.

Who is told that a kind is dear plants it, and so does the neighbour. Here the price that a plan
counts on is what is left of it when everybody has planted:

    price factor of a kind = (its supply ÷ its usual supply) ^ −flexibility

Growers are planned in a drawn order, few at a time, and each few see what those before them were
told; whoever is not yet planned is taken to bring the usual supply. So a kind is advised until it
pays no more, and no further: advice is rationed. Then all are asked again, with steps that become
shorter (successive averages), until nobody would gain much by another plan: an equilibrium of many
small growers (Wardrop). `collective` counts besides, as a part, what a grower's supply takes from
the income of the others who plan here; at 1 the plans are those of a single owner of all greenhouses,
and each grower alone would gain by planting more.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from yuandu.engines.compiling import compiled
from yuandu.engines.planning import solving
from yuandu.engines.planning.solving import Solved
from yuandu.engines.planning.tableau import Integers, Limits, Reals, desk
from yuandu.engines.planning.terms import Question

AT_ONCE = 64  # growers who are planned at the same prices
PARTS = 4  # of them, so that sums come out the same on any number of processors
PASSES = 8
SETTLED = 0.1  # part of the growers who would gain by more than `NEAR`, at which to stop
NEAR = 2e-3  # part of its worth by which a plan may fall short while prices still move
EXACT = 1e-6
LEAST_FACTOR, MOST_FACTOR = 0.05, 4.0  # beyond these nothing is known of prices


@dataclass(frozen=True, slots=True)
class Plans:
    """What everybody should plant, and how it came about.

    Attributes:
        solved: Of each line and grower, at the prices in the end.
        supply: Units of each kind, those of others included.
        prices: What everybody's plans do to each kind's price, as a factor.
        passes: How often everybody was asked.
        moved: Part of all growers who would still have gained in the last pass.
        seed: Of the order in which growers were planned.
    """

    question: Question
    solved: Solved
    supply: Reals
    prices: Reals
    passes: int
    moved: float
    collective: float
    seed: int


def ration(
    question: Question,
    *,
    seed: int,
    collective: float = 0.0,
    passes: int = PASSES,
    at_once: int = AT_ONCE,
    threads: int = 1,
) -> Plans:
    """Plan for everybody.

    Args:
        seed: Of the order in which growers are planned.
        collective: Which part is counted of what a grower's supply takes from the others' income.
        passes: How often everybody is asked at most.
        at_once: Growers who are planned at the same prices.
        threads: Of each such few, planned side by side.
    """
    limits = question.limits
    rng = np.random.default_rng(seed)
    room = _Room(question, collective, threads)
    moved = 1.0
    done = 0
    for number in range(passes):
        done = number + 1
        step = min(1.0, 2.0 / max(number, 1))
        moved = room.ask(rng.permutation(limits.area.size), at_once, step, is_first=number == 0)
        if moved <= SETTLED:
            break
    supply = room.others + room.planned
    return Plans(question, room.solved, supply, room.prices(supply), done, moved, collective, seed)


class _Room:
    """Everybody's plans while they are made."""

    def __init__(self, question: Question, collective: float, threads: int) -> None:
        kinds, limits = question.outlook.kinds, question.limits
        self.limits, self.collective, self.threads = limits, collective, threads
        self.scenarios = np.ascontiguousarray(question.outlook.scenarios)
        self.means = self.scenarios.mean(axis=1)
        self.bad = question.outlook.bad
        self.usual = kinds["usual"].to_numpy()
        self.others = kinds["others"].to_numpy()
        self.flexibility = kinds["flexibility"].to_numpy()
        self.planned = np.zeros(self.usual.size)
        lines, growers = limits.kind.size, limits.area.size
        self.solved = Solved(*(np.zeros(n) for n in (lines, lines, *(growers,) * 4)))

    def prices(self, supply: Reals) -> Reals:
        """Return what a supply does to each kind's price, as a factor."""
        ratio = np.maximum(supply, 1e-9) / self.usual
        return np.clip(ratio**-self.flexibility, LEAST_FACTOR, MOST_FACTOR)

    def counted(self, waiting: float) -> Reals:
        """Return the factors that a plan counts on while a part of the growers waits."""
        expected = waiting * np.maximum(self.usual - self.others, 0.0)
        supply = self.others + self.planned + expected
        if not self.collective:
            return self.prices(supply)
        ours = (self.planned + expected) / np.maximum(supply, 1e-9)
        left = 1.0 - self.collective * self.flexibility * ours
        return self.prices(supply) * np.maximum(left, 0.0)

    def ask(self, order: Integers, at_once: int, step: float, *, is_first: bool) -> float:
        """Plan for everybody in an order; return which part of them would gain by their plan."""
        moved = 0
        with ExitStack() as stack:
            pool = None
            if self.threads > 1:
                pool = stack.enter_context(ThreadPoolExecutor(self.threads))
            for low in range(0, order.size, at_once):
                few = order[low : low + at_once]
                waiting = 1.0 - low / order.size if is_first else 0.0
                prices = self.counted(waiting)
                if pool is None:
                    moved += settle_parts(*self._given(few, prices, step, is_first), self.planned)
                    continue
                ask = partial(self._some, prices=prices, step=step, is_first=is_first)
                for change, count in pool.map(ask, np.array_split(few, PARTS)):
                    self.planned += change
                    moved += count
        return moved / max(order.size, 1)

    def _some(self, few: Integers, prices: Reals, step: float, is_first: bool) -> tuple[Reals, int]:
        return settle(*self._given(few, prices, step, is_first))

    def _given(self, few: Integers, prices: Reals, step: float, is_first: bool) -> tuple[Any, ...]:
        return (
            self.limits, few, self.scenarios, self.means, prices, self.bad,
            NEAR, step, is_first, self.solved,
        )  # fmt: skip


@compiled
def settle(
    limits: Limits,
    growers: Integers,
    scenarios: Reals,
    means: Reals,
    prices: Reals,
    bad: int,
    tolerance: float,
    step: float,
    is_first: bool,
    solved: Solved,
) -> tuple[Reals, int]:
    """Let some growers go a step from their plan to a better one.

    Returns:
        By how many units each kind's supply changed, and how many growers would gain.
    """
    change = np.zeros(scenarios.shape[0])
    most = 1
    for at in range(growers.size):
        most = max(most, limits.first[growers[at] + 1] - limits.first[growers[at]])
    room = desk(most, scenarios.shape[1])
    had = np.empty(most)
    moved = 0
    for at in range(growers.size):
        grower = growers[at]
        low, high = limits.first[grower], limits.first[grower + 1]
        planted = solved.planted[low:high]
        had[: high - low] = planted
        solving.plan(room, limits, grower, scenarios, means, prices, bad, tolerance, solved)
        is_moved = False
        for line in range(high - low):
            difference = planted[line] - had[line]
            if difference != 0.0:
                is_moved = True
                if not is_first:
                    difference *= step
                    planted[line] = had[line] + difference
                change[limits.kind[low + line]] += difference * limits.crop[low + line]
        moved += is_moved
    return change, moved


@compiled
def settle_parts(
    limits: Limits,
    growers: Integers,
    scenarios: Reals,
    means: Reals,
    prices: Reals,
    bad: int,
    tolerance: float,
    step: float,
    is_first: bool,
    solved: Solved,
    planned: Reals,
) -> int:
    """Do what threads do side by side one after the other, in one call: the same sums, bit by bit.

    Few growers are planned at the same prices, so that calls would cost more than plans.
    """
    moved = 0
    high = 0
    for part in range(PARTS):  # as `numpy.array_split` parts them
        low, high = high, high + growers.size // PARTS + (part < growers.size % PARTS)
        change, count = settle(
            limits, growers[low:high], scenarios, means, prices, bad,
            tolerance, step, is_first, solved,
        )  # fmt: skip
        planned += change
        moved += count
    return moved


def deviations(plans: Plans, growers: Integers) -> Reals:
    """Return by which part of it each grower's worth would grow by another plan, alone.

    Measured at the prices that all plans lead to, what a plan counts for the others left out.
    """
    question, limits = plans.question, plans.question.limits
    scenarios = np.ascontiguousarray(question.outlook.scenarios)
    own = Solved(*(part.copy() for part in plans.solved))
    given = (scenarios, scenarios.mean(axis=1), plans.prices, question.outlook.bad)
    had = valued(limits, growers, *given, own.planted)
    solving.plan_some(limits, growers, *given, EXACT, own)
    best = own.worth[growers]
    return np.maximum(best - had, 0.0) / np.maximum(np.abs(best), 1.0)


@compiled
def valued(
    limits: Limits,
    growers: Integers,
    scenarios: Reals,
    means: Reals,
    prices: Reals,
    bad: int,
    planted: Reals,
) -> Reals:
    """Return what plans as they stand are worth, shape (growers,)."""
    worths = np.zeros(growers.size)
    most = 1
    for at in range(growers.size):
        most = max(most, limits.first[growers[at] + 1] - limits.first[growers[at]])
    room = desk(most, scenarios.shape[1])
    for at in range(growers.size):
        grower = growers[at]
        low, high = limits.first[grower], limits.first[grower + 1]
        caution = limits.caution[grower]
        for line in range(low, high):
            kind = limits.kind[line]
            units = planted[line] * limits.crop[line] * prices[kind]
            room.plan[line - low] = units
            worths[at] += units * means[kind] - (1.0 + caution) * planted[line] * limits.cost[line]
        units = room.plan[: high - low]
        worths[at] += caution * solving.look(room, scenarios, limits.kind[low:high], units, bad)
    return worths
