"""The one step that a rule of one criterion asks for: which fact, from what, to what, when."""

import datetime

import pytest

from yuandu.engines import rules
from yuandu.engines.rules.reaching import CLAIM, DEED, JUDGEMENT, PAPER, YEAR, Step
from yuandu.engines.rules.tests.books import HEAD

ON = datetime.date(2025, 5, 1)
NEXT = datetime.date(2026, 1, 1)
KINDS = rules.read_vocabulary(
    """
- {code: revenue, title: 营业收入, title_en: Revenue, kind: amount, yearly: true}
- {code: rd_expense, title: 研发费用, title_en: R&D expense, kind: amount, yearly: true}
- {code: staff, title: 从业人员, title_en: Staff, kind: count, unit: 人}
- {code: papers, title: 论文, title_en: Papers, kind: count, unit: 篇, is_rare: true}
- {code: awards, title: 奖项, title_en: Awards, kind: count, unit: 项, yearly: true, is_rare: true}
- {code: since, title: 起始日, title_en: Since, kind: day}
- {code: is_listed, title: 列入名录, title_en: Listed, kind: flag}
- {code: has_brand, title: 自主品牌, title_en: Brand, kind: flag}
- {code: has_award, title: 获奖, title_en: Award, kind: flag, yearly: true}
- {code: field, title: 领域, title_en: Field, kind: choice, choices: {new: 新兴, old: 传统, none: 无}}
- {code: rank, title: 等级, title_en: Rank, kind: choice, yearly: true, choices: {a: 甲, b: 乙}}
- {code: industry, title: 行业, title_en: Industry, kind: codes}
""",
    "facts.yaml",
)


def path_of(criterion: str, facts: dict, rest: str = "", requires: str = "rule") -> rules.Path:
    text = (
        f"{HEAD}requires: {requires}\ncriteria:\n  - {{id: rule, title: 条件, {criterion}}}\n{rest}"
    )
    book = rules.read_book(text, "sample.yaml", KINDS)
    known = rules.read_facts(facts, KINDS)
    return rules.nearest_path(book, known, on=ON, vocabulary=KINDS)


def percent(form: str, operator: str, threshold: object, more: str = "") -> str:
    return f'value: {{{form}}}, operator: {operator}, threshold: {threshold}, unit: "%"{more}'


RATIO = "ratio: [rd_expense, revenue]"
STAFF = "value: {fact: staff}, unit: 人"
BRANDS = "value: {true_flags: [is_listed, has_brand, has_award]}, unit: 项"
YEARS = "value: {full_years: since}, unit: 年"
DAY = "value: {fact: since}"


def yearly(code: str, *newest_first: int | None) -> dict:
    return {code: {str(2024 - back): value for back, value in enumerate(newest_first)}}


