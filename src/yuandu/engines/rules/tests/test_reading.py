"""Reading vocabularies and books, from a file or from values, to the letter."""

import datetime
from decimal import Decimal

import pytest
import yaml

from yuandu.engines import rules
from yuandu.engines.rules.problems import Problem
from yuandu.engines.rules.reading import LONGEST
from yuandu.engines.rules.tests.books import HEAD, VOCABULARY

FACTS = """
- {code: revenue, title: 营业收入, title_en: Revenue, kind: amount, yearly: true, evidence: 审计报告}
- {code: field, title: 领域, title_en: Field, kind: choice, choices: {new: 新兴, old: 传统}}
"""


def test_a_vocabulary_gives_its_facts_in_order():
    known = rules.read_vocabulary(FACTS, "facts.yaml")

    assert [one.code for one in known] == ["revenue", "field"]
    assert known["revenue"].evidence == "审计报告"
    assert (known["revenue"].is_number, known["field"].is_number) == (True, False)
    assert ("revenue" in known, "gone" in known) == (True, False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("revenue: {}", [("not-a-list", 1, "")]),
        ("", [("not-a-list", 1, "")]),
        (FACTS + FACTS, [("id-twice", None, ""), ("id-twice", None, "")]),
        (FACTS + "- {code: staff, title: 人, title_en: Staff}", [("field-missing", 4, "2.kind")]),
        (FACTS + "- {code: a_2024, title: 人, title_en: A, kind: count}", [("wrong-type", 4, "2")]),
        (FACTS + "- {code: a1, title: 人, title_en: A, kind: choice}", [("wrong-type", 4, "2")]),
        (FACTS + "- {code: a1, title: 人, title_en: A, kind: count, choices: {a: b}}", [("wrong-type", 4, "2")]),
        (FACTS + "- 5", [("wrong-type", 4, "2")]),
        ("[", [("not-yaml", 1, "")]),
    ],
)  # fmt: skip
def test_a_bad_vocabulary_is_refused_by_line_and_field(text, said):
    with pytest.raises(rules.BadVocabulary) as refused:
        rules.read_vocabulary(text, "facts.yaml")

    found = [(one.code, one.line, one.field) for one in refused.value.problems]
    assert found == said
    assert {one.source for one in refused.value.problems} == {"facts.yaml"}
    assert all(one.say("zh") and one.say("en") for one in refused.value.problems)


def test_a_fact_given_twice_is_named_once():
    with pytest.raises(rules.BadVocabulary) as refused:
        rules.read_vocabulary(FACTS + FACTS + FACTS, "facts.yaml")

    assert [one.say("en") for one in refused.value.problems] == [
        "The id “field” is used twice; give each its own.",
        "The id “revenue” is used twice; give each its own.",
    ]


BODY = """
requires: rd
criteria:
  - {id: rd, title: 研发, value: {fact: rd_expense}, operator: at_least, threshold: 1_000.5_0, unit: 万元}
  - {id: since, title: 起始, value: {fact: niche_since}, operator: at_most, threshold: 2020-01-01, veto: true}
  - {id: brand, title: 品牌, value: {fact: has_brand}, operator: is, threshold: true, veto: true}
"""


def test_numbers_days_and_truths_are_read_as_they_stand():
    book = rules.read_book(HEAD + BODY, "sample.yaml", VOCABULARY)

    assert [one.threshold for one in book.criteria] == [
        Decimal("1000.50"),
        datetime.date(2020, 1, 1),
        True,
    ]
    assert str(book.criteria[0].threshold) == "1000.50"


def test_a_book_of_values_is_the_book_of_its_text():
    read = rules.read_book(HEAD + BODY, "sample.yaml", VOCABULARY)
    values = yaml.safe_load(HEAD + BODY)
    values["criteria"][0]["threshold"] = Decimal("1000.50")

    assert rules.book_of(values, "form", VOCABULARY) == read
    assert rules.book_of(values, "form", VOCABULARY).hash == read.hash
    assert rules.book_of({**values, "title": "别的"}, "form", VOCABULARY).hash != read.hash


