"""What a report may say, what in it is doubtful, and when a light turns; without a database."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.mechanisms.reporting import rules
from yuandu.mechanisms.reporting.rules import Doubt, Fault, Figures, Known, State, Terms, Tone

NOVEMBER = datetime.date(2026, 11, 30)
WAN = 10_000
BEFORE = Figures(Decimal(100 * WAN), progress_share=Decimal("0.40"), progress="主体封顶")
KNOWN = Known(
    before=BEFORE,
    to_date=Decimal(900 * WAN),
    total=Decimal(5_000 * WAN),
    annual_plan=Decimal(1_200 * WAN),
)

money = st.decimals(min_value=0, max_value=10**12, places=2)
shares = st.none() | st.decimals(min_value=0, max_value=1, places=4)
figures = st.builds(
    Figures, money, st.just(Decimal(0)), st.just(""), shares, st.sampled_from(["", "基础", "封顶"])
)
days = st.none() | st.dates(datetime.date(2020, 1, 1), datetime.date(2028, 1, 1))
states = st.builds(
    State,
    planned_start_on=days,
    started_on=days,
    annual_plan=st.none() | money,
    invested=money,
    months_planned=st.integers(1, 12).flatmap(
        lambda altogether: st.tuples(st.integers(0, altogether), st.just(altogether))
    ),
    funds_in_place=st.none() | st.booleans(),
    listed_on=days,
    is_ended=st.booleans(),
)
ends = st.dates(datetime.date(2021, 1, 1), datetime.date(2027, 1, 1))


def test_a_sound_report_has_neither_faults_nor_doubts():
    said = Figures(Decimal(120 * WAN), progress_share=Decimal("0.45"), progress="二次结构")

    assert rules.faults(said, KNOWN) == ()
    assert rules.doubts(said, KNOWN) == ()


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (Figures(Decimal(-1)), Fault("invested", "negative")),
        (Figures(Decimal(1), progress_share=Decimal("1.05")), Fault("progress_share", "no-share")),
        (Figures(Decimal(1), progress_share=Decimal("-0.01")), Fault("progress_share", "no-share")),
        (Figures(Decimal(1), Decimal(-5), "  "), Fault("correction", "no-reason")),
        (Figures(Decimal(1), Decimal(0), "上月多报"), Fault("corrected", "reason-for-nothing")),
        (Figures(Decimal(1), Decimal(-901 * WAN), "上月多报"), Fault("corrected", "below-nothing")),
    ],
)
def test_what_makes_no_sense_is_a_fault(said, fault):
    assert rules.faults(said, KNOWN) == (fault,)


def test_every_fault_is_told_at_once():
    said = Figures(Decimal(-1), Decimal(-5), "", Decimal(3))

    assert {fault.code for fault in rules.faults(said, KNOWN)} == {
        "negative", "no-reason", "no-share",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (
            Figures(Decimal(100 * WAN), progress_share=Decimal("0.40"), progress="主体封顶"),
            "money-without-progress",
        ),
        (Figures(Decimal(0), progress_share=Decimal("0.39"), progress="返工"), "progress-falls"),
        (
            Figures(Decimal(0), progress_share=Decimal("0.45"), progress="砌筑"),
            "progress-without-money",
        ),
        (Figures(Decimal(401 * WAN), progress_share=Decimal("0.6"), progress="砌筑"), "sudden"),
    ],
)
def test_what_contradicts_itself_is_a_doubt(said, code):
    assert [doubt.code for doubt in rules.doubts(said, KNOWN)] == [code]


def test_other_words_for_the_same_share_are_progress():
    said = Figures(Decimal(100 * WAN), progress_share=Decimal("0.40"), progress="屋面防水完成")

    assert rules.doubts(said, KNOWN) == ()


def test_what_is_complete_is_still_paid_for():
    ended = Figures(Decimal(5), progress_share=Decimal(1), progress="已竣工")

    assert rules.doubts(ended, Known(before=ended)) == ()


def test_more_than_the_whole_is_doubtful_with_both_sums():
    known = Known(to_date=Decimal(4_990 * WAN), total=Decimal(5_000 * WAN))

    assert rules.doubts(Figures(Decimal(11 * WAN)), known) == (
        Doubt("more-than-planned", "invested", (Decimal(5_001 * WAN), Decimal(5_000 * WAN))),
    )


def test_money_before_the_start_is_doubtful():
    assert [
        doubt.code for doubt in rules.doubts(Figures(Decimal(1)), Known(has_started=False))
    ] == ["not-started"]  # fmt: skip
    assert rules.doubts(Figures(Decimal(0)), Known(has_started=False)) == ()


@given(figures, figures)
def test_the_same_as_last_month_is_doubtful_only_for_its_money(said, before):
    same = rules.doubts(said, Known(before=said))

    assert {doubt.code for doubt in same} <= {"money-without-progress"}
    assert rules.faults(said, Known(before=before)) == ()


@pytest.mark.parametrize(
    ("planned", "tone"),
    [
        (None, Tone.GREY),
        (datetime.date(2026, 12, 1), Tone.GREEN),
        (datetime.date(2026, 11, 30), Tone.YELLOW),
        (datetime.date(2026, 10, 1), Tone.YELLOW),
        (datetime.date(2026, 9, 30), Tone.RED),  # the third month running
        (datetime.date(2025, 11, 1), Tone.RED),
    ],
)
def test_the_light_of_the_start(planned, tone):
    state = State(planned_start_on=planned)

    assert rules.lights(state, Terms(), on=NOVEMBER)["start"].tone is tone


@pytest.mark.parametrize(
    ("spent", "tone"),
    [(100, Tone.GREEN), (91, Tone.GREEN), (90, Tone.YELLOW), (70, Tone.YELLOW), (69, Tone.RED)],
)
def test_the_light_of_progress_at_the_edges(spent, tone):
    state = State(annual_plan=Decimal(100), invested=Decimal(spent), months_planned=(12, 12))

    reading = rules.lights(state, Terms(), on=NOVEMBER)["progress"]

    assert reading.tone is tone
    assert reading.number == 1 - Decimal(spent) / 100


def test_a_project_that_began_in_july_is_to_spend_from_july_on():
    state = State(annual_plan=Decimal(60), invested=Decimal(50), months_planned=(5, 6))

    assert rules.lights(state, Terms(), on=NOVEMBER)["progress"].tone is Tone.GREEN


@pytest.mark.parametrize(
    ("started", "tone"),
    [
        (datetime.date(2026, 11, 2), Tone.GREEN),
        (datetime.date(2026, 10, 31), Tone.YELLOW),  # the end of a month completes one
        (datetime.date(2026, 9, 30), Tone.YELLOW),
        (datetime.date(2026, 8, 31), Tone.RED),
        (datetime.date(2026, 12, 1), Tone.GREY),
    ],
)
def test_the_light_of_the_statistics(started, tone):
    state = State(started_on=started)

    assert rules.lights(state, Terms(), on=NOVEMBER)["listing"].tone is tone


@pytest.mark.parametrize(
    ("told", "tone"), [(None, Tone.GREY), (True, Tone.GREEN), (False, Tone.RED)]
)
def test_the_light_of_funds(told, tone):
    assert rules.lights(State(funds_in_place=told), Terms(), on=NOVEMBER)["funds"].tone is tone


@given(states, ends)
def test_every_light_has_a_tone_and_the_worst_is_the_projects(state, on):
    found = rules.lights(state, Terms(), on=on)

    assert tuple(found) == rules.KINDS
    assert rules.worst(found.values()) in {reading.tone for reading in found.values()}
    assert (rules.worst(found.values()) is Tone.RED) == any(
        reading.tone is Tone.RED for reading in found.values()
    )


@given(states, ends, st.integers(1, 6), st.integers(0, 6))
def test_stricter_terms_never_make_a_light_better(state, on, months, more):
    loose = Terms(
        start_red_months=months + more,
        progress_red=Decimal("0.5"),
        listing_red_months=months + more,
    )
    strict = Terms(start_red_months=months, progress_red=Decimal("0.2"), listing_red_months=months)
    order = list(Tone).index

    for kind, reading in rules.lights(state, strict, on=on).items():
        assert order(reading.tone) >= order(rules.lights(state, loose, on=on)[kind].tone)


def test_no_light_is_grey():
    assert rules.worst([]) is Tone.GREY
