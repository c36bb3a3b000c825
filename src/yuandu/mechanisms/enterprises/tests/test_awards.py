"""Special funds in figures: calls, firms paid, amounts; the cases and the ledger agree."""

from decimal import Decimal

import pytest

from tests.people import TODAY
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import figures
from yuandu.kernel.ledger import actions as ledger
from yuandu.mechanisms.enterprises.figures import ARTICLE
from yuandu.services.policies import actions
from yuandu.services.policies.models import Case, PolicyVersion
from yuandu.services.policies.tests.records import (
    a_call,
    a_firm,
    a_fund,
    an_approved_policy,
    the_window,
    through_notice,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def fund(weifang, city_officer, department_officer, acting) -> PolicyVersion:
    """A call of three firms of which two are paid 10 万元 each; beside it a subsidy paid too."""
    officer, approver = acting(city_officer), acting(department_officer)
    subsidy = an_approved_policy(officer, approver)
    made = a_fund(officer, approver)
    for name, research in (("甲公司", 900), ("乙公司", 300), ("丙公司", 200)):
        a_firm(weifang, name, research=research)
    for version in (made, subsidy):
        actions.sweep_version(by=officer, version=version)
    a_call(officer, made, places=2)
    for case in Case.objects.exclude(window__version=subsidy, party__name="丙公司"):
        through_notice(officer, case)
    for version in (made, subsidy):
        window = the_window(version)
        actions.approve_in_turn(by=officer, window=window)
        actions.pay_all(by=officer, window=the_window(version))
    return made


def value(workspace, name: str) -> Decimal | None:
    return figures.value(workspace, f"enterprises.awards.{name}").value


def checks(workspace) -> dict[str, bool]:
    found = {each.code: each.agrees for each in figures.reconcile(workspace)}
    return {code: found[f"enterprises.awards.{code}"] for code in ("ledger", "ledger_this_year")}


def test_only_what_calls_paid_is_counted(weifang, fund):
    assert value(weifang, "calls") == 1
    assert value(weifang, "firms") == 2
    assert value(weifang, "total") == value(weifang, "amount") == Decimal(20)  # 万元
    assert value(weifang, "posted") == value(weifang, "posted_this_year") == Decimal(20)
    assert checks(weifang) == {"ledger": True, "ledger_this_year": True}


def test_what_was_paid_last_year_counts_to_date_and_not_for_the_year(weifang, fund):
    case = Case.objects.get(window__version=fund, party__name="甲公司")
    Case.objects.filter(pk=case.pk).update(paid_on=TODAY.replace(year=TODAY.year - 1))

    assert value(weifang, "total") == Decimal(20)
    assert value(weifang, "amount") == value(weifang, "posted_this_year") == Decimal(10)
    assert value(weifang, "firms") == 2
    assert checks(weifang) == {"ledger": True, "ledger_this_year": True}


def test_money_that_went_past_the_cases_withholds_the_article(weifang, fund):
    window = the_window(fund)
    assert figures.publication(weifang, ARTICLE).may_publish

    ledger.transfer(
        by=Actor.system(weifang),
        debit=window.budget,
        credit=window.paid,
        amount=Decimal(1000),
        key="past-the-cases",
    )

    assert checks(weifang) == {"ledger": False, "ledger_this_year": False}
    assert not figures.publication(weifang, ARTICLE).may_publish


def test_each_figure_opens_to_its_rows_and_masks_firms_for_the_public(
    weifang, fund, sign_in, city_officer
):
    def page(browser, name: str) -> str:
        return browser.get(f"/figures/enterprises.awards.{name}/").content.decode()

    office = page(sign_in(city_officer), "total")
    public = page(sign_in(), "total")

    assert "甲公司" in office
    assert "丙公司" not in office
    assert "甲公司" not in public
    assert "示例征集" in public
    assert "示例征集" in page(sign_in(), "calls")