@pytest.mark.parametrize(
    ("changed", "code", "field", "sentence"),
    [
        ({"title": ""}, "nothing-given", "title", "“title” must not be empty."),
        ({"criteria": []}, "nothing-given", "criteria", "“criteria” must not be empty."),
        ({"kind": "gift"}, "not-one-of", "kind", "“gift” is not one of"),
        ({"requires": "gone"}, "criterion-unknown", "requires", "no criterion “gone”"),
        ({"is_sample": "x" * 60}, "wrong-type", "is_sample", f"“{'x' * 60}” of"),
        ({"is_sample": "x" * 61}, "wrong-type", "is_sample", f"“{'x' * 59}…” of"),
        ({"criteria": {"a": 1}}, "wrong-type", "criteria", "The value “dict” of “criteria”"),
        ({"effective_from": "soon"}, "wrong-type", "effective_from", "The value “soon” of"),
        ({"criteria": [5]}, "wrong-type", "criteria.0", "The value “5” of “0”"),
        ({"budget": {"amount": 0, "unit": "元"}}, "out-of-bounds", "budget.amount", "“0” but has to be > 0;"),
    ],
)  # fmt: skip
def test_values_that_are_no_book_are_refused_by_field(changed, code, field, sentence):
    values = yaml.safe_load(HEAD + BODY) | changed

    with pytest.raises(rules.BadBook) as refused:
        rules.book_of(values, "form", VOCABULARY)

    (one,) = [one for one in refused.value.problems if one.field == field]
    assert (one.code, one.source, one.line) == (code, "form", None)
    assert sentence in one.say("en")
    assert one.place() == f"form {field}"
    assert f"form {field}: {one.say('en')}" in str(refused.value)
    assert one.told() == f"form {field}: {one.say('zh')}"


def test_a_list_with_something_wrong_in_it_is_not_said_to_be_empty():
    values = yaml.safe_load(HEAD + BODY) | {"criteria": [5], "kind": "gift"}

    with pytest.raises(rules.BadBook) as refused:
        rules.book_of(values, "form", VOCABULARY)

    assert [one.field for one in refused.value.problems] == ["kind", "criteria.0"]
    assert refused.value.problems[0].say("en") == (
        "“gift” is not one of 'recognition', 'subsidy', 'fund' or 'clause'."
    )


@pytest.mark.parametrize("said", [None, [], "book", 5])
def test_what_is_no_table_is_no_book(said):
    with pytest.raises(rules.BadBook) as refused:
        rules.book_of(said, "form", VOCABULARY)

    (one,) = refused.value.problems
    assert (one.code, one.field) == ("wrong-type", "")
    assert "of “”" in one.say("en")


def test_a_problem_without_a_place_is_told_without_one():
    assert Problem("books-none", values={"on": "2026-01-01"}).told("en") == (
        "No book is in force on 2026-01-01; check the day and the folder."
    )
    assert Problem("not-yaml", "a.yaml", 3).told("en").startswith("a.yaml:3: This is no YAML")


@pytest.mark.parametrize("threshold", [["a", 5], {"a": 1}, [[]]])
def test_a_threshold_of_no_kind_is_one_problem(threshold):
    values = yaml.safe_load(HEAD + BODY)
    values["criteria"][0]["threshold"] = threshold

    with pytest.raises(rules.BadBook) as refused:
        rules.book_of(values, "form", VOCABULARY)

    (one,) = refused.value.problems
    assert (one.code, one.field) == ("wrong-type", "criteria.0.threshold")


