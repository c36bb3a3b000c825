"""A county's yearly quota: granted, reserved at works start, used at the permit, given back."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from tests.people import a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.ledger import queries, quotas
from yuandu.kernel.ledger.models import Account, Transfer
from yuandu.kernel.ledger.refusals import InsufficientFunds, NotPending, OddAccount
from yuandu.kernel.ledger.tests.books import stands


@pytest.fixture
def land(weifang):
    """Whose land, for whoever asks: Qingzhou's of 2026, 120 mu."""
    place = {"resource": "land", "division": a_division(weifang), "year": 2026}
    quotas.grant(by=Actor.system(weifang), **place, amount=Decimal(120), key="grant-2026")
    return place


def the_account(weifang, land) -> Account:
    return quotas.quota_account(weifang, land["resource"], land["division"], land["year"])


def test_a_project_reserves_uses_and_gives_back_land(weifang, land, acting, county_officer):
    by = acting(county_officer)
    account = the_account(weifang, land)
    quotas.reserve_quota(by=by, **land, amount=Decimal(80), key="project-1", words="示例项目")
    quotas.reserve_quota(by=by, **land, amount=Decimal(40), key="project-2")
    assert stands(account) == (120, 120)

    quotas.release_quota(by=by, key="project-2")
    quotas.post_quota(by=by, key="project-1", amount=Decimal("75.5"))

    assert stands(account) == (Decimal("44.5"), 0)
    assert queries.sums(weifang) == {"mu": 0}
    assert queries.disagreeing(weifang) == []
    with pytest.raises(NotPending):
        quotas.release_quota(by=by, key="project-1")


def test_no_more_than_the_quota_is_reserved(weifang, land):
    by = Actor.system(weifang)

    with pytest.raises(InsufficientFunds) as refused:
        quotas.reserve_quota(by=by, **land, amount=Decimal("120.01"), key="p")
    assert refused.value.account == the_account(weifang, land)
    with pytest.raises(InsufficientFunds):
        quotas.reserve_quota(by=by, **land | {"year": 2027}, amount=Decimal(1), key="p")


def test_each_division_and_year_has_an_account_of_its_own(weifang, land):
    other = a_division(weifang, "370782", "诸城市")

    accounts = {
        the_account(weifang, land),
        the_account(weifang, land),
        the_account(weifang, land | {"year": 2027}),
        the_account(weifang, land | {"division": other}),
        the_account(weifang, land | {"resource": "energy"}),
    }

    assert len(accounts) == 4
    assert the_account(weifang, land).name == "青州市2026年建设用地指标"


def test_quotas_are_granted_by_the_city(weifang, land, acting, city_officer, county_officer):
    quotas.grant(by=acting(city_officer), **land, amount=Decimal(5), key="more")
    assert stands(the_account(weifang, land)) == (125, 0)

    with pytest.raises(PermissionDenied):
        quotas.grant(by=acting(county_officer), **land, amount=Decimal(5), key="still-more")


@pytest.mark.parametrize("odd", [{"resource": "wind"}, {"year": 26}])
def test_no_quota_of_the_unknown(weifang, land, odd):
    with pytest.raises(OddAccount) as refused:
        the_account(weifang, land | odd)
    assert refused.value.sentence


def test_what_was_never_reserved_is_not_used(weifang):
    with pytest.raises(Transfer.DoesNotExist):
        quotas.post_quota(by=Actor.system(weifang), key="nothing")
