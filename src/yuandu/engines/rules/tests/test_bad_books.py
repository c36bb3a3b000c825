"""What a book or facts must not be: each told by code, line and field, in two languages."""

import re

import pytest

from yuandu.engines import rules
from yuandu.engines.rules.problems import Problem
from yuandu.engines.rules.tests.books import HEAD, VOCABULARY, a_book
from yuandu.engines.rules.wording import WORDS

RD = "id: rd, title: 研发, value: {fact: rd_expense}, operator: at_least, threshold: 3, unit: 万元"
SCORED = """
requires: total
criteria: [{id: total, title: 总分, value: {score: total}, operator: at_least, threshold: 60, unit: 分}]
scores:
  - id: total
    title: 总分
    most: 10
    items:
      - id: rd
        title: 研发
        most: 10
        better_of:
          - value: {fact: rd_expense}
"""
# The line that is wrong ends in "# here".
BAD: dict[str, tuple[str, str, str]] = {
    "an unknown fact": (
        "requires: rd\ncriteria:\n"
        "  - {id: rd, title: 研发, value: {fact: rd_expences}, operator: at_least, threshold: 3, unit: 万元} # here",
        "fact-unknown",
        "criteria.0.value.fact",
    ),
    "a threshold without unit": (
        "requires: rd\ncriteria:\n"
        "  - {id: rd, title: 研发, value: {fact: rd_expense}, operator: at_least, threshold: 3} # here",
        "unit-missing",
        "criteria.0.unit",
    ),
    "a threshold in another unit": (
        "requires: rd\ncriteria:\n"
        "  - id: rd\n    title: 研发\n    value: {fact: rd_expense}\n    operator: at_least\n"
        "    threshold: 3\n    unit: 亩 # here",
        "unit-wrong",
        "criteria.0.unit",
    ),
    "no number for a threshold": (
        f"requires: rd\ncriteria:\n  - {{{RD.replace('3', '三')}}} # here",
        "number-needed",
        "criteria.0.threshold",
    ),
    "a flag compared with a number": (
        "requires: brand\ncriteria:\n"
        "  - {id: brand, title: 品牌, value: {fact: has_brand}, operator: at_least, threshold: 1} # here",
        "operator-misfits",
        "criteria.0.operator",
    ),
    "growth of what is not yearly": (
        "requires: area\ncriteria:\n"
        "  - {id: area, title: 面积, value: {growth: area}, operator: at_least, threshold: 5, unit: '%'} # here",
        "fact-not-yearly",
        "criteria.0.value.growth",
    ),
    "a share of days": (
        "requires: since\ncriteria:\n"
        "  - {id: since, title: 起始, value: {ratio: [niche_since, revenue]}, operator: at_least, threshold: 5, unit: '%'} # here",
        "fact-of-other-kind",
        "criteria.0.value.ratio",
    ),
    "two measures at once": (
        "requires: rd\ncriteria:\n  - id: rd\n    title: 研发\n"
        "    value: {fact: rd_expense, growth: revenue} # here\n"
        "    operator: at_least\n    threshold: 3\n    unit: 万元",
        "one-measure",
        "criteria.0.value",
    ),
    "a duplicate id": (
        f"requires: rd\ncriteria:\n  - {{{RD}}}\n  - {{{RD}}} # here",
        "id-twice",
        "criteria.1.id",
    ),
    "an end before its start": (
        f"effective_until: 2023-12-31 # here\nrequires: rd\ncriteria:\n  - {{{RD}}}",
        "ends-first",
        "effective_until",
    ),
    "a criterion that ends before it starts": (
        "requires: rd\ncriteria:\n"
        f"  - {{{RD}, effective_from: 2025-01-01, effective_until: 2024-12-31}} # here",
        "ends-first",
        "criteria.0.effective_until",
    ),
    "exemptions in a circle": (
        f"requires: rd\ncriteria:\n  - {{{RD}, exempt_if: brand}}\n"
        "  - {id: brand, title: 品牌, value: {fact: has_brand}, operator: is, threshold: true, exempt_if: rd} # here",
        "in-a-circle",
        "criteria.1.exempt_if",
    ),
    "an exemption by itself": (
        f"requires: rd\ncriteria:\n  - {{{RD}, exempt_if: {{any: [rd]}}}} # here",
        "in-a-circle",
        "criteria.0.exempt_if",
    ),
    "a requirement that is not there": (
        f"requires: {{all: [rd, brand]}} # here\ncriteria:\n  - {{{RD}}}",
        "criterion-unknown",
        "requires",
    ),
    "a criterion that nothing asks for": (
        f"requires: rd\ncriteria:\n  - {{{RD}}}\n  - {{{RD.replace('id: rd', 'id: idle')}}} # here",
        "criterion-unused",
        "criteria.1.id",
    ),
    "a judgement with a threshold": (
        "requires: good\ncriteria:\n"
        "  - {id: good, title: 信誉, operator: person, threshold: 3} # here",
        "person-measures-not",
        "criteria.0.value",
    ),
    "overlapping bands": (
        SCORED + "            unit: 万元\n"
        "            bands: [{to: 5, points: 0}, {from: 4, points: 10}] # here",
        "bands-overlap",
        "scores.0.items.0.better_of.0.bands",
    ),
    "a gap between bands": (
        SCORED + "            unit: 万元\n"
        "            bands: [{to: 4, points: 0}, {from: 5, points: 10}] # here",
        "bands-gap",
        "scores.0.items.0.better_of.0.bands",
    ),
    "bands that do not reach the top": (
        SCORED + "            unit: 万元\n"
        "            bands: [{to: 4, points: 0}, {from: 4, to: 9, points: 10}] # here",
        "bands-end",
        "scores.0.items.0.better_of.0.bands",
    ),
    "bands without unit": (
        SCORED + "            bands: [{to: 4, points: 0}, {from: 4, points: 10}] # here",
        "unit-missing",
        "scores.0.items.0.better_of.0.bands.0.unit",
    ),
    "a choice without points": (
        SCORED.replace("rd_expense", "field") + "            choices: {new: 10} # here",
        "choices-differ",
        "scores.0.items.0.better_of.0.choices",
    ),
    "a benefit on two grounds": (
        f"requires: rd\ncriteria:\n  - {{{RD}}}\nbenefits:\n"
        "  - {id: pay, title: 补贴, amount: 1, rate: 5, base: {fact: rd_expense}} # here",
        "one-benefit",
        "benefits.0",
    ),
    "a budget in another unit": (
        f"requires: rd\ncriteria:\n  - {{{RD}}}\nbudget:\n  amount: 5\n  unit: 亩 # here",
        "unit-wrong",
        "budget.unit",
    ),
    "an order by an unknown fact": (
        f"requires: rd\ncriteria:\n  - {{{RD}}}\n"
        "budget: {amount: 5, unit: 万元, order: [{fact: size}]} # here",
        "fact-unknown",
        "budget.order",
    ),
    "an unknown key": (
        f"requires: rd\ncriteria:\n  - {{{RD}}}\nbenefit: [] # here",
        "field-unknown",
        "benefit",
    ),
    "an unknown key of a criterion": (
        f"requires: rd\ncriteria:\n  - {{{RD}, weight: 3}} # here",
        "field-unknown",
        "criteria.0.weight",
    ),
    "a missing title": (
        f"requires: rd\ncriteria:\n  - {{{RD.replace('title: 研发, ', '')}}} # here",
        "field-missing",
        "criteria.0.title",
    ),
    "an operator we do not know": (
        f"requires: rd\ncriteria:\n  - {{{RD.replace('at_least', 'over')}}} # here",
        "not-one-of",
        "criteria.0.operator",
    ),
    "an id in capitals": (
        f"requires: rd\ncriteria:\n  - {{{RD}}}\n  - {{{RD.replace('id: rd', 'id: RD')}}} # here",
        "bad-code",
        "criteria.1.id",
    ),
    "a key twice": (
        f"requires: rd\ncriteria:\n  - {{{RD}, title: 又一个}} # here",
        "key-twice",
        "",
    ),
    "an alias": (
        "requires: rd\ncriteria:\n  - &one {" + RD + "}\n  - *one # here",
        "not-yaml",
        "",
    ),
    "no YAML": ("requires: rd\ncriteria: [ # here\n  - }", "not-yaml", ""),
}


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(rules.BadBook) as refused:
        a_book(text)
    return refused.value.problems


