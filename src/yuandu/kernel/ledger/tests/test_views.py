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


def test_the_list_tells_balance_reserved_and_free(sign_in, county_officer, quota):
    page = sign_in(county_officer).get("/ledger/").text

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
    assert "components" not in sign_in(city_officer).get("/ledger/").text


def test_the_pages_cost_few_queries(sign_in, city_officer, quota, django_assert_max_num_queries):
    client = sign_in(city_officer)

    for address in "/ledger/", f"/ledger/{quota.pk}/":
        with django_assert_max_num_queries(12):
            client.get(address)
