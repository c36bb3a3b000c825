"""Which of several ways the nearest path takes, and how far it raises which item of a score."""

import pytest

from yuandu.engines.rules.reaching import DEED, JUDGEMENT, PAPER
from yuandu.engines.rules.tests.test_reaching import path_of

FLAG = "value: {fact: %s}, operator: is, threshold: true"
OTHERS = """
  - {id: brand, title: 品牌, value: {fact: has_brand}, operator: is, threshold: true}
  - {id: size, title: 规模, value: {fact: staff}, operator: at_least, threshold: 10, unit: 人}
  - {id: good, title: 信誉, operator: person}
"""
ALL = "{any: [rule, brand, size, good]}"


def changes(requires: str, facts: dict, criterion: str = FLAG % "is_listed", rest: str = OTHERS):
    path = path_of(criterion, facts, rest, requires)
    assert path.reaches
    return path.changes()


@pytest.mark.parametrize(
    ("requires", "facts", "expected"),
    [
        (ALL, {}, {"staff": 10}),  # a paper weighs least
        (ALL, {"staff": 8}, {"judged_good": True}),  # then a judgement
        (ALL, {"staff": 10}, {}),
        ("{any: [rule, brand, good]}", {"judged_good": False}, {"judged_good": True}),
        ("{all: [rule, good]}", {"is_listed": True}, {"judged_good": True}),
        ("{all: [rule, {all: [good, brand]}]}", {"is_listed": True, "has_brand": False},
         {"judged_good": True, "has_brand": True}),
        ("{of: [rule, brand, size, good], at_least: 2}", {}, {"staff": 10, "judged_good": True}),
        ("{of: [rule, brand, size, good], at_least: 2}", {"is_listed": True}, {"staff": 10}),
        ("{of: [rule, brand], at_least: 2}", {}, {"is_listed": True, "has_brand": True}),
        ("{all: [good, {no: rule}]}", {"is_listed": True}, {"judged_good": True, "is_listed": False}),
        ("{all: [good, {no: rule}]}", {"is_listed": False}, {"judged_good": True}),
        ("{all: [good, {no: rule}]}", {}, {"judged_good": True, "is_listed": False}),
    ],
)  # fmt: skip
def test_of_several_ways_the_lightest_is_taken(requires, facts, expected):
    unused = [code for code in ("brand", "size", "good") if code not in requires]
    rest = OTHERS.replace("}\n", ", veto: false}\n")
    for code in unused:
        rest = "\n".join(line for line in rest.splitlines() if f"id: {code}," not in line) + "\n"

    assert changes(requires, facts, rest=rest) == expected


def test_where_too_few_ways_are_open_none_is_told():
    closed = "value: {fact: industry}, operator: within, threshold: [C26]"

    path = path_of(closed, {"industry": "A01"},
        "  - {id: brand, title: 品牌, value: {fact: has_brand}, operator: is, threshold: true}\n",
        "{of: [rule, brand], at_least: 2}")  # fmt: skip

    assert (path.steps, path.reaches) == ((), False)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, {"staff": 10}),
        ({"staff": 1, "has_brand": False}, {"staff": 10}),
        ({"staff": 9, "has_brand": None}, {"staff": 10}),
        ({"staff": 0, "has_brand": False}, {"has_brand": True}),  # 1.0 against 1.1
    ],
)
def test_an_exemption_is_a_way_too(facts, expected):
    rule = "value: {fact: staff}, operator: at_least, threshold: 10, unit: 人, exempt_if: brand"
    brand = (
        "  - {id: brand, title: 品牌, value: {fact: has_brand}, operator: is, threshold: true}\n"
    )

    assert changes("rule", facts, rule, brand) == expected


def test_one_way_of_several_has_to_be_asked_to_help():
    rule = "value: {fact: staff}, operator: at_least, threshold: 10, unit: 人, applies_if: brand"
    rest = """
  - {id: brand, title: 品牌, value: {fact: has_brand}, operator: is, threshold: true}
  - {id: listed, title: 名录, value: {fact: is_listed}, operator: is, threshold: true}
"""

    assert changes("{any: [rule, listed]}", {"has_brand": True}, rule, rest) == {"staff": 10}
    assert changes("{any: [rule, listed]}", {"has_brand": False}, rule, rest) == {"is_listed": True}
    assert changes("{any: [rule, listed]}", {"is_listed": False}, rule, rest) == {
        "staff": 10,
        "has_brand": True,
    }


def test_one_way_of_several_must_not_be_exempt_to_help():
    rule = "value: {fact: staff}, operator: at_least, threshold: 10, unit: 人, exempt_if: brand"
    rest = """
  - {id: brand, title: 品牌, value: {fact: has_brand}, operator: is, threshold: true}
  - {id: listed, title: 名录, value: {fact: is_listed}, operator: is, threshold: true}
"""

    found = changes("{any: [rule, listed]}", {"is_listed": False}, rule, rest)

    assert found == {"staff": 10, "has_brand": False}