def sentences(found: Problem) -> list[str]:
    return [found.say("zh"), found.say("en")]


@pytest.mark.parametrize(("text", "code", "field"), BAD.values(), ids=BAD)
def test_a_bad_book_is_refused_by_code_line_and_field(text, code, field):
    text = text.replace("\n\n", "\n")
    lines = (HEAD + text).splitlines()

    found = problems(text)

    (one,) = [one for one in found if one.code == code and one.field == field]
    assert one.source == "sample.yaml"
    if code != "not-yaml" or "*one" in text:
        assert one.line is not None
        assert lines[one.line - 1].endswith("# here")
    for sentence in sentences(one):
        assert sentence
        assert not re.search(r"[{]\w+[}]", sentence)


def test_all_that_is_wrong_is_told_at_once():
    found = problems(f"requires: gone\ncriteria:\n  - {{{RD.replace(', unit: 万元', '')}}}")

    assert [one.code for one in found] == ["unit-missing", "criterion-unknown", "criterion-unused"]


def test_a_bomb_of_aliases_is_refused_before_it_is_unfolded():
    bomb = "\n".join(
        [
            "a: &a [x]",
            *(
                f"{chr(98 + at)}: &{chr(98 + at)} [*{chr(97 + at)}, *{chr(97 + at)}]"
                for at in range(24)
            ),
        ]
    )

    (one,) = problems(bomb)

    assert one.code == "not-yaml"
    assert one.line == len(HEAD.splitlines()) + 2


