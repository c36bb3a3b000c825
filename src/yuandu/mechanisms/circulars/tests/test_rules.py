"""Numbers of a text stay those of its figures; pure."""

from decimal import Decimal

import pytest

from yuandu.mechanisms.circulars import rules
from yuandu.mechanisms.circulars.rules import Month, Place, State

DRAFTED = "全市16个县市区、开发区中，14个已签发月报。当月完成投资98.76亿元，占年度计划的75.1%。"
PRINTED = [
    ("counties", "16"),
    ("signed", "14"),
    ("invested_month", "98.76亿元"),
    ("completed_share", "75.1%"),
]
KEYWORDS = {"signed": ("签发",), "invested_month": ("投资",), "completed_share": ("年度计划",)}
BOUND = rules.bind(DRAFTED, PRINTED)


def said(text):
    return [
        (each.text, each.state, each.figure) for each in rules.check(text, BOUND, KEYWORDS).marks
    ]


def test_every_number_of_a_draft_is_bound_to_its_figure():
    assert [each.figure for each in BOUND] == [code for code, _ in PRINTED]
    assert all(state is State.AGREES for _, state, _ in said(DRAFTED))


def test_a_number_in_a_name_is_bound_to_no_figure():
    bound = rules.bind("“2026争星榜”居前的有3个。", [("counties", "3")])
    assert bound[-1].figure == "counties"
    assert {each.figure for each in bound[:-1]} <= {""}


@pytest.mark.parametrize(
    ("old", "new", "figure"),
    [
        ("98.76", "99.76", "invested_month"),
        ("14个", "15个", "signed"),
        ("75.1%", "85.1%", "completed_share"),
    ],
)
def test_a_changed_number_differs_and_is_told_its_figure(old, new, figure):
    check = rules.check(DRAFTED.replace(old, new), BOUND, KEYWORDS)

    [mark] = check.differing
    assert mark.figure == figure
    assert old.rstrip("个") in mark.drafted
    assert not check.left_out


def test_two_numbers_that_changed_places_do_not_both_agree():
    swapped = DRAFTED.replace("16个", "X").replace("14个", "16个").replace("X", "14个")
    assert rules.check(swapped, BOUND, KEYWORDS).differing


def test_words_may_change_and_sentences_go():
    assert all(state is State.AGREES for _, state, _ in said("总的看，" + DRAFTED + "望再接再厉。"))

    check = rules.check("当月完成投资98.76亿元。", BOUND, KEYWORDS)
    assert not check.differing
    assert [each.figure for each in check.left_out] == ["counties", "signed", "completed_share"]


def test_a_number_of_no_figure_is_unknown():
    check = rules.check(DRAFTED + "另需增派30人。", BOUND, KEYWORDS)
    assert [each.text for each in check.unknown] == ["30人"]


def test_a_share_without_a_plan_is_none():
    bare = Month("2026-10", "", (Place(1, "甲", "A", None, {}),), (), ())
    assert bare.total("completed_share") is None

    values = {"annual_plan": Decimal(200), "invested_year": Decimal(150)}
    planned = Month("2026-10", "", (Place(1, "甲", "A", None, values),), (), ())
    assert planned.total("completed_share") == 75
    assert planned.total("red") == 0
