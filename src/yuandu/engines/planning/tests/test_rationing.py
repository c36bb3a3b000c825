import numpy as np
import polars as pl
import pytest

from yuandu.engines.planning import deviations, ration, rationing, read, tell
from yuandu.engines.planning.tests import cities


@pytest.fixture(scope="module")
def question():
    return cities.city(1500)


@pytest.fixture(scope="module")
def plans(question):
    return ration(question, seed=3, at_once=8)


def test_nobody_gains_a_hundredth_by_another_plan(question, plans):
    assert deviations(plans, np.arange(question.limits.area.size)).max() <= 0.01


def test_prices_are_those_that_the_supply_leads_to(question, plans):
    limits, kinds = question.limits, question.outlook.kinds
    supply = kinds["others"].to_numpy() + np.bincount(
        limits.kind, plans.solved.planted * limits.crop, kinds.height
    )

    assert plans.supply == pytest.approx(supply)
    assert plans.prices == pytest.approx(
        (supply / kinds["usual"].to_numpy()) ** -kinds["flexibility"].to_numpy()
    )


def test_plans_keep_all_limits(question, plans):
    limits, planted = question.limits, plans.solved.planted
    whose = np.repeat(np.arange(limits.area.size), np.diff(limits.first))

    assert (planted >= -1e-9).all()
    assert (planted <= limits.most + 1e-6).all()
    assert (np.bincount(whose, planted) <= limits.area + 1e-6).all()
    assert (np.bincount(whose, planted * limits.cost) <= limits.cash * (1 + 1e-9) + 1e-6).all()


def test_one_price_told_to_all_crowds_what_rationing_spreads(question, plans):
    told_to_all = ration(question, seed=3, passes=1, at_once=10**6)

    def crowding(made):
        return np.log(made.supply / question.outlook.kinds["usual"].to_numpy()).std()

    assert crowding(told_to_all) > 2 * crowding(plans)


def test_the_order_in_which_growers_are_planned_hardly_matters(question, plans):
    other = ration(question, seed=4, at_once=8)

    assert other.prices == pytest.approx(plans.prices, rel=0.02)


def test_two_threads_plan_what_one_does(question, plans):
    other = ration(question, seed=3, at_once=8, threads=2)

    assert other.supply == pytest.approx(plans.supply, rel=1e-6)


def test_counting_the_others_income_makes_supply_smaller_and_income_greater(question, plans):
    together = ration(question, seed=3, at_once=8, collective=1.0)

    def income(made):
        return tell(made).growers["income"].sum()

    assert together.supply.sum() < plans.supply.sum()
    assert income(together) > income(plans)


def test_a_market_that_others_fill_is_left_alone():
    def planted(others):
        outlook = cities.outlook([[9.0, 10.0], [6.0, 7.0]], others=[others, 1e6])
        lines = cities.lines(("me", "a"), ("me", "b"))
        return ration(read(outlook, cities.growers("me"), lines), seed=1, at_once=1)

    assert planted(1e6).solved.planted[0] > planted(4e6).solved.planted[0] == 0


def test_nobody_asking_is_nothing_planned():
    nobody = cities.growers("me").clear()
    lines = cities.lines(("me", "a")).clear()

    plans = ration(read(cities.outlook([[1.0, 2.0]]), nobody, lines), seed=1)

    assert plans.solved.planted.size == 0
    assert tell(plans).growers.height == 0


def test_beyond_what_is_known_a_price_neither_vanishes_nor_explodes():
    outlook = cities.outlook([[9.0, 10.0]], others=[1e9], flexibility=[1.3])
    question = read(outlook, cities.growers("me"), cities.lines(("me", "a")))

    assert ration(question, seed=1).prices[0] == rationing.LEAST_FACTOR


def test_a_grower_without_lines_is_told_that_beds_stay_empty():
    question = read(
        cities.outlook([[9.0, 10.0]]), cities.growers("me", "you"), cities.lines(("you", "a"))
    )

    told = tell(ration(question, seed=1))

    assert told.growers.filter(pl.col("grower") == "me")["idle_reason"].to_list() == [
        "nothing-pays"
    ]
