"""What a book or facts must not be: each told by code, line and field, in two languages."""

import re

import pytest

from yuandu.engines import rules
from yuandu.engines.rules.problems import Problem
from yuandu.engines.rules.tests.bad_books import CRITERIA, RD, SCORES_AND_MONEY
from yuandu.engines.rules.tests.books import HEAD, VOCABULARY, a_book
from yuandu.engines.rules.wording import WORDS

BAD = {**CRITERIA, **SCORES_AND_MONEY}
SAID = {
    "an unknown fact": "There is no fact “rd_expences”; did you mean “rd_expense”?",
    "a threshold without unit": "The threshold has no unit; write one of 元, 万元, 亿元.",
    "a threshold in another unit": "The unit “亩” does not fit; use one of 元, 万元, 亿元.",
    "no number for a threshold": "The threshold has to be a number, not “三”.",
    "a flag compared with a number": "A value of the kind flag cannot be compared by at_least; use another.",
    "growth of what is not yearly": "“area” is not known by the year, so there is no growth or sum of years.",
    "a share of days": "“niche_since” is of the kind day and cannot be measured like this; choose another.",
    "an end before its start": "It ends on 2023-12-31, before it starts on 2024-01-01; check the days.",
    "overlapping bands": "Two bands overlap: one ends at 5, the next starts at 4; let them touch.",
    "a gap between bands": "There is a gap: one band ends at 4, the next starts at 5; let them touch.",
    "a choice without points": "“old” needs points, once; the choices of this fact are new, old.",
    "a rate above all there is": "“rate” is “101” but has to be ≤ 100; correct it.",
    "so much for each that no number holds it": "What “100” comes to can be too large to be told to the yuan; write a cap.",
    "an amount in another unit": "The unit “亩” does not fit; use one of 元, 万元, 亿元.",
    "a rate of a number of people": "“staff” is of the kind count and cannot be measured like this; choose another.",
    "an amount for each of what we do not know": "There is no fact “staffs”; did you mean “staff”?",
    "a share finer than what can be compared": "“3.0001” is too large or too fine to be compared exactly; use fewer decimals.",
    "a threshold that is no choice": "“newer” is not one of new, old.",
    "an empty threshold": "“threshold” must not be empty.",
    "a day that is no day": "The threshold has to be a day such as 2025-01-01, not “2020”.",
    "years in another unit": "The unit “月” does not fit; use one of 年.",
    "points in another unit": "The unit “个” does not fit; use one of 分.",
    "choices for a number": "A value of the kind amount scores by bands; write bands.",
    "a budget in another unit": "The unit “亩” does not fit; use one of 元, 万元, 亿元.",
    "an order by an unknown fact": "There is no fact “size”; did you mean “niche_since”?",
    "a key twice": "“title” stands twice, so which counts cannot be told; delete one.",
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


@pytest.mark.parametrize(("name", "sentence"), SAID.items())
def test_a_bad_book_is_told_with_what_it_has_and_what_would_do(name, sentence):
    text, code, field = BAD[name]

    said = [one.say("en") for one in problems(text) if (one.code, one.field) == (code, field)]

    assert said == [sentence]


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


@pytest.mark.parametrize(("said", "code", "field"), BAD_FACTS)
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