@pytest.mark.parametrize("deep", [500, 2_000])
def test_nesting_without_end_is_refused(deep):
    (one,) = problems("requires: " + "[" * deep)

    assert one.code == "not-yaml"


def test_a_file_beyond_reason_is_not_read():
    (one,) = problems("# " + "x" * 600_000)

    assert one.code == "too-long"


def test_no_is_a_condition_and_not_false():
    book = a_book(f"requires: {{no: rd}}\ncriteria:\n  - {{{RD}}}")

    assert not isinstance(book.requires, str)
    assert book.requires.no == "rd"


BAD_FACTS: list[tuple[dict[object, object], str, str]] = [
    ({"revenue": {"2024": "3 亩"}}, "value-unit", "revenue_2024"),
    ({"revenue": {"2024": "12 %"}}, "value-unit", "revenue_2024"),
    ({"revenue": {"2024": "很多"}}, "value-not-number", "revenue_2024"),
    ({"revenue": {"2024": True}}, "value-not-number", "revenue_2024"),
    ({"revenue": {"2024": float("nan")}}, "value-not-number", "revenue_2024"),
    ({"revenue": {"2024": 0.5}}, "value-not-number", "revenue_2024"),
    ({"revenue": {"2024": "-5 万元"}}, "value-beyond", "revenue_2024"),
    ({"revenue": {"2024": 10**14}}, "value-not-number", "revenue_2024"),
    ({"revenue": {"24": 5}}, "year-wrong", "revenue.24"),
    ({"revenue": {"二〇二四": 5}}, "year-wrong", "revenue.二〇二四"),
    ({"revenue": {"20240": 5}}, "year-wrong", "revenue.20240"),
    ({"revenue": 5}, "year-needed", "revenue"),
    ({"area": {"2024": 5}}, "year-not-asked", "area"),
    ({"area": "5 平方米"}, "value-unit", "area"),
    ({"market_share": 3}, "value-share", "market_share"),
    ({"market_share": "300 %"}, "value-share", "market_share"),
    ({"has_brand": "yes"}, "value-not-flag", "has_brand"),
    ({"has_brand": 1}, "value-not-flag", "has_brand"),
    ({"niche_since": "2024年春"}, "value-not-day", "niche_since"),
    ({"field": "newest"}, "not-one-of", "field"),
    ({"industry": [143]}, "value-not-text", "industry"),
    ({"judged_good": "yes"}, "value-not-flag", "judged_good"),
    ({"revenues": {"2024": 5}}, "key-unknown", "revenues"),
    ({2024: 5}, "key-unknown", "2024"),
]


@pytest.mark.parametrize(
    ("said", "code", "field"), BAD_FACTS, ids=[str(one[0]) for one in BAD_FACTS]
)
def test_a_bad_fact_is_refused_by_code_and_field(said, code, field):
    with pytest.raises(rules.BadFacts) as refused:
        rules.read_facts(said, VOCABULARY, "firm.json")

    (one,) = refused.value.problems
    assert (one.code, one.field, one.source) == (code, field, "firm.json")
    for sentence in sentences(one):
        assert sentence
        assert not re.search(r"[{]\w+[}]", sentence)


def test_a_share_is_a_fraction_or_says_percent():
    known = [
        rules.read_facts({"market_share": given}, VOCABULARY).get("market_share")
        for given in (0.03, "3 %", "3%", "0.03", 1)
    ]

    assert known == [30_000, 30_000, 30_000, 30_000, 1_000_000]


def test_every_bad_fact_is_told_at_once():
    with pytest.raises(rules.BadFacts) as refused:
        rules.read_facts({"revenue": 5, "has_brand": 3, "area": "x"}, VOCABULARY)

    assert [one.code for one in refused.value.problems] == [
        "year-needed",
        "value-not-flag",
        "value-not-number",
    ]


@pytest.mark.parametrize("said", [None, [], "revenue", 5])
def test_facts_that_are_no_table_are_refused(said):
    with pytest.raises(rules.BadFacts) as refused:
        rules.read_facts(said, VOCABULARY)

    assert refused.value.problems[0].code == "facts-not-a-table"


def test_every_problem_has_a_sentence_in_both_languages():
    for code, said in WORDS.items():
        assert set(said) == {"zh", "en"}, code
        names = [set(re.findall(r"(?<![{])[{](\w+)[}]", text)) for text in said.values()]
        assert names[0] == names[1], code
