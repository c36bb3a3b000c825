"""The way of a trip, seasons, days of a timetable, and the cost of a truck."""

import datetime
from decimal import Decimal

import pytest
from django.utils import translation

from yuandu.kernel.audit import events
from yuandu.mechanisms.lines import rules
from yuandu.mechanisms.lines.rules import Carried, Rates, claims, projection, temperature

RATES = Rates(Decimal(900), Decimal("5.20"), Decimal(80), truck=43)


def test_a_truck_that_was_missing_may_still_arrive():
    assert rules.next_state("missing", "arrive") == "arrived"


def test_a_truck_that_has_left_is_not_cancelled():
    with pytest.raises(rules.NoSuchMove):
        rules.next_state("departed", "cancel")


@pytest.mark.parametrize(
    ("month", "season"),
    [(2, "winter"), (3, "spring"), (8, "summer"), (9, "autumn"), (12, "winter")],
)
def test_seasons_begin_with_march(month, season):
    assert rules.season(datetime.date(2026, month, 1)) == season


def test_a_truck_that_leaves_in_the_evening_is_due_the_next_day():
    assert rules.due_on(datetime.date(2026, 3, 1), datetime.time(18), 9) == datetime.date(
        2026, 3, 2
    )


def test_a_timetable_gives_its_days_both_ends_included():
    first = datetime.date(2026, 3, 2)  # a Monday

    days = rules.days_of([0, 2], first, first + datetime.timedelta(days=7))

    assert [day.day for day in days] == [2, 4, 9]


def test_a_second_truck_is_paid_for_once_the_first_is_full():
    one = [Carried(1, 43, "a", 100)]
    two = [*one, Carried(2, 1, "a", 100)]

    assert rules.cost(one, RATES) == Decimal("1500.00")
    assert rules.cost(two, RATES) == Decimal("2920.00")


def test_who_sends_twice_is_one_shipper_and_shares_are_the_whole():
    carried = [Carried(7, 10, "a", 100), Carried(9, 5, "b", 300), Carried(7, 3, "b", 300)]

    shared, places = rules.shares(carried, RATES, seed=1)

    assert list(places) == [7, 9]
    assert Decimal(sum(shared.shares)) / 100 == rules.cost(carried, RATES)


def test_the_map_keeps_north_above_and_east_to_the_right():
    harbin, sansha, kashgar = (126.6, 45.8), (112.9, 9.5), (75.9, 39.5)
    sheet = projection.Sheet.around([harbin, sansha, kashgar])
    (east, north), (_, south), (west, _) = map(sheet.place, (harbin, sansha, kashgar))

    assert west == projection.MARGIN < east == projection.WIDTH - projection.MARGIN
    assert north == projection.MARGIN < south == sheet.height - projection.MARGIN


def test_on_the_map_what_mirrors_on_the_globe_mirrors():
    x, _ = projection.albers((105.0, 35.0))
    (left, low), (right, high) = projection.albers((95.0, 40.0)), projection.albers((115.0, 40.0))

    assert x == 0
    assert (left, low) == (-right, high)


def test_a_single_place_is_a_map_too():
    sheet = projection.Sheet.around([(118.5, 36.7)])

    assert projection.dots(sheet, [(118.5, 36.7)]) == "M24 24h0"


LOG = """Logger 17
时间,温度(℃)
2026-11-24 18:00,12.0
2026-11-24 18:10,7.9
2026/11/24 18:40:00,7.0℃
2026-11-24 18:50,28.1

2026-11-24 21:00,12
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_loggers_file_is_read_and_summed_up(encoding):
    readings = temperature.read(LOG.encode(encoding))
    told = temperature.summary(readings, low=Decimal(8), high=Decimal(28))

    # Too warm at 18:50, with nothing known from 19:50 on: a reading holds for an hour at most.
    assert told == temperature.Summary(Decimal("7.0"), Decimal("28.1"), 110, 40, 60, 5)


def test_day_and_time_may_stand_apart_and_tabs_may_part_them():
    readings = temperature.read("日期\t时间\t温度\n2026-11-24\t18:00:00\t12\n".encode())

    assert readings[0].at == datetime.datetime.fromisoformat("2026-11-24T18:00")


@pytest.mark.parametrize(
    ("content", "why", "line"),
    [
        (b"", "no-columns", 0),
        (b"a,b\n1,2\n", "no-columns", 0),
        (b"time,temp\n", "empty", 0),
        (b"time,temp\n2026-11-24 18:00\n", "short", 2),
        (b"time,temp\n24/11/2026 18:00,4\n", "time", 2),
        (b"time,temp\n2026-11-24 18:00,warm\n", "degrees", 2),
        (b"time,temp\n2026-11-24 18:00,NaN\n", "degrees", 2),
        (b"time,temp\n2026-11-24 18:00,850\n", "degrees", 2),
        (b"time,temp\n2026-11-24 18:00,4\n2026-11-24 18:00,5\n", "twice", 3),
        (b"PK\x03\x04\x00\x00", "not-text", 0),
        (b"x" * 2_000_001, "too-large", 0),
    ],
)
def test_what_is_no_log_says_why_and_where(content, why, line):
    with pytest.raises(temperature.OddLog) as refused:
        temperature.read(content)

    assert (refused.value.why, refused.value.line) == (why, line)


def test_one_reading_is_a_moment():
    told = temperature.summary(
        [temperature.Reading(datetime.datetime.fromisoformat("2026-11-24"), Decimal(3))],
        low=Decimal(8), high=Decimal(28),
    )  # fmt: skip

    assert (told.minutes, told.minutes_below) == (0, 0)


def test_every_claim_that_waits_waits_for_somebody():
    ends = {claims.SETTLED, claims.CLOSED, claims.WITHDRAWN}
    states = {claims.FILED, *claims.MOVES.values()}

    assert states - ends == set(claims.TURNS)
    assert {state for state, _ in claims.MOVES} == set(claims.TURNS)


@pytest.mark.parametrize("move", sorted({move for _, move in claims.MOVES}))
def test_every_move_of_a_claim_has_a_name_in_the_log(move):
    for language in ("zh-hans", "en"):
        with translation.override(language):
            assert events.title(f"lines.claim_{move}") != f"lines.claim_{move}"
