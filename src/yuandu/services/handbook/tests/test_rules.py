"""The three-valued answer, the next question, and what changed between two texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.services.handbook import rules
from yuandu.services.handbook.rules import Applicability, applicability

CONDITIONS = st.dictionaries(
    st.sampled_from(list(rules.BY_CODE)), st.just(None), max_size=4
).flatmap(
    lambda codes: st.fixed_dictionaries(
        {
            code: st.lists(st.sampled_from(rules.BY_CODE[code].answers), min_size=1, unique=True)
            for code in codes
        }
    )
)
FULL = st.fixed_dictionaries(
    {question.code: st.sampled_from(question.answers) for question in rules.QUESTIONS}
)


@pytest.mark.parametrize(
    ("condition", "answers", "expected"),
    [
        ({}, {}, "applies"),
        ({"land": ["new"]}, {}, "depends"),
        ({"land": ["new"]}, {"land": "new"}, "applies"),
        ({"land": ["new"]}, {"land": "stock"}, "not"),
        ({"land": ["new"], "kind": ["industry"]}, {"land": "stock"}, "not"),
        ({"land": ["new"], "kind": ["industry"]}, {"land": "new"}, "depends"),
    ],
)
def test_one_wrong_answer_is_a_no_and_a_missing_one_leaves_it_open(condition, answers, expected):
    assert applicability(condition, answers) == expected


@given(CONDITIONS, FULL)
def test_with_every_answer_nothing_is_left_open(condition, answers):
    assert applicability(condition, answers) is not Applicability.DEPENDS
    assert rules.open_questions(condition, answers) == ()


@given(CONDITIONS, FULL, st.sets(st.sampled_from(list(rules.BY_CODE))))
def test_a_decided_clause_stays_decided_whatever_else_is_answered(condition, answers, known):
    some = {code: answer for code, answer in answers.items() if code in known}
    early = applicability(condition, some)

    if early is not Applicability.DEPENDS:
        assert applicability(condition, answers) is early


def test_the_question_on_which_most_clauses_depend_is_asked_next():
    conditions = [{"land": ["new"]}, {"land": ["stock"], "key": ["yes"]}, {"key": ["no"]}]

    assert rules.next_question(conditions, {}) == "land"
    assert rules.next_question(conditions, {"land": "new"}) == "key"
    assert rules.next_question([{"land": ["new"]}], {"land": "new"}) == ""


def test_answers_that_are_none_are_as_if_not_said():
    assert rules.known_answers({"land": "moon", "key": "yes", "colour": "red"}) == {"key": "yes"}


def test_everything_wrong_with_a_condition_is_told():
    odd = rules.odd_parts({"colour": ["red"], "land": ["moon"], "key": [], "kind": ["industry"]})

    assert [(each.code, each.question) for each in odd] == [
        ("unknown-question", "colour"),
        ("unknown-answer", "land"),
        ("no-answer", "key"),
    ]


@pytest.mark.parametrize(
    ("mu", "band"),
    [(0, "small"), (29.99, "small"), (30, "medium"), (99.9, "medium"), (100, "large")],
)
def test_a_band_holds_its_lower_edge(mu, band):
    assert rules.area_band(mu) == band


@given(st.text(max_size=40), st.text(max_size=40))
def test_what_changed_gives_both_texts_back(old, new):
    pieces = rules.changes(old, new)

    assert "".join(each.text for each in pieces if each.kind != "new") == old
    assert "".join(each.text for each in pieces if each.kind != "gone") == new


def test_a_number_changes_as_a_whole():
    pieces = rules.changes("面积不超过30亩的", "面积不超过300亩的")

    assert [(each.kind, each.text) for each in pieces] == [
        ("same", "面积不超过"),
        ("gone", "30"),
        ("new", "300"),
        ("same", "亩的"),
    ]
    assert rules.told_changes(pieces) == "面积不超过30→300"


@given(st.text(max_size=400), st.text(max_size=400))
def test_a_notice_stays_one_line(old, new):
    assert len(rules.told_changes(rules.changes(old, new))) <= 160


def test_keywords_are_divided_as_people_divide_them():
    assert rules.split_keywords("耕地、占补平衡 耕地，林地") == ["耕地", "占补平衡", "林地"]
