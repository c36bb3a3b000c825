"""Money and growth to the yuan, however fine the rate and however large the fact."""

import datetime
from fractions import Fraction

import polars as pl
import pytest

from yuandu.engines import rules
from yuandu.engines.rules import State, sweeping
from yuandu.engines.rules.tests.books import VOCABULARY, a_book

ON = datetime.date(2025, 5, 1)
MOST = 10**13
PAYS = """
requires: listed
criteria: [{id: listed, title: 名录, value: {fact: is_listed}, operator: is, threshold: true}]
benefits:
"""


def paid(benefits: str, **values: object) -> int | None:
    """Return what is paid, the same on a record and in a table."""
    book, known = a_book(PAYS + benefits), {"is_listed": True, **values}
    said: dict = {}
    for name, value in known.items():
        code, _, year = name.rpartition("_")
        if year.isdigit():
            said.setdefault(code, {})[year] = value
        else:
            said[name] = value
    facts = rules.read_facts(said, VOCABULARY)
    answer = rules.check(book, facts, on=ON, vocabulary=VOCABULARY)
    table = pl.DataFrame({"id": [1], **{name: [value] for name, value in known.items()}})
    swept = sweeping.sweep([book], table, on=ON, vocabulary=VOCABULARY)
    (in_table,) = swept.table["sample-1.amount"].to_list()
    assert swept.table.schema["sample-1.amount"] == pl.Int64
    assert in_table == rules.total(answer.payments)
    return in_table


@pytest.mark.parametrize("revenue", [0, 1, 7, 8, 3_000_001, MOST - 1, MOST])
@pytest.mark.parametrize(
    ("rate", "cap"), [("12.5", None), ("0.0001", None), ("100", None), ("33.3333", 10**11)]
)
def test_a_rate_is_paid_exactly_and_rounded_down(rate, cap, revenue):
    text = f"  - {{id: pay, title: 补贴, rate: {rate}, base: {{fact: revenue}}"
    text += f", cap: {cap}}}\n" if cap else "}\n"

    expected = int(Fraction(rate) * revenue / 100)

    assert paid(text, revenue_2024=revenue) == (min(expected, cap) if cap else expected)


@pytest.mark.parametrize(
    ("each", "staff", "expected"),
    [
        ("amount: 100, unit: 万元, cap: 50000", 3, 3_000_000),
        ("amount: 100, unit: 万元, cap: 50000", 500, 500_000_000),
        ("amount: 100, unit: 万元, cap: 50000", MOST, 500_000_000),
        ("amount: 100000", MOST, 10**18),
        ("amount: 0.35", 3, 1),
        ("amount: 0", 3, 0),
        ("amount: 0, cap: 5", 3, 0),
    ],
)
def test_so_much_for_each_is_paid_exactly_however_many_there_are(each, staff, expected):
    text = f"  - {{id: pay, title: 补贴, per: {{fact: staff}}, {each}}}\n"

    assert paid(text, staff_2024=staff) == expected


def test_parts_of_a_mu_count():
    text = "  - {id: pay, title: 补贴, per: {fact: area}, amount: 300}\n"

    assert paid(text, area=2.125) == 637


def test_the_year_before_last_may_be_what_is_paid_for():
    text = "  - {id: pay, title: 补贴, rate: 10, base: {fact: revenue, years_back: 1}}\n"

    assert paid(text, revenue_2024=500, revenue_2023=990) == 99


TWO = """
  - {id: a, title: 甲, amount: 5}
  - {id: b, title: 乙, amount: 7, stacking: once}
  - {id: c, title: 丙, amount: 9, stacking: once}
  - {id: d, title: 丁, amount: 0, stacking: twice}
  - {id: f, title: 己, amount: 1}
"""


def test_of_a_stacking_group_only_the_greatest_is_paid():
    assert paid(TWO) == 15
    assert paid(TWO + "  - {id: e, title: 戊, rate: 10, base: {fact: revenue}, stacking: once}\n",
                revenue_2024=110) == 17  # fmt: skip
    assert paid(TWO + "  - {id: e, title: 戊, rate: 10, base: {fact: revenue}, stacking: once}\n",
                revenue_2024=10) == 15  # fmt: skip


