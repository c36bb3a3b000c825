"""Many at once, against PostgreSQL: the fund is never overspent, nothing is earned twice."""

from decimal import Decimal

import pytest

from tests.companies import a_company, people_of
from tests.people import TODAY
from tests.threads import at_once
from yuandu.kernel.ledger.models import Transfer
from yuandu.mechanisms.rewards.actions import awards, funds, payroll
from yuandu.mechanisms.rewards.models import Adoption, Award, FundYear, Payroll
from yuandu.mechanisms.rewards.tests.records import (
    a_fund,
    a_rule,
    acting,
    an_adoption,
    an_idea,
    go,
    the_house,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def company(transactional_db):
    made = a_company()
    made.staff = people_of(made)
    a_rule(made)
    return made


def test_of_awards_approved_at_once_only_those_that_the_fund_reaches_for(company):
    fund, house = a_fund(company, 1000), the_house(company)
    queued = [awards.propose(by=house, proposal=an_idea(company, award=300)) for _ in range(8)]

    came = at_once(*[lambda each=each: awards.approve(by=house, award=each) for each in queued])

    assert came.count("done") == 3
    assert came.count("reward-fund-spent") == 5
    fund = FundYear.objects.get(pk=fund.pk)
    assert (fund.reserved, fund.free) == (900, 100)
    assert Award.objects.filter(state="approved").count() == 3


def test_one_award_approved_and_made_void_by_many_ends_one_way(company):
    fund, house = a_fund(company, 1000), the_house(company)
    award = awards.propose(by=house, proposal=an_idea(company, award=300))

    at_once(
        *[lambda: awards.approve(by=house, award=award)] * 4,
        *[lambda: awards.void(by=house, award=award, words="复核")] * 4,
    )

    award.refresh_from_db()
    fund = FundYear.objects.get(pk=fund.pk)
    assert fund.reserved == (300 if award.state == "approved" else 0)
    assert fund.free + fund.reserved == 1000


def test_an_idea_proposed_many_times_earns_once(company):
    house, idea = the_house(company), an_idea(company)

    at_once(*[lambda: awards.propose(by=house, proposal=idea)] * 8)

    assert Award.objects.count() == 1


def test_an_adoption_confirmed_by_many_at_once_pays_one_royalty(company):
    fund = a_fund(company)
    adoption = an_adoption(company, an_idea(company), upto="in_use")
    leader = acting(company, company.staff["other_team_leader"])

    came = at_once(*[lambda: go(leader, adoption, "confirm")] * 6)

    assert came.count("done") == 1
    royalty = Award.objects.get(kind="royalty")
    assert (royalty.state, royalty.amount) == ("approved", Decimal("275.00"))
    assert FundYear.objects.get(pk=fund.pk).reserved == 275


def test_a_royalty_asked_for_by_many_is_paid_once(company):
    a_fund(company)
    adoption = an_adoption(company, an_idea(company), upto="in_use")
    Adoption.objects.filter(pk=adoption.pk).update(confirmed_on=TODAY)
    house = the_house(company)

    at_once(*[lambda: awards.pay_royalty(by=house, adoption=adoption)] * 6)

    assert Award.objects.filter(adoption=adoption).count() == 1
    assert Transfer.objects.filter(key__startswith="award:").count() == 1


def test_lists_made_and_paid_by_many_hold_every_award_once(company):
    fund, house = a_fund(company), the_house(company)
    queued = [awards.propose(by=house, proposal=an_idea(company, award=100)) for _ in range(6)]
    awards.approve_many(by=house, awards=queued)

    came = at_once(*[lambda: payroll.export(by=house, fund=fund)] * 4)
    assert came.count("done") == 1
    listed = Payroll.objects.get()
    ended = at_once(
        *[lambda: payroll.pay(by=house, payroll=Payroll.objects.get(), on=TODAY)] * 3,
        *[lambda: payroll.take_back(by=house, payroll=Payroll.objects.get())] * 3,
    )

    assert ended.count("done") == 1
    listed.refresh_from_db()
    fund = FundYear.objects.get(pk=fund.pk)
    assert fund.spent == (600 if listed.state == "paid" else 0)
    assert fund.spent + fund.reserved == 600


def test_a_grant_sent_by_a_shaking_hand_is_put_in_once(company):
    house = the_house(company)

    at_once(*[lambda: funds.grant(by=house, year=2026, amount=Decimal(7), key="same")] * 6)

    fund = FundYear.objects.get()
    assert (fund.granted, fund.free) == (7, 7)
