"""What works needed: the interval holds as many as it says, and few cases tell nothing."""

import datetime
from random import Random

from yuandu.engines.forecasting.needs import Needed, expect, look_back

DAY = datetime.timedelta(1)
FIRST = datetime.date(2015, 1, 1)


def some_works(number: int = 400) -> list[Needed]:
    rng = Random(7)
    amounts = [rng.lognormvariate(0, 0.6) for _ in range(number)]
    return [
        Needed(amount, FIRST + DAY * 9 * at, FIRST + DAY * (9 * at + 60), ("industry",))
        for at, amount in enumerate(amounts)
    ]


def test_four_of_five_works_need_what_the_interval_says():
    past = look_back(some_works(), latest=300)

    assert past.count == 300
    assert 0.75 <= past.inside <= 0.85
    assert past.error < past.error_of_mean


def test_too_few_cases_tell_nothing():
    works = some_works(29)

    assert expect(works, traits=("industry",), on=works[-1].ended) is None
    assert look_back(works, latest=10) is None


def test_a_case_that_ended_later_is_not_known_yet():
    works = some_works(60)

    told = expect(works, traits=("industry",), on=works[40].ended)

    assert told.cases == 41
    assert told.low <= told.middle <= told.high
