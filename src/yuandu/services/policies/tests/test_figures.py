"""What was paid, in figures: each opens to its cases, and the two books of it agree."""

from decimal import Decimal

import pytest

from tests.people import TODAY
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import figures
from yuandu.kernel.ledger import actions as ledger
from yuandu.services.policies import actions
from yuandu.services.policies.models import Case
from yuandu.services.policies.tests.records import (
    a_firm,
    an_approved_policy,
    step,
    the_window,
    through_notice,
)


@pytest.fixture
def version(weifang, city_officer, department_officer, acting):
    """A policy with two cases: the larger paid, the other on notice."""
    officer = acting(city_officer)
    for name, research in (("大研发公司", 600), ("中研发公司", 300)):
        a_firm(weifang, name, research=research)
    made = an_approved_policy(officer, acting(department_officer))
    actions.sweep_version(by=officer, version=made)
    large, middle = Case.objects.order_by("-amount")
    through_notice(officer, large)
    for move in ("approve", "pay"):
        step(officer, large, move)
    for move in ("verify", "publish"):
        step(officer, middle, move)
    return made


def value(workspace, code: str) -> Decimal | None:
    return figures.value(workspace, f"policies.{code}").value


def test_the_figures_say_what_was_paid_to_whom_and_how_it_began(weifang, version):
    assert value(weifang, "paid.amount") == Decimal(50)  # 万元
    assert value(weifang, "paid.found_amount") == Decimal(50)
    assert value(weifang, "paid.applied_amount") == 0
    assert value(weifang, "paid.beneficiaries") == 1
    assert value(weifang, "paid.firms") == 1
    assert value(weifang, "paid.households") == 0
    assert value(weifang, "paid.found") == 1
    assert value(weifang, "notice.count") == 1
    assert value(weifang, "budget.amount") == Decimal(60)


def test_a_figure_opens_to_its_cases(weifang, version, sign_in, city_officer):
    page = sign_in(city_officer).get("/figures/policies.paid.amount/").content.decode()

    assert "大研发公司" in page
    assert "中研发公司" not in page
    public = sign_in().get("/figures/policies.paid.amount/").content.decode()
    assert "大研发公司" not in public
    assert "研发投入补助" in public


def test_the_cases_and_the_ledger_agree(weifang, version):
    checks = {check.code: check for check in figures.reconcile(weifang)}

    assert checks["policies.paid.ledger"].agrees
    assert checks["policies.paid.ways"].agrees
    assert figures.publication(weifang, 1).may_publish


def test_money_that_went_past_the_cases_is_seen(weifang, version):
    window = the_window(version)
    ledger.transfer(
        by=Actor.system(weifang),
        debit=window.budget,
        credit=window.paid,
        amount=Decimal(1000),
        key="past-the-cases",
    )

    assert not figures.publication(weifang, 1).may_publish


def test_last_years_payments_are_not_this_years(weifang, version):
    Case.objects.exclude(paid_on=None).update(paid_on=TODAY.replace(year=TODAY.year - 1))

    assert value(weifang, "paid.amount") == 0
    assert value(weifang, "posted.amount") == 0


def test_whoever_is_due_and_unpaid_is_counted_until_paid(weifang, version, city_officer, acting):
    officer = acting(city_officer)
    before = value(weifang, "missed.count")
    step(officer, Case.objects.get(party__name="中研发公司"), "refuse", words="重复享受")

    actions.sweep_version(by=officer, version=version)

    # The middle firm was due by the first sweep; since then its case was refused, with a reason.
    assert before == 1
    assert value(weifang, "missed.count") == 0


@pytest.mark.parametrize(
    ("language", "headline"), [("zh-hans", "政策找人"), ("en", "Policies that look for people")]
)
def test_the_front_page_prints_it(weifang, version, sign_in, language, headline):
    page = sign_in().get("/", headers={"Accept-Language": language}).content.decode()

    assert headline in page
    assert "/figures/policies.paid.amount/" in page