def test_what_lacks_a_fact_is_not_known_and_what_is_not_met_is_nothing():
    text = "  - {id: pay, title: 补贴, rate: 10, base: {fact: revenue}}\n"

    assert paid(text, revenue_2024=None) is None
    if_listed = "  - {id: pay, title: 补贴, amount: 5, if_met: {no: listed}}\n"
    assert paid(if_listed) == 0


GROWTH = """
requires: growth
criteria: [{{id: growth, title: 增长, value: {{{form}}}, operator: {operator}, threshold: {threshold}, unit: "%"}}]
"""


@pytest.mark.parametrize(
    ("form", "operator", "threshold", "now", "before", "expected"),
    [
        ("growth: revenue", "at_least", 900, MOST, MOST // 10, State.MET),
        ("growth: revenue", "at_least", 900, MOST - 1, MOST // 10, State.UNMET),
        ("growth: revenue", "more_than", 900, MOST, MOST // 10, State.UNMET),
        ("growth: revenue", "at_most", 90000000, MOST, 1, State.UNMET),
        ("growth: revenue", "at_most", 90000000, 900_001, 1, State.MET),
        ("growth: revenue", "at_least", -100, 0, MOST, State.MET),
        ("compound_growth: revenue, over: 1", "at_least", 1500, 16, 1, State.MET),
        ("compound_growth: revenue, over: 1", "at_least", 1500, 15, 1, State.UNMET),
        ("compound_growth: revenue, over: 1", "at_least", 1.2345, 1_012_345, 10**6, State.MET),
        ("compound_growth: revenue, over: 1", "at_least", 1.2345, 1_012_344, 10**6, State.UNMET),
        ("compound_growth: revenue, over: 1", "more_than", 1.2345, 1_012_345, 10**6, State.UNMET),
        ("growth: revenue", "at_least", 5, 10, 0, State.PERSON),
        ("growth: revenue", "at_least", 5, 10, None, State.UNKNOWN),
    ],
)
def test_growth_is_compared_exactly_however_steep(form, operator, threshold, now, before, expected):
    book = a_book(GROWTH.format(form=form, operator=operator, threshold=threshold))
    years = {"2024": now, "2023": before}
    facts = rules.read_facts({"revenue": years}, VOCABULARY)
    columns = {
        f"revenue_{year}": pl.Series([value], dtype=pl.Int64) for year, value in years.items()
    }

    swept = sweeping.sweep(
        [book], pl.DataFrame({"id": [1], **columns}), on=ON, vocabulary=VOCABULARY
    )

    assert rules.check(book, facts, on=ON, vocabulary=VOCABULARY).state is expected
    assert swept.table["sample-1.state"].to_list() == [expected]


@pytest.mark.parametrize(
    ("operator", "now", "expected"),
    [
        ("at_least", 1_092_727, State.MET),
        ("more_than", 1_092_727, State.UNMET),
        ("at_least", 1_092_726, State.UNMET),
        ("at_most", 1_092_728, State.UNMET),
        ("less_than", 1_092_726, State.MET),
        ("at_least", None, State.UNKNOWN),
    ],
)
def test_growth_over_years_whose_exact_form_is_too_wide_is_compared_to_a_billionth(
    operator, now, expected
):
    form = "compound_growth: revenue, over: 3"
    book = a_book(GROWTH.format(form=form, operator=operator, threshold=3))
    facts = rules.read_facts({"revenue": {"2024": now, "2021": 10**6}}, VOCABULARY)
    table = {"id": [1], "revenue_2024": pl.Series([now], dtype=pl.Int64), "revenue_2021": [10**6]}

    swept = sweeping.sweep([book], pl.DataFrame(table), on=ON, vocabulary=VOCABULARY)

    assert rules.check(book, facts, on=ON, vocabulary=VOCABULARY).state is expected
    assert swept.table["sample-1.state"].to_list() == [expected]
