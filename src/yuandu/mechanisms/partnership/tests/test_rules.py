"""What a review goes by, without a database."""

import datetime

import pytest
from pydantic import ValidationError

from yuandu.mechanisms.partnership import rules
from yuandu.mechanisms.partnership.rules import Heard, ReviewRule

DAY = datetime.date(2026, 12, 1)


def test_nominations_have_to_come_from_several_sections():
    rule = ReviewRule(people=3, sections=2)
    assert not rules.is_enough(rule, [1, 2])
    assert not rules.is_enough(rule, [1, 1, 1, 1])
    assert rules.is_enough(rule, [1, 1, 2])


@pytest.mark.parametrize(
    ("kind", "step", "result", "state"),
    [
        ("admit", "group", "failed", "ended"),
        ("admit", "board", "carried", "standing"),
        ("admit", "board", "no_quorum", "standing"),
        ("keep", "group", "failed", "standing"),
        ("keep", "board", "failed", "standing"),
        ("keep", "meeting", "carried", "kept"),
        ("keep", "meeting", "failed", "leaving"),
        ("admit", "meeting", "carried", "admitted"),
        ("admit", "appeal", "failed", "refused"),
        ("keep", "appeal", "carried", "kept"),
        ("keep", "meeting", "no_quorum", "standing"),
    ],
)
def test_somebody_new_passes_every_step_and_of_a_partner_the_meeting_decides(
    kind, step, result, state
):
    assert rules.after(kind, step, result) == state


def test_a_bloc_decides_only_in_favour():
    assert rules.after("keep", "meeting", "failed", is_bloc=True) == "standing"
    assert rules.after("keep", "meeting", "carried", is_bloc=True) == "kept"


def test_those_of_whom_no_step_said_no_are_voted_on_by_group():
    good, bad = ("carried", "carried"), ("carried", "failed")
    heard = [
        Heard(1, "keep", 7, good),
        Heard(2, "keep", 7, bad),
        Heard(3, "keep", 7, good),
        Heard(4, "keep", 8, good),
        Heard(5, "admit", 7, good),
        Heard(6, "keep", 7, good, is_apart=True),
        Heard(8, "keep", None, good),
    ]
    assert rules.questions(heard, blocs=True) == [[1, 3], [4], [2], [5], [6], [8]]
    assert rules.questions(heard, blocs=False) == [[1], [2], [3], [4], [5], [6], [8]]
    assert rules.is_bloc_too_wide(4, 7)
    assert not rules.is_bloc_too_wide(3, 6)


def test_promised_days_are_complete_and_in_order():
    week = datetime.timedelta(days=7)
    dates = {step: (DAY + at * week, DAY + at * week + week) for at, step in enumerate(rules.DATED)}
    assert rules.date_faults(dates, DAY) == []
    assert rules.date_faults(dates, DAY + week) == ["nominating"]
    swapped = dates | {"board": dates["group"]}
    assert rules.date_faults(swapped, DAY) == ["board"]
    del dates["meeting"]
    assert rules.date_faults(dates, DAY) == ["meeting"]


def test_rules_that_make_no_sense_are_none():
    with pytest.raises(ValidationError):
        ReviewRule(people=1, sections=2)
    with pytest.raises(ValidationError):
        ReviewRule(board=rules.SPECIAL_RESOLUTION)
    # Hardly two hold as many shares: the weight of a secret vote would say whose it is.
    told = {"update": {"per_share": True, "is_secret": True}}
    for step in ("group", "division", "meeting"):
        with pytest.raises(ValidationError):
            ReviewRule(**{step: rules.SPECIAL_RESOLUTION.model_copy(**told)})
    assert ReviewRule.model_validate(ReviewRule().model_dump(mode="json")) == ReviewRule()


def test_the_day_of_the_notice_is_not_counted():
    assert rules.appeal_until(DAY, ReviewRule(appeal_days=7)) == datetime.date(2026, 12, 8)
