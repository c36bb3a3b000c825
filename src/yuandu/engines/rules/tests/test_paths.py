"""The nearest path leads there, and no step of it can be left out."""

import datetime
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuandu.engines import rules
from yuandu.engines.rules import State
from yuandu.engines.rules.tests.books import VOCABULARY, a_book

ON = datetime.date(2025, 5, 1)
BOOK = a_book("""
requires:
  any:
    - all: [years, rd, growth, score, new_score]
    - {of: [brand, listed, size], at_least: 2}
criteria:
  - {id: years, title: 年限, value: {full_years: niche_since}, operator: at_least, threshold: 2, unit: 年}
  - {id: rd, title: 研发占比, value: {ratio: [rd_expense, revenue]}, operator: at_least, threshold: 3, unit: "%", each_of_years: 2}
  - {id: growth, title: 增长, value: {mean_growth: revenue}, operator: at_least, threshold: 5, unit: "%"}
  - {id: score, title: 总分, value: {score: total}, operator: at_least, threshold: 60, unit: 分}
  - {id: new_score, title: 创新, value: {score: new}, operator: at_least, threshold: 15, unit: 分}
  - {id: brand, title: 品牌, value: {fact: has_brand}, operator: is, threshold: true}
  - {id: listed, title: 名录, value: {fact: is_listed}, operator: is, threshold: false}
  - {id: size, title: 规模, value: {fact: staff}, operator: at_most, threshold: 300, unit: 人, exempt_if: brand}
  - {id: judged, title: 信誉, operator: person, veto: true}
scores:
  - id: new
    title: 创新
    most: 40
    items:
      - id: field
        title: 领域
        most: 20
        better_of: [{value: {fact: field}, choices: {new: 20, old: 5}}]
      - id: rd
        title: 研发
        most: 20
        better_of:
          - value: {ratio: [rd_expense, revenue]}
            unit: "%"
            bands: [{from: 5, points: 20}, {from: 3, to: 5, points: 10}, {to: 3, points: 0}]
          - value: {fact: rd_expense}
            unit: 万元
            bands: [{from: 100, points: 20}, {to: 100, points: 0}]
  - id: old
    title: 规模
    most: 60
    items:
      - id: share
        title: 占有率
        most: 60
        better_of:
          - value: {fact: market_share}
            unit: "%"
            bands: [{from: 20, points: 60}, {from: 10, to: 20, points: 30}, {to: 10, points: 0}]
  - {id: total, title: 总分, most: 100, parts: [new, old]}
""")

AMOUNTS = st.one_of(st.none(), st.integers(1, 5_000_000))


@st.composite
def facts(draw):
    yearly = {
        code: {str(year): draw(AMOUNTS) for year in (2022, 2023, 2024)}
        for code in ("revenue", "rd_expense")
    }
    flags = st.sampled_from([None, True, False])
    return {
        **yearly,
        "staff": {"2024": draw(st.one_of(st.none(), st.integers(1, 900)))},
        "market_share": draw(st.sampled_from([None, "4 %", "10 %", "15 %", "40 %"])),
        "niche_since": draw(st.sampled_from([None, "2015-01-01", "2024-06-01", "2023-01-01"])),
        "is_listed": draw(flags),
        "has_brand": draw(flags),
        "field": draw(st.sampled_from([None, "new", "old"])),
        "judged_judged": draw(flags),
    }


def met(known: rules.Facts) -> bool:
    return rules.check(BOOK, known, on=ON, vocabulary=VOCABULARY).state is State.MET


@given(facts())
@settings(deadline=None)
def test_the_path_leads_there_and_needs_every_step(said):
    known = rules.read_facts(said, VOCABULARY)

    path = rules.nearest_path(BOOK, known, on=ON, vocabulary=VOCABULARY)

    assert path.reaches
    assert met(known.with_values(path.changes()))
    for step in path.steps:
        without = {one.column: one.need for one in path.steps if one is not step}
        assert not met(known.with_values(without)), f"{step.column} is not needed"


@given(facts())
@settings(deadline=None)
def test_no_choice_among_the_steps_of_all_ways_is_lighter(said):
    """Where flags alone decide, every subset of deeds is tried."""
    book = a_book("""
requires: {any: [{all: [brand, listed]}, {all: [brand, judged]}, {all: [field, judged]}]}
criteria:
  - {id: brand, title: 品牌, value: {fact: has_brand}, operator: is, threshold: true}
  - {id: listed, title: 名录, value: {fact: is_listed}, operator: is, threshold: true}
  - {id: field, title: 领域, value: {fact: field}, operator: is, threshold: new}
  - {id: judged, title: 信誉, operator: person}
""")
    known = rules.read_facts(said, VOCABULARY)
    good = {"has_brand": True, "is_listed": True, "field": "new", "judged_judged": True}
    weights = {
        name: 0
        if known.get(name) == value
        else 0.2
        if name == "judged_judged"
        else 0.8
        if known.get(name) is None
        else 1.0
        for name, value in good.items()
    }

    path = rules.nearest_path(book, known, on=ON, vocabulary=VOCABULARY)

    tried = []
    for size in range(len(good) + 1):
        for names in itertools.combinations(good, size):
            changed = known.with_values({name: good[name] for name in names})
            if rules.check(book, changed, on=ON, vocabulary=VOCABULARY).state is State.MET:
                tried.append(sum(weights[name] for name in names))
    assert path.effort == pytest.approx(min(tried))


def test_last_years_figures_stay_so_the_first_good_day_is_told():
    known = rules.read_facts(
        {"revenue": {"2023": 1000, "2024": 1000}, "rd_expense": {"2023": 30, "2024": 20}},
        VOCABULARY,
    )
    book = a_book("""
requires: rd
criteria:
  - {id: rd, title: 研发占比, value: {ratio: [rd_expense, revenue]}, operator: at_least, threshold: 3, unit: "%", each_of_years: 2}
""")

    path = rules.nearest_path(book, known, on=ON, vocabulary=VOCABULARY)

    (step,) = path.steps
    assert (step.column, step.doing, step.have, step.need) == ("rd_expense_2024", "raise", 20, 30)
    assert step.not_before == datetime.date(2027, 1, 1)  # 2025 and 2026 have to be good


def test_years_are_waited_for():
    book = a_book("""
requires: years
criteria:
  - {id: years, title: 年限, value: {full_years: niche_since}, operator: at_least, threshold: 3, unit: 年}
""")
    known = rules.read_facts({"niche_since": "2023-03-05"}, VOCABULARY)

    (step,) = rules.nearest_path(book, known, on=ON, vocabulary=VOCABULARY).steps

    assert step.doing == "wait"
    assert step.not_before == datetime.date(2027, 1, 1)