def test_a_text_is_read_up_to_its_longest():
    longest = HEAD + BODY
    longest += "#" * (LONGEST - len(longest))

    assert rules.read_book(longest, "sample.yaml", VOCABULARY).code == "sample-1"
    with pytest.raises(rules.BadBook) as refused:
        rules.read_book(longest + "#", "sample.yaml", VOCABULARY)
    (one,) = refused.value.problems
    assert (one.code, one.source, one.place()) == ("too-long", "sample.yaml", "sample.yaml")
    assert str(LONGEST) in one.say("en")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"revenues": 1}, "Known are revenue."),
        ({"markt": 1}, "Known are market_share."),
        ({"zzz": 1}, "Known are revenue, rd_expense, staff, area, market_share, "),
    ],
)
def test_an_unknown_fact_is_told_with_those_like_it(said, expected):
    with pytest.raises(rules.BadFacts) as refused:
        rules.read_facts(said, VOCABULARY)

    (one,) = refused.value.problems
    assert expected in one.say("en")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"revenue": {"2024": "3 亩"}}, "“营业收入” is not given in “3 亩”; use one of 元, 万元, 亿元."),
        ({"area": "3 里"}, "“面积” is not given in “3 里”; use one of 亩."),
        ({"revenue": {"2024": "many"}}, "“营业收入” is a number, not “many”; write null where it is not known."),
        ({"revenue": {"2024": -1}}, "“-1” for “营业收入” is not within 0 and 10000000000000; is its unit right?"),
        ({"market_share": 3}, "“市场占有率” is a share, and “3” is not within 0 and 1; write “3%” or a fraction."),
        ({"revenue": {"24": 5}}, "“24” is no year; write four digits such as 2024."),
        ({"revenue": 5}, '“营业收入” is given by the year, as {"2024": …}.'),
        ({"area": {"2024": 5}}, "“面积” is not given by the year; write the value itself."),
        ({"field": "newest"}, "“newest” is not one of new, old."),
        ({"has_brand": 3}, "“自主品牌” is true or false, not “3”."),
        ({"judged_a": 3}, "“judged_a” is true or false, not “3”."),
        ({"niche_since": "spring"}, "“起始日” is a day such as 2015-03-02, not “spring”."),
        ({"industry": 5}, "“行业” is a code in words, not “5”."),
    ],
)  # fmt: skip
def test_a_bad_fact_is_told_with_what_it_has_and_what_would_do(said, sentence):
    with pytest.raises(rules.BadFacts) as refused:
        rules.read_facts(said, VOCABULARY)

    (one,) = refused.value.problems
    assert one.say("en") == sentence


@pytest.mark.parametrize(
    ("said", "name", "value"),
    [
        ({"revenue": {"2024": "1,200.5 万元"}}, "revenue_2024", 12_005_000),
        ({"revenue": {2024: "1，200"}}, "revenue_2024", 1_200),
        ({"revenue": {"2024": " +5 亿元 "}}, "revenue_2024", 5 * 10**8),
        ({"revenue": {"1949": 5}}, "revenue_1949", 5),
        ({"revenue": {"2199": 5.0}}, "revenue_2199", 5),
        ({"revenue": {"2024": 10**13}}, "revenue_2024", 10**13),
        ({"area": "2.125 亩"}, "area", 2_125),
        ({"area": 0}, "area", 0),
        ({"market_share": "1‰"}, "market_share", 1_000),
        ({"market_share": "100％"}, "market_share", 10**6),
        ({"niche_since": datetime.date(2015, 3, 2)}, "niche_since", datetime.date(2015, 3, 2)),
        ({"industry": [" C34", "C26 "]}, "industry", "C34,C26"),
        ({"industry": "C34"}, "industry", "C34"),
        ({"judged_a": True}, "judged_a", True),
        ({"field": "new"}, "field", "new"),
    ],
)
def test_facts_are_read_in_steps(said, name, value):
    facts = rules.read_facts(said, VOCABULARY)

    assert facts.values == {name: value}
    assert type(facts.get(name)) is type(value)


def test_what_is_null_is_not_known():
    said = {"revenue": None, "area": None, "staff": {"2024": None}, "judged_a": None}

    assert rules.read_facts(said, VOCABULARY).values == {}


@pytest.mark.parametrize(
    "year", ["1948", "2200", "02024", "2024.0", "-2024", "", "20２4", "202400000000"]
)
def test_what_is_no_year_is_refused(year):
    with pytest.raises(rules.BadFacts) as refused:
        rules.read_facts({"revenue": {year: 5}}, VOCABULARY)

    assert [(one.code, one.field) for one in refused.value.problems] == [
        ("year-wrong", f"revenue.{year}")
    ]


def test_a_year_given_twice_in_two_ways_is_refused():
    with pytest.raises(rules.BadFacts) as refused:
        rules.read_facts({"revenue": {"2024": 5, 2024: 6}}, VOCABULARY)

    (one,) = refused.value.problems
    assert (one.code, one.field) == ("year-twice", "revenue_2024")