ONE_STEP: list[tuple[str, dict, Step]] = [
    # A number as it stands
    (f"{STAFF}, operator: at_least, threshold: 10", {}, Step("staff", "provide", None, 10)),
    (f"{STAFF}, operator: at_least, threshold: 10", {"staff": 8}, Step("staff", "raise", 8, 10, None, 0.3)),
    (f"{STAFF}, operator: more_than, threshold: 10", {"staff": 10}, Step("staff", "raise", 10, 11, None, 0.1 + 1 / 11)),
    (f"{STAFF}, operator: at_most, threshold: 10", {"staff": 20}, Step("staff", "lower", 20, 10, None, 0.6)),
    (f"{STAFF}, operator: less_than, threshold: 10", {"staff": 10}, Step("staff", "lower", 10, 9, None, 0.2)),
    (f"{STAFF}, operator: at_least, threshold: 1", {"staff": 0}, Step("staff", "raise", 0, 1, None, 1.1)),
    ("value: {fact: papers}, operator: at_least, threshold: 2, unit: 篇", {}, Step("papers", "provide", None, 2, effort=CLAIM)),
    ("value: {fact: papers}, operator: at_most, threshold: 0, unit: 篇", {}, Step("papers", "provide", None, 0)),
    ("value: {fact: revenue}, operator: at_least, threshold: 100, unit: 元", yearly("revenue", 50), Step("revenue_2024", "raise", 50, 100, NEXT, 0.6)),
    ("value: {fact: revenue, years_back: 1}, operator: at_least, threshold: 100, unit: 元", {}, Step("revenue_2023", "provide", None, 100)),
    # A share of something
    (percent(RATIO, "at_least", 3), yearly("revenue", 1000) | yearly("rd_expense", 20), Step("rd_expense_2024", "raise", 20, 30, NEXT, 0.1 + 1 / 3)),
    (percent(RATIO, "more_than", 3), yearly("revenue", 1000) | yearly("rd_expense", 30), Step("rd_expense_2024", "raise", 30, 31, NEXT, 0.1 + 1 / 31)),
    (percent(RATIO, "at_most", 3), yearly("revenue", 1000) | yearly("rd_expense", 60), Step("rd_expense_2024", "lower", 60, 30, NEXT, 0.6)),
    (percent(RATIO, "less_than", 3), yearly("revenue", 1000) | yearly("rd_expense", 30), Step("rd_expense_2024", "lower", 30, 29, NEXT, 0.1 + 1 / 30)),
    (percent(RATIO, "at_least", 3), yearly("revenue", 1000), Step("rd_expense_2024", "provide", None, 30)),
    (percent(RATIO, "at_least", 3), yearly("rd_expense", 20), Step("revenue_2024", "provide", None, 666)),
    # Growth
    (percent("growth: revenue", "at_least", 10), yearly("revenue", 100, 100), Step("revenue_2024", "raise", 100, 110, NEXT, 0.1 + 1 / 11)),
    (percent("growth: revenue", "more_than", 10), yearly("revenue", 110, 100), Step("revenue_2024", "raise", 110, 111, NEXT, 0.1 + 1 / 111)),
    (percent("growth: revenue", "at_most", 10), yearly("revenue", 220, 100), Step("revenue_2024", "lower", 220, 110, NEXT, 0.6)),
    (percent("growth: revenue", "at_least", 10), yearly("revenue", None, 100), Step("revenue_2024", "provide", None, 110)),
    (percent("growth: revenue", "at_least", 10), yearly("revenue", 110), Step("revenue_2023", "provide", None, 100)),
    (percent("compound_growth: revenue, over: 2", "at_least", 10), yearly("revenue", 100, None, 100), Step("revenue_2024", "raise", 100, 121, NEXT, 0.1 + 21 / 121)),
    (percent("compound_growth: revenue, over: 2", "at_least", 10), yearly("revenue", 121), Step("revenue_2022", "provide", None, 100)),
    (percent("mean_growth: revenue, over: 2", "at_least", 10), yearly("revenue", 100, 100, 100), Step("revenue_2024", "raise", 100, 120, NEXT, 0.1 + 1 / 6)),
    (percent("mean_growth: revenue, over: 2", "at_least", 10), yearly("revenue", 120, None, 100), Step("revenue_2023", "provide", None, 100)),
    (percent("mean_growth: revenue, over: 2", "at_least", 10), yearly("revenue", None, 100, 100), Step("revenue_2024", "provide", None, 120)),
    # Several years together
    ("value: {sum: revenue, over: 2}, operator: at_least, threshold: 300, unit: 元", yearly("revenue", 100, 50), Step("revenue_2024", "raise", 100, 250, NEXT, 0.7)),
    ("value: {mean: revenue, over: 2}, operator: at_least, threshold: 150, unit: 元", yearly("revenue", 100, 50), Step("revenue_2024", "raise", 100, 250, NEXT, 0.7)),
    ("value: {sum: revenue, over: 2}, operator: at_most, threshold: 100, unit: 元", yearly("revenue", 100, 50), Step("revenue_2024", "lower", 100, 50, NEXT, 0.6)),
    ("value: {sum: revenue, over: 2}, operator: at_least, threshold: 300, unit: 元", yearly("revenue", None, 50), Step("revenue_2024", "provide", None, 250)),
    ("value: {sum: awards, over: 2}, operator: at_least, threshold: 2, unit: 项", yearly("awards", 1), Step("awards_2023", "provide", None, 1, effort=CLAIM)),
    ("value: {sum: awards, over: 2}, operator: at_least, threshold: 1, unit: 项", yearly("awards", 1), Step("awards_2023", "provide", None, 0)),
    # Years that have to pass
    (f"{YEARS}, operator: at_least, threshold: 3", {}, Step("since", "provide", None, datetime.date(2021, 12, 31))),
    (f"{YEARS}, operator: more_than, threshold: 3", {}, Step("since", "provide", None, datetime.date(2020, 12, 31))),
    (f"{YEARS}, operator: at_least, threshold: 3", {"since": "2023-03-05"}, Step("since", "wait", datetime.date(2023, 3, 5), datetime.date(2021, 12, 31), datetime.date(2027, 1, 1), 2 * YEAR)),
    (f"{YEARS}, operator: more_than, threshold: 3", {"since": "2021-03-05"}, Step("since", "wait", datetime.date(2021, 3, 5), datetime.date(2020, 12, 31), datetime.date(2026, 1, 1), YEAR)),
    # Flags, choices, days
    (f"{BRANDS}, operator: at_least, threshold: 1", {}, Step("is_listed", "provide", None, True, effort=CLAIM)),
    (f"{BRANDS}, operator: more_than, threshold: 1", {"is_listed": True}, Step("has_brand", "provide", None, True, effort=CLAIM)),
    (f"{BRANDS}, operator: at_least, threshold: 1", {"is_listed": False, "has_brand": False, **yearly("has_award", None)}, Step("has_award_2024", "provide", None, True, effort=CLAIM)),
    (f"{BRANDS}, operator: at_least, threshold: 1", {"is_listed": False, "has_brand": False, "has_award": {"2024": False}}, Step("is_listed", "obtain", False, True, effort=DEED)),
    ("value: {fact: has_brand}, operator: is, threshold: true", {}, Step("has_brand", "provide", None, True, effort=CLAIM)),
    ("value: {fact: has_brand}, operator: is, threshold: true", {"has_brand": False}, Step("has_brand", "obtain", False, True, effort=DEED)),
    ("value: {fact: has_brand}, operator: is, threshold: false", {}, Step("has_brand", "provide", None, False, effort=PAPER)),
    ("value: {fact: has_brand}, operator: is, threshold: false", {"has_brand": True}, Step("has_brand", "shed", True, False, effort=DEED)),
    ("value: {fact: has_award, years_back: 1}, operator: is, threshold: true", {}, Step("has_award_2023", "provide", None, True, effort=CLAIM)),
    ("value: {fact: field}, operator: is, threshold: new", {"field": "old"}, Step("field", "obtain", "old", "new", effort=DEED)),
    ("value: {fact: field}, operator: one_of, threshold: [new, old]", {}, Step("field", "provide", None, "old", effort=CLAIM)),
    ("value: {fact: field}, operator: none_of, threshold: [none, old]", {"field": "old"}, Step("field", "obtain", "old", "new", effort=DEED)),
    ("value: {fact: rank}, operator: is, threshold: a", {}, Step("rank_2024", "provide", None, "a", effort=CLAIM)),
    ("value: {fact: industry}, operator: within, threshold: [C26, C34]", {}, Step("industry", "provide", None, "C34", effort=CLAIM)),
    (f"{DAY}, operator: at_most, threshold: 2020-01-01", {}, Step("since", "provide", None, datetime.date(2020, 1, 1))),
    (f"{DAY}, operator: more_than, threshold: 2020-01-01", {}, Step("since", "provide", None, datetime.date(2020, 1, 2))),
    (f"{DAY}, operator: less_than, threshold: 2020-01-01", {}, Step("since", "provide", None, datetime.date(2019, 12, 31))),
    ("operator: person", {}, Step("judged_rule", "judge", None, True, effort=JUDGEMENT)),
    ("operator: person", {"judged_rule": False}, Step("judged_rule", "judge", False, True, effort=JUDGEMENT)),
]  # fmt: skip


