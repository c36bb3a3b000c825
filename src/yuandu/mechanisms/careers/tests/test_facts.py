"""What is recorded of a worker, as rules read it; and that more is never less."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.engines.rules import State
from yuandu.engines.rules.books import Criterion
from yuandu.mechanisms.careers.deciding import again, check
from yuandu.mechanisms.careers.library import LADDERS, book_of, standard, vocabulary
from yuandu.mechanisms.careers.rules.facts import (
    COMPUTED,
    LATEST,
    WITHIN_YEARS,
    Record,
    Standing,
    facts_of,
    full_years,
    holds,
)

ON = datetime.date(2026, 3, 1)
JOINED = datetime.date(2015, 7, 1)
KINDS = [kind for kind in vocabulary() if kind.code not in COMPUTED]
MORE_IS_MORE = ("at_least", "includes", "one_of")


def facts(records=(), standings=(), source=None, on=ON):
    return facts_of(
        records, standings, joined_on=JOINED, source=source, on=on, vocabulary=vocabulary()
    )


def book(target, source=""):
    found = next(one for one in standard().books if (one.target, one.source) == (target, source))
    return book_of(found.text, found.code)


def a_record(kind, value="", number=1, on=datetime.date(2025, 5, 1), expires_on=None):
    return Record(kind, on, value, Decimal(number), expires_on)


def test_what_nobody_recorded_is_unknown_and_never_zero():
    known = facts()
    assert known.get("projects") is None
    assert known.get("order_technical") == 0
    assert facts([a_record("projects", number=0)]).get("projects") == 0


def test_numbers_add_up_codes_join_and_the_best_diploma_counts():
    known = facts(
        [
            a_record("projects", number=2),
            a_record("projects"),
            a_record("courses", "lean_management"),
            a_record("courses", "design_basics"),
            a_record("education", "college"),
            a_record("education", "junior", on=datetime.date(2026, 1, 1)),
        ]
    )
    assert known.get("projects") == 3
    assert known.get("courses") == "design_basics,lean_management"
    assert known.get("education") == "college"


def test_of_reviews_and_examinations_the_latest_counts():
    early, late = datetime.date(2024, 1, 5), datetime.date(2026, 1, 5)
    known = facts(
        [
            a_record("review", "excellent", on=early),
            a_record("review", "competent", on=late),
            a_record("exam_theory", number=90, on=early),
            a_record("exam_theory", number=70, on=late),
        ]
    )
    assert known.get("review") == "competent"
    assert known.get("exam_theory") == 7000


@pytest.mark.parametrize(
    ("until", "counts"), [(ON, True), (ON - datetime.timedelta(days=1), False), (None, True)]
)
def test_a_certificate_holds_to_its_last_day(until, counts):
    assert holds(a_record("certificates", "welder", expires_on=until), ON) is counts


def test_an_accident_is_looked_at_for_two_years():
    assert holds(a_record("accidents", on=datetime.date(2024, 3, 2)), ON)
    assert not holds(a_record("accidents", on=datetime.date(2024, 3, 1)), ON)


@pytest.mark.parametrize(
    ("since", "years"),
    [
        (datetime.date(2023, 3, 1), 3),
        (datetime.date(2023, 3, 2), 2),
        (datetime.date(2024, 2, 29), 2),
        (datetime.date(2027, 1, 1), 0),
    ],
)
def test_years_are_whole(since, years):
    assert full_years(since, ON) == years


def test_a_technician_lacks_one_course_to_be_an_engineer():
    standing = Standing("technician", 5, datetime.date(2022, 1, 1))
    records = [
        a_record("projects", number=2),
        a_record("education", "secondary"),
        a_record("review", "good"),
        a_record("courses", "design_basics"),
    ]
    checked = check(book("engineer", "technician"), facts(records, [standing], source=standing), ON)
    assert [one.id for one in checked.lacking] == ["course_digital_machining"]
    assert checked.lacking[0].state is State.UNMET
    assert not checked.is_ready
    complete = [*records, a_record("courses", "digital_machining")]
    known = facts(complete, [standing], source=standing)
    assert check(book("engineer", "technician"), known, ON).is_ready


def test_what_a_panel_judges_does_not_hinder_applying():
    standing = Standing("technician", 6, datetime.date(2020, 1, 1))
    records = [
        a_record("projects_led", number=3),
        a_record("patents"),
        a_record("education", "college"),
    ]
    checked = check(
        book("senior_engineer", "senior_technician"),
        facts(records, [standing], source=standing),
        ON,
    )
    assert (checked.state, checked.is_ready) == (State.PERSON, True)


def test_every_rung_but_none_is_without_a_book_and_every_book_is_sound():
    made = standard()
    assert {one.ladder for one in made.rungs} == set(LADDERS)
    assert {one.target for one in made.books if not one.source} == {one.code for one in made.rungs}
    for one in made.books:
        assert book_of(one.text, one.code).effective_from == one.effective_from


def records():
    def of_kind(kind):
        values = st.just("")
        if kind.choices:
            values = st.sampled_from(list(kind.choices))
        elif kind.kind == "codes":
            courses = ["design_basics", "digital_machining", "lean_management", "other"]
            values = st.sampled_from(courses)
        numbers = st.integers(0, 100).map(Decimal) if kind.is_number else st.just(Decimal(1))
        days = st.dates(datetime.date(2016, 1, 1), ON)
        return st.builds(Record, st.just(kind.code), days, values, numbers)

    return st.sampled_from(KINDS).flatmap(of_kind)


def is_monotone(criterion: Criterion) -> bool:
    if criterion.value is None or criterion.operator not in MORE_IS_MORE:
        return False
    (fact,) = criterion.value.facts
    kind = vocabulary()[fact]
    return kind.kind != "score" and fact not in LATEST | WITHIN_YEARS.keys() | COMPUTED


@given(
    st.lists(records(), max_size=8),
    records(),
    st.sampled_from(standard().books),
)
def test_one_more_record_never_takes_away_what_was_met(known, another, one):
    found = book_of(one.text, one.code)
    before = check(found, facts(known), ON)
    after = check(found, facts([*known, another]), ON)
    for finding in before.answer.findings:
        if is_monotone(finding.criterion) and finding.state is State.MET:
            assert after.answer.finding(finding.id).state is State.MET


@given(st.lists(records(), max_size=8), st.sampled_from(standard().books))
def test_a_frozen_answer_is_worked_out_again_to_the_letter(known, one):
    found = book_of(one.text, one.code)
    first = check(found, facts(known), ON)
    assert again(first.text, found).text == first.text
