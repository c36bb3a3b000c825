"""The books as pages: each officer sees the accounts of their division."""

from decimal import Decimal

import pytest

from tests.people import a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.ledger import queries, quotas
from yuandu.kernel.ledger.models import Account

OVERSEERS = ("administrator", "city_officer", "leader", "auditor", "department_officer")


@pytest.fixture
def quota(weifang) -> Account:
    """120 mu for Qingzhou, 20.5 of them held back."""
    asked = {
        "by": Actor.system(weifang),
        "resource": "land",
        "division": a_division(weifang),
        "year": 2026,
    }
    quotas.grant(**asked, amount=Decimal(120), key="grant")
    quotas.reserve_quota(**asked, amount=Decimal("20.5"), key="p", words="示例项目开工")
    return quotas.quota_account(weifang, "land", asked["division"], 2026)


@pytest.mark.parametrize("role", OVERSEERS)
def test_the_city_sees_every_account(request, acting, quota, role):
    actor = acting(request.getfixturevalue(role))

    assert queries.visible_to(actor).count() == 3


def test_a_county_sees_its_own(acting, quota, county_officer, other_county_officer):
    codes = {account.code for account in queries.visible_to(acting(county_officer))}

    assert codes == {"quota:land:2026:370781", "used:land:2026:370781"}
    assert not queries.visible_to(acting(other_county_officer)).exists()


@pytest.mark.parametrize("who", ["owner", "stranger", "outsider"])
def test_nobody_else_sees_any(request, acting, sign_in, quota, who):
    user = request.getfixturevalue(who)

    assert not queries.visible_to(acting(user)).exists()
    assert sign_in(user).get(f"/ledger/{quota.pk}/").status_code == 404


def test_the_public_is_asked_to_sign_in(sign_in, quota):
    assert sign_in().get("/ledger/").status_code == 302


def test_the_quotas_tell_granted_held_used_and_left(sign_in, county_officer, quota):
    page = sign_in(county_officer).get("/ledger/").text

    assert "2026年建设用地指标" in page
    assert "青州" in page
    assert all(number in page for number in (">120<", ">20.5<", ">0<", ">99.5<"))
    assert '<rect class="held" x="0.00%" width="17.08%"' in page


def test_each_number_opens_to_the_transfers_that_make_it_up(acting, county_officer, quota):
    by, place = Actor.system(quota.workspace), {"resource": "land", "division": quota.division}
    quotas.reserve_quota(by=by, **place, year=2026, amount=Decimal(30), key="q")
    quotas.post_quota(by=by, key="q", amount=Decimal("25.5"))
    quotas.grant(by=by, **place, year=2026, amount=Decimal(5), key="more")
    quotas.reserve_quota(by=by, **place, year=2026, amount=Decimal(9), key="r")
    quotas.release_quota(by=by, key="r")

    [[row]] = queries.quotas_of(acting(county_officer), 2026).values()

    assert (row.granted, row.reserved, row.used) == (125, Decimal("20.5"), Decimal("25.5"))
    assert row.left == row.granted - row.reserved - row.used
    assert queries.sum_of(row.account, "granted") == row.granted
    assert queries.sum_of(row.account, "reserved") == row.reserved
    assert queries.sum_of(row.used_account, "used") == row.used


def test_a_part_of_an_account_is_shown_with_its_sum(sign_in, county_officer, quota):
    page = sign_in(county_officer).get(f"/ledger/{quota.pk}/?show=reserved").text

    assert "合计20.5亩" in page
    assert "示例项目开工" in page
    assert "2026年建设用地指标来源" not in page


def test_quotas_are_shown_year_by_year(weifang, sign_in, city_officer, quota):
    asked = {"resource": "energy", "division": a_division(weifang), "year": 2025}
    quotas.grant(by=Actor.system(weifang), **asked, amount=Decimal(7000), key="before")
    browser = sign_in(city_officer)

    assert "能耗" not in browser.get("/ledger/").text
    page = browser.get("/ledger/?year=2025").text
    assert "2025年能耗指标" in page
    assert browser.get("/ledger/?year=none").status_code == 200


def test_the_list_tells_balance_reserved_and_free(sign_in, county_officer, quota):
    page = sign_in(county_officer).get("/ledger/accounts/").text

    assert "青州市2026年建设用地指标" in page
    assert all(f">{number}<" in page for number in ("120", "20.5", "99.5"))
    assert "来源" not in page


def test_an_account_shows_its_transfers(sign_in, city_officer, other_county_officer, quota):
    page = sign_in(city_officer).get(f"/ledger/{quota.pk}/").text

    assert "示例项目开工" in page
    assert "−20.5" in page
    assert "2026-11-24" in page
    source = Account.objects.get(code="granted:land:2026")
    assert "−120" in sign_in(city_officer).get(f"/ledger/{source.pk}/").text
    assert sign_in(other_county_officer).get(f"/ledger/{quota.pk}/").status_code == 404


def test_empty_books_say_so(sign_in, city_officer):
    assert "尚未下达指标" in sign_in(city_officer).get("/ledger/").text


def test_the_pages_cost_few_queries(sign_in, city_officer, quota, django_assert_max_num_queries):
    client = sign_in(city_officer)

    for address in "/ledger/", "/ledger/accounts/", f"/ledger/{quota.pk}/":
        with django_assert_max_num_queries(12):
            client.get(address)
