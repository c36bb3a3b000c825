"""What makes sense of a project, without a database."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.mechanisms.projects import rules
from yuandu.mechanisms.projects.rules import Facts
from yuandu.mechanisms.projects.rules.sense import WAN, YI

TODAY = datetime.date(2026, 11, 24)
days = st.dates(datetime.date(1950, 1, 1), datetime.date(2100, 12, 31))


def codes(facts: Facts, *, code_rules: str = "cn", currency: str = "CNY") -> set[str]:
    found = rules.faults(facts, today=TODAY, code_rules=code_rules, currency=currency)
    return {fault.code for fault in found}


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def test_an_ordinary_project_has_no_fault():
    assert not codes(
        Facts(
            code="2611-370781-04-01-654321",
            investment_total=6 * YI,
            private_share=Decimal("0.8"),
            planned_start_on=day("2026-12-01"),
            planned_end_on=day("2028-06-30"),
            longitude=118.5,
            latitude=36.7,
        )
    )


def test_a_project_of_which_little_is_known_has_no_fault():
    assert not codes(Facts())


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        (Decimal(0), "investment-not-positive"),
        (-5 * YI, "investment-not-positive"),
        (500 * WAN - Decimal("0.01"), "investment-small"),
        (500 * WAN, None),
        (1000 * YI, None),
        (1000 * YI + 1, "investment-large"),
        (20_000 * YI, "investment-large"),
        (20_000 * YI + 1, "investment-absurd"),
    ],
)
def test_an_investment_has_bounds(amount, code):
    assert codes(Facts(investment_total=amount)) == ({code} if code else set())


def test_amounts_of_other_currencies_have_no_upper_bound_that_we_know():
    assert not codes(Facts(investment_total=30_000 * YI), currency="PHP")


def test_only_what_may_be_right_is_a_doubt():
    found = rules.faults(
        Facts(investment_total=Decimal(5), annual_plan=Decimal(-1)),
        today=TODAY,
        code_rules="cn",
        currency="CNY",
    )
    assert {fault.code: fault.is_doubt for fault in found} == {
        "negative": False,
        "investment-small": True,
    }


def test_a_years_plan_above_the_total_is_doubted():
    assert codes(Facts(investment_total=6 * YI, annual_plan=7 * YI)) == {"plan-above-total"}


@given(share=st.decimals(-3, 3, places=4))
def test_a_share_is_a_fraction(share):
    assert ("share-not-a-fraction" in codes(Facts(private_share=share))) == (not 0 <= share <= 1)


@given(start=days, end=days)
def test_a_plan_never_ends_before_it_starts(start, end):
    found = codes(Facts(planned_start_on=start, planned_end_on=end))
    assert ("plan-ends-before-start" in found) == (end < start)


@given(started=days, completed=days, produced=days)
def test_works_follow_in_order_and_none_lies_in_the_future(started, completed, produced):
    found = codes(Facts(works_started_on=started, completed_on=completed, produced_on=produced))
    assert ("completed-before-start" in found) == (completed < started)
    assert ("produced-before-start" in found) == (produced < started)
    assert ("day-in-future" in found) == (max(started, completed, produced) > TODAY)


def test_half_a_place_is_none():
    assert codes(Facts(longitude=118.5)) == {"half-a-place"}
    assert codes(Facts(latitude=36.7)) == {"half-a-place"}


def test_swapped_coordinates_are_noticed():
    assert codes(Facts(longitude=36.7, latitude=118.5)) == {"not-on-earth"}


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("2111-370781-04-01-123456", None),
        ("2018-370781-26-03-012345", None),
        ("2113-370781-04-01-123456", "project-code-month"),
        ("2111370781-04-01-1234567", "project-code-hyphens"),
        ("2111-370781-04-01-12345O", "project-code-digits"),
        ("2111-990781-04-01-123456", "project-code-division"),
        ("18DL0247", "project-code-length"),
    ],
)
def test_a_code_has_the_printed_form(code, fault):
    assert codes(Facts(code=code)) == ({fault} if fault else set())


def test_where_codes_are_free_any_is_taken():
    assert not codes(Facts(code="18DL0247"), code_rules="free")


def test_every_fault_has_its_field():
    names = set(Facts.__dataclass_fields__)
    odd = Facts(
        code="x",
        investment_total=Decimal(-1),
        annual_plan=Decimal(-1),
        private_share=Decimal(2),
        new_output=Decimal(-1),
        land_area_mu=Decimal(0),
        longitude=999.0,
        latitude=1.0,
        filed_on=day("2099-01-01"),
        planned_start_on=day("1800-01-01"),
    )
    found = rules.faults(odd, today=TODAY, code_rules="cn", currency="CNY")
    assert len(found) == 9
    assert {fault.field for fault in found} <= names


@pytest.mark.parametrize(
    ("kind", "cycle"),
    [
        ("industry", rules.PRODUCTIVE),
        ("platform", rules.PRODUCTIVE),
        ("social", rules.WORKS),
        ("infrastructure", rules.WORKS),
    ],
)
def test_what_does_not_produce_ends_with_the_handover(kind, cycle):
    assert rules.cycle_of(kind) == cycle