@pytest.mark.parametrize(("criterion", "facts", "expected"), ONE_STEP)
def test_a_criterion_asks_for_one_step(criterion, facts, expected):
    path = path_of(criterion, facts)

    (step,) = path.steps
    assert path.reaches
    assert path.not_before == expected.not_before
    assert step.effort == pytest.approx(expected.effort)
    assert (step.column, step.doing, step.have, step.need, step.not_before) == (
        expected.column,
        expected.doing,
        expected.have,
        expected.need,
        expected.not_before,
    )


NO_WAY: list[tuple[str, dict]] = [
    (percent(RATIO, "at_least", 3), yearly("revenue", 0) | yearly("rd_expense", 30)),
    (percent("growth: revenue", "at_least", 3), yearly("revenue", 100, 0)),
    (percent("compound_growth: revenue", "at_least", 3), yearly("revenue", 100, 100, 0)),
    (percent("mean_growth: revenue", "at_least", 3), yearly("revenue", 100, 0, 100)),
    (f"{YEARS}, operator: at_most, threshold: 3", {"since": "2015-01-01"}),
    (f"{YEARS}, operator: less_than, threshold: 3", {"since": "2015-01-01"}),
    (f"{BRANDS}, operator: at_most, threshold: 0", {"is_listed": True}),
    (f"{BRANDS}, operator: less_than, threshold: 1", {"is_listed": True}),
    (f"{BRANDS}, operator: more_than, threshold: 3", {}),
    (f"{DAY}, operator: at_most, threshold: 2020-01-01", {"since": "2021-01-01"}),
    ("value: {fact: industry}, operator: within, threshold: [C26]", {"industry": "A01"}),
    ("value: {fact: industry}, operator: outside, threshold: [C26]", {}),
    ("value: {fact: field}, operator: none_of, threshold: [new, old, none]", {"field": "old"}),
    # What no fact can be
    (f"{STAFF}, operator: less_than, threshold: 0", {"staff": 0}),
    (
        "value: {sum: revenue, over: 2}, operator: at_most, threshold: 90, unit: 元",
        yearly("revenue", 95),
    ),
    (
        "value: {sum: revenue, over: 2}, operator: at_most, threshold: 90, unit: 元",
        yearly("revenue", 5, 95),
    ),
    (percent("growth: revenue", "less_than", -100), yearly("revenue", 5, 5)),
]