def test_what_is_met_and_who_is_not_meant_take_no_step():
    met = path_of(FLAG % "is_listed", {"is_listed": True})
    text = path_of(FLAG % "is_listed", {}, "assessed: [recheck]\n")

    assert (met.steps, met.reaches, met.effort, met.not_before) == ((), True, 0, None)
    assert (text.steps, text.reaches) == ((), True)


def test_what_is_raised_twice_is_told_from_where_it_stood():
    rule = "value: {fact: staff}, operator: at_least, threshold: 10, unit: 人"
    rest = "  - {id: more, title: 更多, value: {fact: staff}, operator: at_least, threshold: 20, unit: 人}\n"

    (step,) = path_of(rule, {"staff": 5}, rest, "{all: [rule, more]}").steps

    assert (step.have, step.need, step.doing) == (5, 20, "raise")
    (least,) = path_of(rule.replace("at_least", "at_most"), {"staff": 50},
        rest.replace("at_least", "at_most"), "{all: [more, rule]}").steps  # fmt: skip
    assert (least.have, least.need, least.doing) == (50, 10, "lower")


# Scores

SCORE = """
scores:
  - id: total
    title: 总分
    most: 100
    items:
      - id: field
        title: 领域
        most: 40
        better_of: [{value: {fact: field}, choices: {new: 50, old: 20, none: 0}}]
      - id: rank
        title: 等级
        most: 20
        better_of: [{value: {fact: rank, years_back: 1}, choices: {a: 20, b: 0}}]
      - id: staff
        title: 人员
        most: 40
        better_of:
          - value: {fact: staff}
            unit: 人
            bands: [{from: 100, points: 40}, {from: 50, to: 100, points: 20}, {to: 50, points: 0}]
"""


def raised(operator: str, threshold: int, **facts: object) -> list[tuple]:
    rule = f"value: {{score: total}}, operator: {operator}, threshold: {threshold}, unit: 分"
    path = path_of(rule, facts, SCORE)
    assert path.reaches
    return [(one.column, one.doing, one.have, one.need, one.effort) for one in path.steps]


def test_the_items_that_weigh_least_are_raised_as_far_as_needed():
    known = {"field": "none", "rank": {"2023": "b"}, "staff": 40}

    assert raised("at_least", 20, **known) == [("staff", "raise", 40, 50, pytest.approx(0.3))]
    assert raised("more_than", 20, **known) == [("staff", "raise", 40, 100, pytest.approx(0.7))]
    assert raised("at_least", 60, **known) == [
        ("field", "obtain", "none", "old", pytest.approx(DEED * 1.5)),
        ("staff", "raise", 40, 100, pytest.approx(0.7)),
    ]
    assert raised("at_least", 60, **{**known, "field": "old"}) == [
        ("staff", "raise", 40, 100, pytest.approx(0.7))
    ]
    assert raised("at_least", 80, **{**known, "field": "old"}) == [
        ("rank_2023", "obtain", "b", "a", pytest.approx(DEED * 2)),
        ("staff", "raise", 40, 100, pytest.approx(0.7)),
    ]
    assert raised("at_least", 80, **known) == [
        ("field", "obtain", "none", "new", pytest.approx(DEED * 2.25)),
        ("staff", "raise", 40, 100, pytest.approx(0.7)),
    ]


def test_what_nobody_has_told_weighs_by_how_much_it_claims():
    claims = {"field": None, "rank": {"2023": None}, "staff": None}

    assert raised("at_least", 40, **claims) == [
        ("staff", "provide", None, 100, pytest.approx(PAPER + PAPER))
    ]
    assert raised("at_least", 60, **claims) == [
        ("field", "provide", None, "old", pytest.approx(PAPER + JUDGEMENT / 2)),
        ("staff", "provide", None, 100, pytest.approx(PAPER + PAPER)),
    ]


def test_a_score_that_cannot_be_reached_has_no_path():
    rule = "value: {score: total}, operator: more_than, threshold: 100, unit: 分"

    path = path_of(rule, {}, SCORE)

    assert (path.steps, path.reaches) == ((), False)


def test_scores_that_share_items_are_raised_together():
    rule = "value: {score: total}, operator: at_least, threshold: 40, unit: 分"
    rest = (
        "  - {id: whole, title: 全部, value: {score: whole}, operator: at_least, threshold: 60, unit: 分}\n"
        + SCORE
        + "  - {id: whole, title: 全部, most: 100, parts: [total]}\n"
    )

    path = path_of(
        rule, {"field": "none", "rank": {"2023": "b"}, "staff": 40}, rest, "{all: [rule, whole]}"
    )

    assert path.reaches
    assert path.changes() == {"field": "old", "staff": 100}


def test_a_score_is_one_way_of_several():
    rule = "value: {score: total}, operator: at_least, threshold: 20, unit: 分"
    brand = (
        "  - {id: brand, title: 品牌, value: {fact: has_brand}, operator: is, threshold: true}\n"
    )
    known = {"field": "none", "rank": {"2023": "b"}, "staff": 40, "has_brand": False}

    path = path_of(rule, known, brand + SCORE, "{any: [brand, rule]}")

    assert path.changes() == {"staff": 50}
