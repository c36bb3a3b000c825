import numpy as np
import polars as pl
import pytest

from yuandu.engines.planning import ration, read, tell
from yuandu.engines.planning.tests import cities


def told(scenarios, lines, growers=None, **columns):
    question = read(
        cities.outlook(scenarios, **columns),
        cities.growers("me") if growers is None else growers,
        lines,
    )
    return tell(ration(question, seed=1, at_once=1))


def reasons(answer):
    return dict(answer.lines.select("kind", "reason").iter_rows())


def test_each_kind_has_its_reason():
    scenarios = np.array(
        [
            [9.0, 9.5, 10.0, 9.8, 9.0],  # a pays best, as far as skill goes
            [7.0, 7.1, 7.2, 7.0, 7.1],  # b pays next, on what is left
            [5.0, 5.1, 5.2, 5.0, 5.1],  # c would pay, were there beds
            [3.0, 3.1, 3.2, 3.0, 3.1],  # d costs more than it brings
            [9.0, 9.0, 9.0, 9.0, 9.0],  # e is grown by everybody
            [0.1, 9.0, 9.0, 9.0, 0.2],  # f pays on average, and in bad years nothing
            [9.0, 9.0, 9.0, 9.0, 9.0],  # g must rest
        ]
    )
    others = [1e6, 1e6, 1e6, 1e6, 9e6, 1e6, 1e6]
    most = [40.0, None, None, None, None, None, 0.0]

    answer = told(
        scenarios,
        cities.lines(*(("me", kind) for kind in "abcdefg")).with_columns(
            most=pl.Series(most, dtype=pl.Float64)
        ),
        cities.growers("me", caution=3.0),
        others=others,
        flexibility=[0.5] * 7,
    )

    assert reasons(answer) == {
        "a": "to-the-limit", "b": "best", "c": "outdone", "d": "loss",
        "e": "crowded", "f": "risk", "g": "no-room",
    }  # fmt: skip
    assert answer.lines.filter(pl.col("kind") == "c")["short"][0] > 0
    assert answer.growers["idle_reason"].to_list() == [""]


def test_not_to_plant_is_an_answer():
    answer = told([[3.0, 3.5]], cities.lines(("me", "a")))

    assert answer.growers.select("planted", "idle", "income", "idle_reason").row(0) == (
        0.0, 100.0, 0.0, "nothing-pays",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("growers", "most", "why"),
    [
        (cities.growers("me", cash=400.0), None, "cash"),
        (cities.growers("me"), [30.0], "limits"),
    ],
)
def test_beds_stay_empty_for_a_reason(growers, most, why):
    lines = cities.lines(("me", "a"), **({} if most is None else {"most": most}))

    answer = told([[9.0, 10.0]], lines, growers)

    assert answer.growers["idle_reason"].to_list() == [why]
    assert 0 < answer.growers["idle"][0] < 100


def test_the_bad_year_is_the_mean_of_the_worst_scenarios():
    scenarios = [[8.0, 9.0, 10.0, 2.0, 11.0, 9.0, 9.0, 3.0, 9.0, 10.0]]

    answer = told(scenarios, cities.lines(("me", "a")), cities.growers("me", caution=0.0))

    factor = answer.kinds["factor"][0]
    row = answer.growers.row(0, named=True)
    assert row["income"] == pytest.approx(100 * (10 * 8.0 * factor - 40))
    assert row["bad_income"] == pytest.approx(100 * (10 * 2.5 * factor - 40))
    assert row["loss_chance"] == pytest.approx(0.2)


def test_only_who_is_asked_for_is_told():
    question = cities.city(40)
    plans = ration(question, seed=1, at_once=1)

    some, every = tell(plans, np.array([3, 17])), tell(plans)

    assert some.growers["grower"].to_list() == ["3", "17"]
    assert some.lines.equals(every.lines.filter(pl.col("grower").is_in(["3", "17"])))
