"""Intervals of finish dates: what they know, what they hold, and when they are silent."""

import datetime
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.engines.forecasting import LEAST_CASES, Ended, Works, foretell, look_back

TODAY = datetime.date(2026, 11, 24)
DAY = datetime.timedelta(1)

days = st.integers(1, 2_000)
starts = st.dates(datetime.date(2018, 1, 1), datetime.date(2026, 11, 1))
works = st.builds(
    lambda begun, planned, *traits: Works(begun, begun + DAY * planned, traits),
    starts,
    days,
    st.sampled_from("ab"),
    st.sampled_from("xyz"),
)
cases = st.builds(lambda works, taken: Ended(works, works.begun + DAY * taken), works, days)
classes = st.lists(cases, min_size=LEAST_CASES, max_size=80)


def works_of(planned: int, *traits: str, begun: datetime.date = TODAY) -> Works:
    return Works(begun, begun + DAY * planned, traits)


def a_class(stretches: list[float], *traits: str) -> list[Ended]:
    """Works of 1,000 planned days that have ended, one for each stretch, all on one day."""
    begun = [TODAY - DAY * round(1_000 * stretch) for stretch in stretches]
    return [Ended(works_of(1_000, *traits, begun=day), TODAY) for day in begun]


def test_the_interval_is_what_works_of_the_class_needed():
    told = foretell(works_of(100), a_class([at / 100 for at in range(51, 150)]), on=TODAY)

    assert told is not None
    assert told.middle == TODAY + DAY * 100
    assert told.earliest == TODAY + DAY * 60  # of 99 cases and itself, a tenth ends before
    assert told.latest == TODAY + DAY * 140
    assert (told.cases, told.cut_off, told.share) == (99, TODAY, Fraction(4, 5))


def test_what_is_alike_weighs_more():
    ended = a_class([1.0] * 40, "road") + a_class([3.0] * 41, "bridge")

    road = foretell(works_of(100, "road"), ended, on=TODAY)
    bridge = foretell(works_of(100, "bridge"), ended, on=TODAY)

    assert road is not None
    assert bridge is not None
    assert road.middle == TODAY + DAY * 100
    assert bridge.middle == TODAY + DAY * 300


def test_what_ended_long_ago_weighs_less():
    long_ago = TODAY - DAY * 2_000
    old = [
        Ended(works_of(1_000, begun=long_ago - DAY * 3_000), long_ago - DAY * at)
        for at in range(1, 50)
    ]

    told = foretell(works_of(100), old + a_class([1.0] * 40), on=TODAY)

    assert told is not None
    assert told.middle == TODAY + DAY * 100


def test_too_few_cases_tell_nothing():
    few = a_class([1.0] * (LEAST_CASES - 1))

    assert foretell(works_of(100), few, on=TODAY) is None
    assert look_back(few, on=TODAY) is None
    assert look_back([], on=TODAY) is None


def test_nobody_knows_the_end_of_what_outlasts_the_class():
    ended = a_class([1.0] * 40 + [2.0] * LEAST_CASES)
    late = works_of(100, begun=TODAY - DAY * 150)
    later = works_of(100, begun=TODAY - DAY * 201)

    told = foretell(late, ended, on=TODAY)

    assert told is not None
    assert told.cases == LEAST_CASES  # those that took longer than these have already
    assert told.earliest == told.middle == TODAY + DAY * 50
    assert foretell(later, ended, on=TODAY) is None


def test_a_class_that_is_just_large_enough_may_leave_the_end_open():
    told = foretell(
        works_of(100), a_class([1 + at / 100 for at in range(LEAST_CASES)]), on=TODAY,
        share=Fraction(99, 100),
    )  # fmt: skip

    assert told is not None
    assert told.latest is None


@given(works, classes, st.dates(datetime.date(2020, 1, 1), TODAY))
def test_the_days_come_in_their_order_and_after_today(asked, ended, on):
    elapsed = (on - asked.begun).days / asked.planned_days
    possible = [case for case in ended if case.on <= on and case.stretch > elapsed]

    told = foretell(asked, ended, on=on)

    if len(possible) < LEAST_CASES:
        assert told is None
        return
    assert told is not None
    assert told.earliest <= told.middle <= (told.latest or datetime.date.max)
    assert told.earliest > min(on, asked.begun)
    assert on < asked.begun or told.earliest > on
    assert told.cases == len(possible)


@given(works, classes, st.dates(datetime.date(2020, 1, 1), TODAY))
def test_nothing_is_known_of_what_ends_later(asked, ended, on):
    known = [case for case in ended if case.on <= on]

    assert foretell(asked, ended, on=on) == foretell(asked, known, on=on)


@given(works, classes, st.randoms())
def test_the_order_of_cases_tells_nothing(asked, ended, random):
    turned = random.sample(ended, len(ended))

    assert foretell(asked, turned, on=TODAY) == foretell(asked, ended, on=TODAY)


@given(days, classes)
def test_a_wider_interval_holds_a_narrower_one(planned, ended):
    later = datetime.date(2036, 1, 1)  # when all have ended
    asked = works_of(planned, "a", "x", begun=later)

    narrow = foretell(asked, ended, on=later, share=Fraction(1, 2))
    wide = foretell(asked, ended, on=later, share=Fraction(9, 10))

    assert narrow is not None
    assert wide is not None
    assert wide.earliest <= narrow.earliest
    assert (narrow.latest or datetime.date.max) <= (wide.latest or datetime.date.max)


def test_four_of_five_end_inside_where_the_future_is_as_the_past():
    random, ended, day = Random(7), [], datetime.date(2010, 1, 1)
    for _ in range(600):
        day += DAY * 5
        works = works_of(random.randint(50, 400), random.choice("ab"), begun=day)
        ended.append(
            Ended(works, day + DAY * round(works.planned_days * random.lognormvariate(0, 0.4)))
        )

    told = look_back(ended, on=TODAY)

    assert told is not None
    assert told.count > 450
    assert told.width_is_right
    assert told.error < told.error_of_mean


def test_looking_back_measures_the_plan_and_the_usual_time_beside_the_forecast():
    ended = [
        Ended(works_of(100, begun=day), day + DAY * 150)
        for day in (datetime.date(2020, 1, 1) + DAY * 10 * at for at in range(100))
    ]

    told = look_back(ended, on=TODAY)

    assert told is not None
    assert told.count == 100 - LEAST_CASES - 14  # what ended within 150 days before is not known
    assert told.error == 0
    assert told.error_as_planned == 50
    assert told.error_of_mean == 0
    assert told.inside == 1
    assert not told.width_is_right


@pytest.mark.parametrize("planned", [0, -5])
def test_works_of_no_time_are_refused(planned):
    with pytest.raises(ValueError, match="works of no time"):
        works_of(planned)


def test_an_end_before_the_beginning_is_refused():
    with pytest.raises(ValueError, match="ended on"):
        Ended(works_of(100), TODAY)


def test_looking_back_on_the_latest_alone_is_looking_back_on_fewer():
    begun = [TODAY - DAY * 20 * number for number in range(5, 65)]
    cases = [Ended(works_of(100, begun=day), day + DAY * 90) for day in begun]

    whole = look_back(cases, on=TODAY)
    latest = look_back(cases, on=TODAY, latest=5)

    assert whole.count > latest.count == 5
