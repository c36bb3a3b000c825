"""Awards by the published rule, a fund that is never overspent, payroll, closing."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from tests.people import TODAY
from yuandu.kernel.ledger.models import Transfer
from yuandu.kernel.notices.models import Notice
from yuandu.mechanisms.proposals import rules as ideas
from yuandu.mechanisms.rewards import chores
from yuandu.mechanisms.rewards.actions import awards, funds, payroll
from yuandu.mechanisms.rewards.models import Award, FundYear, Part
from yuandu.mechanisms.rewards.refusals import (
    FundClosed,
    FundSpent,
    NoFund,
    OddAward,
    OddFund,
    OddPayroll,
    OddRule,
    PayrollDecided,
)
from yuandu.mechanisms.rewards.rules import terms
from yuandu.mechanisms.rewards.tests.records import (
    a_fund,
    a_rule,
    a_worker_of,
    acting,
    an_idea,
    the_house,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(company, staff):
    a_rule(company)
    return the_house(company)


def test_an_award_is_shared_by_the_authors_to_the_fen(company, house):
    authors = {
        a_worker_of(company, name): share
        for name, share in (("worker", "0.3334"), ("other_worker", "0.3333"), ("chair", "0.3333"))
    }
    award = awards.propose(by=house, proposal=an_idea(company, authors=authors))

    assert award.amount == 5500
    parts = dict(award.parts.values_list("worker__number", "amount"))
    assert sum(parts.values()) == 5500
    assert max(parts.values()) == Decimal("1833.70")
    assert award.computed().amount == award.amount


def test_asked_again_the_award_that_stands_is_returned(company, house):
    idea = an_idea(company, award=50)

    first, again = (awards.propose(by=house, proposal=idea) for _ in range(2))

    assert first == again
    assert Part.objects.get().amount == 50


def test_what_is_not_verified_earns_nothing(company, house):
    with pytest.raises(OddAward):
        awards.propose(by=house, proposal=an_idea(company, stage=ideas.VERIFY))


def test_a_company_without_a_rule_proposes_nothing(company, staff):
    with pytest.raises(OddRule):
        awards.propose(by=the_house(company), proposal=an_idea(company))


def test_money_is_held_back_at_approval_and_leaves_when_paid(company, staff, house):
    fund = a_fund(company, 10_000)
    officer, clerk = (
        acting(company, staff[name]) for name in ("improvement_officer", "hr_officer")
    )
    award = awards.propose(by=house, proposal=an_idea(company))

    awards.approve(by=officer, award=award)
    fund = FundYear.objects.get(pk=fund.pk)
    assert (fund.free, fund.reserved, fund.spent) == (4500, 5500, 0)

    listed = payroll.export(by=clerk, fund=fund)
    payroll.pay(by=clerk, payroll=listed, on=TODAY)
    fund = FundYear.objects.get(pk=fund.pk)
    assert (fund.free, fund.reserved, fund.spent) == (4500, 0, 5500)
    award.refresh_from_db()
    assert (award.state, award.paid_on) == ("paid", TODAY)
    told = Notice.objects.filter(to=staff["worker"]).values_list("kind", flat=True)
    assert {"rewards.approved", "rewards.paid"} <= set(told)


def test_after_the_fund_is_spent_an_award_is_refused_with_what_is_left(company, house):
    a_fund(company, 6000)
    first, second = (awards.propose(by=house, proposal=an_idea(company)) for _ in range(2))
    awards.approve(by=house, award=first)

    with pytest.raises(FundSpent) as refused:
        awards.approve(by=house, award=second)

    assert (refused.value.free, refused.value.asked, refused.value.place) == (500, 5500, 1)
    assert "500" in refused.value.sentence
    assert str(TODAY.year + 1) in refused.value.sentence
    second.refresh_from_db()
    assert (second.state, second.fund) == ("proposed", None)
    assert Transfer.objects.filter(key=second.key).count() == 0


def test_who_waits_longer_is_not_overtaken_by_who_asks_for_less(company, house):
    a_fund(company, 6000)
    dear = [awards.propose(by=house, proposal=an_idea(company)) for _ in range(2)]
    cheap = awards.propose(by=house, proposal=an_idea(company, award=50))

    done = awards.approve_many(by=house, awards=[cheap, *dear])

    assert [each.pk for each in done.approved] == [dear[0].pk]
    assert [each.pk for each in done.waiting] == [dear[1].pk, cheap.pk]
    assert done.free == 500


def test_without_a_fund_awards_wait(company, house):
    award = awards.propose(by=house, proposal=an_idea(company))

    with pytest.raises(NoFund):
        awards.approve(by=house, award=award)


def test_an_overturned_idea_frees_what_was_held_back(company, house):
    fund = a_fund(company)
    award = awards.propose(by=house, proposal=an_idea(company))
    awards.approve(by=house, award=award)

    chores.overturned(company, award.proposal_id, "复核")

    award.refresh_from_db()
    assert award.state == "void"
    assert FundYear.objects.get(pk=fund.pk).free == 10_000_000
    again = awards.propose(by=house, proposal=award.proposal)
    assert again != award


def test_what_payroll_has_is_not_made_void(company, house):
    fund = a_fund(company)
    award = awards.propose(by=house, proposal=an_idea(company))
    awards.approve(by=house, award=award)
    listed = payroll.export(by=house, fund=fund)

    with pytest.raises(OddAward):
        awards.void(by=house, award=award, words="复核")
    payroll.take_back(by=house, payroll=listed)
    awards.void(by=house, award=award, words="复核")

    assert Award.objects.get().state == "void"
    with pytest.raises(PayrollDecided):
        payroll.pay(by=house, payroll=listed, on=TODAY)


def test_payroll_pays_between_export_and_today(company, house):
    fund = a_fund(company)
    with pytest.raises(OddPayroll):
        payroll.export(by=house, fund=fund)
    awards.approve(by=house, award=awards.propose(by=house, proposal=an_idea(company)))
    listed = payroll.export(by=house, fund=fund)

    for day in (TODAY - datetime.timedelta(days=1), TODAY + datetime.timedelta(days=1)):
        with pytest.raises(OddPayroll):
            payroll.pay(by=house, payroll=listed, on=day)


def test_a_year_closes_on_its_last_day_and_pays_what_it_approved(company, house):
    fund = a_fund(company, 10_000)
    first, second = (awards.propose(by=house, proposal=an_idea(company, award=100)) for _ in "12")
    awards.approve_many(by=house, awards=[first, second])
    with pytest.raises(OddFund):
        funds.close(by=house, fund=fund)
    listed = payroll.export(by=house, fund=fund)
    payroll.take_back(by=house, payroll=listed)

    company.today_on = datetime.date(TODAY.year, 12, 31)
    company.save()
    house = the_house(company)
    fund = funds.close(by=house, fund=fund)

    assert (fund.returned, fund.free, fund.reserved) == (9800, 0, 200)
    with pytest.raises(FundClosed):
        funds.close(by=house, fund=fund)
    with pytest.raises(FundClosed):
        a_fund(company)
    awards.void(by=house, award=first, words="复核")
    fund = FundYear.objects.get(pk=fund.pk)
    assert (fund.returned, fund.free, fund.reserved) == (9900, 0, 100)
    payroll.pay(
        by=house, payroll=payroll.export(by=house, fund=fund), on=datetime.date(TODAY.year, 12, 31)
    )
    fund = FundYear.objects.get(pk=fund.pk)
    assert fund.granted - fund.returned == fund.spent == 100


def test_a_grant_sent_twice_is_put_in_once(company, house):
    for _ in range(2):
        fund = funds.grant(by=house, year=2026, amount=Decimal(5), key="same")

    assert (fund.granted, fund.free) == (5, 5)


@pytest.mark.parametrize("amount", ["0", "-1", "NaN", "1000000001"])
def test_odd_amounts_are_not_granted(company, house, amount):
    with pytest.raises(OddFund):
        funds.grant(by=house, year=2026, amount=Decimal(amount), key="k")
    assert not FundYear.objects.exists()


def test_versions_of_the_rule_follow_each_other(company, staff, house):
    officer = acting(company, staff["improvement_officer"])
    tomorrow = TODAY + datetime.timedelta(days=1)
    second = funds.publish(by=officer, given=terms.FIRST | {"cap": "9000"}, from_on=tomorrow)

    assert second.number == 2
    for day in (TODAY - datetime.timedelta(days=1), tomorrow):
        with pytest.raises(OddRule):
            funds.publish(by=officer, given=terms.FIRST, from_on=day)
    with pytest.raises(OddRule) as refused:
        funds.publish(by=officer, given=terms.FIRST | {"least": "9", "cap": "8"}, from_on=tomorrow)
    assert refused.value.faults == ("bounds",)


@pytest.mark.parametrize("name", ["worker", "team_leader", "administrator", "chair", "auditor"])
def test_others_decide_nothing_about_money(company, staff, house, name):
    by, fund = acting(company, staff[name]), a_fund(company)
    award = awards.propose(by=house, proposal=an_idea(company))

    for act in (
        lambda: awards.approve(by=by, award=award),
        lambda: awards.void(by=by, award=award, words="x"),
        lambda: funds.grant(by=by, year=2026, amount=Decimal(1), key="x"),
        lambda: funds.close(by=by, fund=fund),
        lambda: funds.publish(by=by, given=terms.FIRST, from_on=TODAY),
        lambda: payroll.export(by=by, fund=fund),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_the_daily_round_catches_up_and_does_not_double(company, house):
    an_idea(company, evaluated_on=TODAY)
    an_idea(company)  # verified before the first rule

    for _ in range(2):
        chores.catch_up(company)

    assert Award.objects.count() == 1