@pytest.mark.parametrize(("criterion", "facts"), NO_WAY)
def test_where_nothing_that_is_done_leads_there_no_step_is_told(criterion, facts):
    path = path_of(criterion, facts)

    assert path.steps == ()
    assert not path.reaches


MORE_STEPS: list[tuple[str, dict, dict]] = [
    (percent(RATIO, "at_least", 3), {}, {"revenue_2024": 1_000_000, "rd_expense_2024": 30_000}),
    (percent(RATIO, "at_least", 3), yearly("rd_expense", 0), {"revenue_2024": 1_000_000, "rd_expense_2024": 30_000}),
    (percent("growth: revenue", "at_least", 10), {}, {"revenue_2023": 1, "revenue_2024": 2}),
    (percent("mean_growth: revenue", "at_least", 10), {}, {"revenue_2022": 1, "revenue_2023": 1, "revenue_2024": 2}),
    (percent("mean_growth: revenue", "at_least", 10), yearly("revenue", 50), {"revenue_2022": 50, "revenue_2023": 50, "revenue_2024": 60}),
    ("value: {sum: revenue, over: 3}, operator: at_least, threshold: 90, unit: 元", yearly("revenue", 40), {"revenue_2023": 50, "revenue_2022": 0}),
    (f"{BRANDS}, operator: at_least, threshold: 2", {"is_listed": False}, {"has_brand": True, "has_award_2024": True}),
    (percent(RATIO, "at_least", 3, ", each_of_years: 2"), yearly("revenue", 1000, 2000) | yearly("rd_expense", 10, 10), {"rd_expense_2024": 30, "rd_expense_2023": 60}),
    (percent(RATIO, "at_least", 3, ", each_of_years: 2"), yearly("revenue", 1000, 2000) | yearly("rd_expense", 30, 10), {"rd_expense_2023": 60}),
]  # fmt: skip


@pytest.mark.parametrize(("criterion", "facts", "expected"), MORE_STEPS)
def test_a_criterion_may_ask_for_several_facts(criterion, facts, expected):
    path = path_of(criterion, facts)

    assert path.reaches
    assert path.changes() == expected


def test_of_years_that_nobody_has_told_the_newest_makes_up_for_the_others():
    short = path_of(
        "value: {sum: revenue, over: 3}, operator: at_least, threshold: 90, unit: 元",
        yearly("revenue", None, 40),
    )

    assert set(short.steps) == {
        Step("revenue_2024", "provide", None, 50),
        Step("revenue_2022", "provide", None, 0),
    }


def test_each_of_several_years_has_to_be_good_before_it_counts():
    rule = percent(RATIO, "at_least", 3, ", each_of_years: 2")

    path = path_of(rule, yearly("revenue", 1000, 2000) | yearly("rd_expense", 10, 10))

    assert {step.column: step.not_before for step in path.steps} == {
        "rd_expense_2024": datetime.date(2027, 1, 1),
        "rd_expense_2023": datetime.date(2026, 1, 1),
    }
    assert path.not_before == datetime.date(2027, 1, 1)
    assert path.effort == pytest.approx(sum(step.effort for step in path.steps))
