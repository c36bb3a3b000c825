"""One grower's plan beside the same problem as a linear programme, which CLP solves."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.linear_solver import pywraplp

from yuandu.engines.planning import Outlook, read
from yuandu.engines.planning.solving import Solved, plan_some
from yuandu.engines.planning.tests import cities


def solve(question, prices=None, tolerance=1e-9):
    limits = question.limits
    lines, size = limits.kind.size, limits.area.size
    solved = Solved(*(np.zeros(n) for n in (lines, lines, size, size, size, size)))
    scenarios = np.ascontiguousarray(question.outlook.scenarios)
    factors = np.ones(scenarios.shape[0]) if prices is None else prices
    plan_some(
        limits, np.arange(size), scenarios, scenarios.mean(axis=1), factors,
        question.outlook.bad, tolerance, solved,
    )  # fmt: skip
    return solved


def best(question, grower=0):
    """Return the worth of the best plan by Rockafellar and Uryasev's linear programme."""
    limits, scenarios, bad = question.limits, question.outlook.scenarios, question.outlook.bad
    at = range(limits.first[grower], limits.first[grower + 1])
    solver = pywraplp.Solver.CreateSolver("CLP")
    area = [solver.NumVar(limits.least[line], limits.most[line], "") for line in at]
    solver.Add(sum(area) <= limits.area[grower])
    spent = sum(one * limits.cost[line] for one, line in zip(area, at, strict=True))
    solver.Add(spent <= limits.cash[grower])
    for family in {limits.family[line] for line in at} - {-1}:
        own = [n for n, line in enumerate(at) if limits.family[line] == family]
        solver.Add(sum(area[n] for n in own) <= limits.rested[at[own[0]]])
    edge = solver.NumVar(-solver.infinity(), solver.infinity(), "")
    count = scenarios.shape[1]
    mean, beyond = 0.0, 0.0
    for column in range(count):
        units = (
            one * (limits.crop[line] * scenarios[limits.kind[line], column])
            for one, line in zip(area, at, strict=True)
        )
        income = sum(units) - spent
        loss = solver.NumVar(0, solver.infinity(), "")
        solver.Add(loss >= -income - edge)
        mean += income / count
        beyond += loss / bad
    solver.Maximize(mean - limits.caution[grower] * (edge + beyond))
    assert solver.Solve() == pywraplp.Solver.OPTIMAL
    return solver.Objective().Value()


def amounts(least, most):
    """Draw amounts as people write them; a solver gives up on numbers near nothing."""
    return st.integers(int(least * 20), int(most * 20)).map(lambda number: number / 20)


@st.composite
def questions(draw):
    kinds, count = draw(st.integers(1, 6)), draw(st.integers(2, 12))
    column = st.lists(amounts(0, 30), min_size=count, max_size=count)
    scenarios = np.array(draw(st.lists(column, min_size=kinds, max_size=kinds)))
    each = {
        "crop": amounts(0, 5), "cost": amounts(0, 60), "most": amounts(5, 100),
        "least": st.sampled_from([0.0, 0.0, 0.0, 2.5]), "family": st.sampled_from([None, "x", "y"]),
    }  # fmt: skip
    columns = {
        name: draw(st.lists(values, min_size=kinds, max_size=kinds))
        for name, values in each.items()
    }
    rested = {"x": draw(amounts(20, 60)), "y": draw(amounts(20, 60)), None: None}
    columns["rested"] = [rested[family] for family in columns["family"]]
    names = [chr(97 + at) for at in range(kinds)]
    table = pl.DataFrame({"grower": "me", "kind": names}, strict=False).with_columns(
        *(pl.Series(name, values, strict=False) for name, values in columns.items())
    )
    me = pl.DataFrame(
        {
            "grower": ["me"],
            "area": [draw(amounts(40, 100))],
            "cash": [draw(amounts(1500, 4000))],
            "caution": [draw(amounts(0, 2))],
        }
    )
    outlook = Outlook(
        pl.DataFrame({"kind": names, "usual": 1.0}), scenarios, draw(st.sampled_from([0.1, 0.4]))
    )
    return read(outlook, me, table)


@settings(deadline=None)  # the first call compiles
@given(questions())
def test_no_plan_is_worth_more_and_all_limits_are_kept(question):
    solved, limits = solve(question), question.limits

    assert solved.worth[0] == pytest.approx(best(question), rel=1e-6, abs=1e-4)
    assert solved.bound[0] >= solved.worth[0] - 1e-6
    planted = solved.planted
    assert (planted >= limits.least - 1e-7).all()
    assert (planted <= limits.most + 1e-7).all()
    assert planted.sum() <= limits.area[0] + 1e-6
    assert (planted * limits.cost).sum() <= limits.cash[0] * (1 + 1e-9) + 1e-6
    for family in set(limits.family) - {-1}:
        own = limits.family == family
        assert planted[own].sum() <= limits.rested[own][0] + 1e-6


def test_nothing_is_planted_where_nothing_pays():
    question = read(
        cities.outlook([[3.0, 4.0], [2.0, 1.0]]),
        cities.growers("me"),
        cities.lines(("me", "a"), ("me", "b")),
    )

    solved = solve(question)

    assert (solved.planted == 0).all()
    assert solved.worth[0] == 0


def test_a_cautious_grower_spreads_what_a_bold_one_bets_on_one_kind():
    scenarios = [[14.0, 2.0, 14.0, 2.0, 14.0], [2.0, 13.0, 2.0, 13.0, 2.0]]
    question = read(
        cities.outlook(scenarios),
        cities.growers("bold", "wary", caution=[0.0, 2.0]),
        cities.lines(("bold", "a"), ("bold", "b"), ("wary", "a"), ("wary", "b")),
    )

    planted = solve(question).planted

    assert planted[:2] == pytest.approx([100, 0])
    assert planted[2] > 30
    assert planted[3] > 30


def test_a_price_says_what_a_square_metre_and_a_yuan_more_would_add():
    def worth(**columns):
        question = read(
            cities.outlook([[12.0, 14.0], [6.0, 8.0]]),
            cities.growers("me", caution=0.0, **columns),
            cities.lines(("me", "a"), ("me", "b"), cost=[70.0, 30.0]),
        )
        return solve(question)

    scarce = worth(area=100.0, cash=5000.0)

    assert worth(area=101.0, cash=5000.0).worth[0] - scarce.worth[0] == pytest.approx(
        scarce.area_price[0]
    )
    assert worth(area=100.0, cash=5001.0).worth[0] - scarce.worth[0] == pytest.approx(
        scarce.cash_price[0], rel=1e-4
    )
