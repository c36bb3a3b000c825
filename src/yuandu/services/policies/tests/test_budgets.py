"""A policy has one budget a year, whichever of its versions spends it."""

import datetime
from decimal import Decimal

import pytest

from tests.people import TODAY
from yuandu.services.policies import actions
from yuandu.services.policies.actions import Draft
from yuandu.services.policies.models import Case
from yuandu.services.policies.refusals import OutOfTurn
from yuandu.services.policies.tests.records import (
    a_book,
    a_firm,
    an_approved_policy,
    step,
    the_window,
    through_notice,
)

ORDER = [{"fact": "rd_expense", "first": "highest"}]


@pytest.fixture
def officer(city_officer, acting):
    return acting(city_officer)


@pytest.fixture
def second(department_officer, acting):
    return acting(department_officer)


def revised(officer, second, version, amount: int):
    """Approve a next version that grants `amount` 万元 a year from today on."""
    following = actions.revise(by=officer, policy=version.policy)
    book = a_book(
        budget={"amount": amount, "unit": "万元", "order": ORDER},
        effective_from=TODAY,
    )
    actions.save(by=officer, version=following, edition=following.edition, draft=Draft(book))
    following.refresh_from_db()
    step(officer, following, "submit")
    step(second, following, "approve")
    return following


@pytest.fixture
def version(officer, second):
    return an_approved_policy(officer, second)  # grants 60 万元


@pytest.fixture
def case(officer, weifang, version):
    """A case of 50 万元 that waits for its approval."""
    a_firm(weifang, "大研发公司", research=600)
    actions.sweep_version(by=officer, version=version)
    case = Case.objects.get()
    through_notice(officer, case)
    return case


def test_a_version_of_mid_year_goes_on_with_what_is_left(officer, second, version, case):
    step(officer, case, "approve")
    actions.pay_all(by=officer, window=the_window(version))

    window = the_window(revised(officer, second, version, 80))

    assert window.budget_id == the_window(version).budget_id
    assert (window.budget.balance, window.paid.balance) == (Decimal(300_000), Decimal(500_000))
    assert the_window(version).to_on == TODAY - datetime.timedelta(days=1)


def test_a_version_that_grants_less_gives_back_what_is_free(officer, second, version, case):
    step(officer, case, "approve")

    window = the_window(revised(officer, second, version, 20))

    # 50 of 60 万元 are held back for who is approved; more than is free is not taken away.
    assert (window.budget.balance, window.budget.free) == (Decimal(500_000), Decimal(0))


def test_who_asked_under_the_earlier_version_comes_first(officer, second, version, case, weifang):
    following = revised(officer, second, version, 60)
    a_firm(weifang, "更大研发公司", research=900)
    actions.sweep_version(by=officer, version=following)
    later = Case.objects.get(party__name="更大研发公司")
    through_notice(officer, later)

    with pytest.raises(OutOfTurn):
        step(officer, later, "approve")  # though it spends more, and 60 万元 would do
    step(officer, case, "approve")
    with pytest.raises(OutOfTurn):
        step(officer, later, "approve")  # 10 万元 are left
