"""Before and after, by formula and against what is known without it."""

import datetime
from random import Random
from statistics import fmean

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from yuandu.mechanisms.reforms.rules import effects, student
from yuandu.mechanisms.reforms.rules.effects import Method, State

BEGAN = datetime.date(2026, 6, 1)
MONTHS = [f"2026-{month:02d}" for month in range(1, 11)]
LATER = MONTHS[5:]
NUMBERS = st.floats(-1e6, 1e6).map(lambda each: round(each, 3))


@pytest.mark.parametrize(
    ("degrees", "factor"),
    [
        (1, 12.7062),
        (2, 4.3027),
        (3, 3.1824),
        (4, 2.7764),
        (10, 2.2281),
        (30, 2.0423),
        (120, 1.9799),
    ],
)
def test_the_factor_is_that_of_the_tables(degrees, factor):
    assert student.quantile(0.975, degrees) == pytest.approx(factor, abs=5e-5)


@given(st.floats(0.5, 300), st.floats(0.51, 0.999))
def test_as_much_lies_below_the_factor_as_was_asked_for(degrees, share):
    assert student.below(student.quantile(share, degrees), degrees) == pytest.approx(share)


def panel(places: int, *, effect: float = 0.0, under: int = 0, noise: float = 1.0, seed: int = 1):
    """Return places whose months move alike, those under the measure by `effect` more."""
    rng = Random(seed)
    alike = [rng.uniform(0, 50) for _ in MONTHS]
    return {
        place: {
            month: 100 * place
            + alike[at]
            + rng.gauss(0, noise)
            + (effect if place < under and month in LATER else 0)
            for at, month in enumerate(MONTHS)
        }
        for place in range(places)
    }


def test_what_was_put_in_comes_out_whatever_moved_everybody():
    found = effects.difference(
        panel(16, effect=12, under=6), under=range(6), began_on=BEGAN, is_rise=True
    )

    assert found.state is State.HELPED
    assert found.effect.low < 12 < found.effect.high
    assert (found.under.places, found.others.places) == (6, 10)
    assert (found.before, found.after) == (tuple(MONTHS[:5]), tuple(MONTHS[5:]))


def test_an_effect_against_the_claim_is_told_as_such():
    found = effects.difference(
        panel(16, effect=12, under=6), under=range(6), began_on=BEGAN, is_rise=False
    )

    assert found.state is State.HURT


def test_the_interval_holds_the_truth_95_times_in_100():
    held = 0
    for seed in range(400):
        found = effects.difference(
            panel(14, effect=3, under=6, noise=4, seed=seed),
            under=range(6),
            began_on=BEGAN,
            is_rise=True,
        )
        held += found.effect.low <= 3 <= found.effect.high

    assert 0.92 <= held / 400 <= 0.98


@given(
    st.lists(st.lists(NUMBERS, min_size=10, max_size=10), min_size=7, max_size=9),
    st.floats(-1e4, 1e4),
)
def test_it_is_the_mean_change_beyond_the_others_and_blind_to_what_all_share(rows, shift):
    values = {at: dict(zip(MONTHS, row, strict=True)) for at, row in enumerate(rows)}
    shifted = {
        at: {month: value + shift * (month in LATER) for month, value in known.items()}
        for at, known in values.items()
    }

    found, moved = (
        effects.difference(each, under=range(3), began_on=BEGAN, is_rise=True)
        for each in (values, shifted)
    )

    changes = [fmean(row[5:]) - fmean(row[:5]) for row in rows]
    assert found.effect.estimate == pytest.approx(
        fmean(changes[:3]) - fmean(changes[3:]), abs=1e-6, rel=1e-9
    )
    assert moved.effect.estimate == pytest.approx(found.effect.estimate, abs=1e-6, rel=1e-6)


@given(st.lists(st.lists(NUMBERS, min_size=10, max_size=10), min_size=6, max_size=8))
def test_exchanged_sides_turn_the_effect_round(rows):
    values = {at: dict(zip(MONTHS, row, strict=True)) for at, row in enumerate(rows)}
    rest = range(3, len(rows))

    one = effects.difference(values, under=range(3), began_on=BEGAN, is_rise=True).effect
    other = effects.difference(values, under=rest, began_on=BEGAN, is_rise=True).effect

    assert one.estimate == pytest.approx(-other.estimate, abs=1e-6)
    assert one.low == pytest.approx(-other.high, abs=1e-6, rel=1e-6)


@pytest.mark.parametrize(
    ("places", "under", "began_on", "state"),
    [
        (16, 6, datetime.date(2026, 3, 1), State.FEW_MONTHS),
        (16, 6, datetime.date(2026, 9, 1), State.FEW_MONTHS),
        (16, 2, BEGAN, State.FEW_PLACES),
        (8, 6, BEGAN, State.FEW_PLACES),
    ],
)
def test_too_little_is_not_judged(places, under, began_on, state):
    found = effects.difference(panel(places), under=range(under), began_on=began_on, is_rise=True)

    assert (found.state, found.effect) == (state, None)


def test_the_month_of_the_beginning_belongs_to_neither_side():
    before, after = effects.split(MONTHS, datetime.date(2026, 6, 15))

    assert (before[-1], after[0]) == ("2026-05", "2026-07")


def test_sides_that_moved_apart_before_are_told():
    values = panel(12, noise=0.1)
    for place in range(5):
        for at, month in enumerate(MONTHS):
            values[place][month] += 3 * at

    found = effects.difference(values, under=range(5), began_on=BEGAN, is_rise=True)

    assert found.leans
    assert not effects.difference(
        panel(12, seed=4), under=range(5), began_on=BEGAN, is_rise=True
    ).leans
    assert found.drift.estimate == pytest.approx(3, abs=0.2)


@given(st.floats(-100, 100), st.floats(-10, 10), st.floats(-50, 50))
def test_a_jump_from_a_line_is_found(height, slope, jump):
    assume(abs(jump) > 0.01)
    values = {
        month: height + slope * at + (jump if month in LATER else 0)
        for at, month in enumerate(MONTHS)
    }

    found = effects.trend(values, began_on=BEGAN, is_rise=jump > 0)

    assert found.method is Method.TREND
    assert found.effect.estimate == pytest.approx(jump, abs=1e-6)
    assert found.state is State.HELPED


def test_a_line_needs_four_months_before():
    few = effects.trend(
        dict.fromkeys(MONTHS, 1.0), began_on=datetime.date(2026, 4, 2), is_rise=True
    )

    assert few.state is State.FEW_MONTHS


def test_a_month_is_what_was_added_since_the_one_before():
    parts = {"2026-01": (3.0, 4.0), "2026-02": (5.0, 8.0), "2026-04": (9.0, 9.0)}

    assert effects.monthly(parts, to_date=True) == {"2026-01": 0.75, "2026-02": 0.5}
    assert effects.monthly(parts, to_date=False)["2026-04"] == 1.0
    assert effects.monthly({"2026-01": (0.0, 0.0)}, to_date=False) == {}
