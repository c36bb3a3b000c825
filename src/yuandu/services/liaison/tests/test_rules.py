"""Who is competent, what is a gap, how tags compare; without a database."""

import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from yuandu.engines.calendar import china
from yuandu.services.liaison import rules
from yuandu.services.liaison.rules import Office, Raised

TODAY = datetime.date(2026, 11, 24)
days = st.dates(TODAY - datetime.timedelta(days=800), TODAY + datetime.timedelta(days=30))
issues = st.lists(st.builds(Raised, firm=st.integers(1, 5), on=days), max_size=12)


def test_the_offices_of_the_division_come_before_those_of_everywhere():
    offices = [Office(1), Office(2, 7), Office(3, 7), Office(4, 8)]

    assert rules.competent(offices, 7) == (2, 3)
    assert rules.competent(offices, 9) == (1,)
    assert rules.competent(offices, None) == (1,)
    assert rules.competent([Office(4, 8)], 9) == ()


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        ([(1, 0), (2, 10), (3, 364)], True),
        ([(1, 0), (2, 10), (3, 365)], False),  # the same day of last year is a year ago
        ([(1, 0), (1, 10), (2, 20), (2, 30)], False),  # two firms, however often
        ([(1, 0), (2, 0), (3, 0), (4, 0)], True),
        ([(1, 0), (2, 0), (3, -1)], False),  # tomorrow has not come
    ],
)
def test_three_firms_within_a_year_make_a_gap(raised, expected):
    found = [Raised(firm, TODAY - datetime.timedelta(days=back)) for firm, back in raised]

    assert rules.is_gap(found, TODAY) is expected


@given(issues, st.builds(Raised, firm=st.integers(1, 5), on=days))
def test_one_more_issue_never_closes_a_gap(found, more):
    assert not rules.is_gap(found, TODAY) or rules.is_gap([*found, more], TODAY)


@given(issues)
def test_a_gap_does_not_ask_in_which_order_issues_came(found):
    assert rules.is_gap(found, TODAY) == rules.is_gap(found[::-1], TODAY)


@given(issues)
def test_a_gap_is_what_counting_firms_by_hand_says(found):
    year = [each for each in found if datetime.date(2025, 11, 24) < each.on <= TODAY]

    assert rules.is_gap(found, TODAY) == (len({each.firm for each in year}) > 2)


def test_a_year_before_a_leap_day_is_the_last_of_february():
    assert rules.a_year_before(datetime.date(2028, 2, 29)) == datetime.date(2027, 2, 28)


@pytest.mark.parametrize("typed", ["zm-01", " ＺＭ－01 ", "#ZM-01", "z m-01", "zm-01。"])
def test_a_tag_is_the_same_however_it_is_typed(typed):
    assert rules.tag(typed) == "zm-01"


@given(st.text(max_size=200))
@example("A´")  # its accent stands on a blank of its own, and joins the letter without it
def test_folding_a_tag_twice_changes_nothing(text):
    once = rules.tag(text)

    assert rules.tag(once) == once
    assert len(once) <= rules.LONGEST_TAG


def test_days_of_rest_do_not_count_between_sending_and_answering():
    friday, monday = datetime.date(2026, 11, 20), datetime.date(2026, 11, 23)

    assert rules.days_between(friday, monday, china()) == 1
    assert rules.days_between(friday, friday, china()) == 0
    assert rules.days_between(monday, friday, china()) == 0  # never below zero


@given(st.dictionaries(st.text(), st.text() | st.integers()))
def test_a_digest_asks_for_values_and_not_for_their_order(sent):
    turned = dict(reversed(sent.items()))

    assert rules.digest(sent) == rules.digest(turned)
    assert rules.digest(sent) != rules.digest(sent | {"one more": 1, "and": 2})


def test_a_firm_is_recognised_in_a_text_in_any_width():
    texts = ["联系ＡＢＣ花卉后解决", ""]

    assert rules.names_in(texts, ("ABC花卉", "", "另一家")) == ("ABC花卉",)
