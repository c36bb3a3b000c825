"""Granting a quota, by the page and by the API."""

import json
from decimal import Decimal

import pytest

from tests.people import a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.ledger import quotas
from yuandu.kernel.ledger.models import Account, Transfer
from yuandu.kernel.ledger.tests.books import stands


@pytest.fixture
def asked(weifang) -> dict[str, object]:
    place = a_division(weifang)
    return {"resource": "land", "division": place.pk, "year": 2026, "amount": "120", "key": "g1"}


def the_account() -> Account:
    return Account.objects.get(code="quota:land:2026:370781")


def test_an_officer_of_the_city_grants_land_and_twice_is_once(sign_in, city_officer, asked):
    browser = sign_in(city_officer)
    assert "ledger/grant/" in browser.get("/ledger/").text
    assert 'value="grant:' in browser.get("/ledger/grant/").text

    for _ in range(2):
        answer = browser.post("/ledger/grant/", asked)

    assert answer.headers["Location"] == "/weifang/ledger/?year=2026"
    assert "120亩" in browser.get("/ledger/?year=2026").text
    assert stands(the_account()) == (120, 0)


def test_a_county_grants_nothing(sign_in, county_officer, asked):
    browser = sign_in(county_officer)

    assert "ledger/grant/" not in browser.get("/ledger/").text
    assert browser.get("/ledger/grant/").status_code == 403
    assert browser.post("/ledger/grant/", asked).status_code == 403


@pytest.mark.parametrize(
    "odd",
    [
        {"amount": "0"},
        {"amount": "-5"},
        {"amount": "1.234"},
        {"amount": "1e30"},
        {"amount": "NaN"},
        {"year": "26"},
        {"resource": "wind"},
        {"division": "0"},
        {"key": ""},
    ],
)
def test_an_odd_grant_is_told_what_is_wrong(sign_in, city_officer, asked, odd):
    answer = sign_in(city_officer).post("/ledger/grant/", asked | odd)

    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert not Transfer.objects.exists()


def test_a_key_of_another_grant_is_refused_in_words(sign_in, city_officer, asked):
    browser = sign_in(city_officer)
    browser.post("/ledger/grant/", asked)

    answer = browser.post("/ledger/grant/", asked | {"amount": "5"})

    assert answer.status_code == 422
    assert "g1" in answer.text


def send(browser, body, to="grants"):
    path = f"/api/v1/ledger/{to}"
    return browser.post(path, json.dumps(body), content_type="application/json")


def test_programs_grant_and_read(sign_in, city_officer, asked):
    browser = sign_in(city_officer)
    body = asked | {"division": "370781"}

    granted = send(browser, body)
    assert granted.status_code == 201, granted.content
    assert send(browser, body).json() == granted.json()

    accounts = browser.get("/api/v1/ledger/accounts?resource=land&year=2026").json()["rows"]
    quota = next(each for each in accounts if each["code"].startswith("quota:"))
    assert (quota["division"], Decimal(quota["free"])) == ("370781", 120)
    assert browser.get(f"/api/v1/ledger/accounts/{quota['id']}").json() == quota
    [line] = browser.get(f"/api/v1/ledger/accounts/{quota['id']}/transfers").json()["rows"]
    assert (line["key"], line["state"], Decimal(line["posted"])) == ("g1", "posted", 120)


def test_programs_read_page_by_page(weifang, sign_in, city_officer):
    place = {"resource": "land", "division": a_division(weifang), "year": 2026}
    for number in range(3):
        quotas.grant(by=Actor.system(weifang), **place, amount=Decimal(1), key=f"g{number}")
    browser = sign_in(city_officer)
    path = f"/api/v1/ledger/accounts/{the_account().pk}/transfers?limit=2"

    first = browser.get(path).json()
    last = browser.get(f"{path}&before={first['before']}").json()
    assert [row["key"] for row in first["rows"] + last["rows"]] == ["g2", "g1", "g0"]
    assert last["before"] is None

    page = browser.get("/api/v1/ledger/accounts?limit=1").json()
    assert len(page["rows"]) == 1
    assert browser.get(f"/api/v1/ledger/accounts?after={page['after']}").json()["rows"]


@pytest.mark.parametrize(
    ("odd", "status"),
    [
        ({"division": "999999"}, 404),
        ({"amount": "0"}, 422),
        ({"amount": "1.234"}, 422),
        ({"resource": "wind"}, 422),
        ({"year": 1}, 422),
        ({"key": ""}, 422),
    ],
)
def test_odd_grants_of_programs_are_refused(sign_in, city_officer, asked, odd, status):
    answer = send(sign_in(city_officer), asked | {"division": "370781"} | odd)

    assert answer.status_code == status
    assert answer.json()["message"]


def test_programs_see_and_grant_no_more_than_people(
    sign_in, county_officer, other_county_officer, asked, weifang
):
    place = {"resource": "land", "division": a_division(weifang), "year": 2026}
    quotas.grant(by=Actor.system(weifang), **place, amount=Decimal(1), key="g")

    assert send(sign_in(county_officer), asked | {"division": "370781"}).status_code == 403
    other = sign_in(other_county_officer)
    assert other.get("/api/v1/ledger/accounts").json()["rows"] == []
    assert other.get(f"/api/v1/ledger/accounts/{the_account().pk}").status_code == 404


@pytest.fixture
def from_one_to_other(weifang) -> dict[str, str]:
    """10 mu of Qingzhou's 120, for Zhucheng."""
    by, other = Actor.system(weifang), a_division(weifang, "370782", "诸城市")
    place = {"resource": "land", "division": a_division(weifang), "year": 2026}
    quotas.grant(by=by, **place, amount=Decimal(120), key="g")
    quotas.reserve_quota(by=by, **place, amount=Decimal(100), key="p")
    quotas.quota_account(weifang, "land", other, 2026)
    codes = {"debit": "quota:land:2026:370781", "credit": "quota:land:2026:370782"}
    return {**codes, "amount": "10", "key": "t", "words": "调剂"}


def test_programs_move_a_quota_from_county_to_county(sign_in, city_officer, from_one_to_other):
    browser = sign_in(city_officer)

    moved = send(browser, from_one_to_other, "transfers")
    assert moved.status_code == 201, moved.content
    assert send(browser, from_one_to_other, "transfers").json() == moved.json()
    assert moved.json()["credit"] == "quota:land:2026:370782"
    assert stands(the_account()) == (110, 100)

    page = browser.get("/ledger/").text
    assert all(f">{number}<" in page for number in ("110", "100"))


@pytest.mark.parametrize(
    ("odd", "status", "code"),
    [
        ({"amount": "20.01"}, 409, "insufficient-funds"),
        ({"credit": "quota:land:2026:370781"}, 422, "odd-transfer"),
        ({"credit": "used:land:2026:370781"}, 422, "odd-transfer"),
        ({"credit": "nothing"}, 404, "not-found"),
        ({"key": "g"}, 409, "key-reused"),
        ({"amount": "0"}, 422, "ill-formed"),
    ],
)
def test_odd_transfers_of_programs_are_refused(
    sign_in, city_officer, from_one_to_other, odd, status, code
):
    answer = send(sign_in(city_officer), from_one_to_other | odd, "transfers")

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert stands(the_account()) == (120, 100)


def test_a_county_moves_nothing(sign_in, county_officer, from_one_to_other):
    here = from_one_to_other | {"credit": "used:land:2026:370781"}

    assert send(sign_in(county_officer), here, "transfers").status_code == 403
    assert send(sign_in(county_officer), from_one_to_other, "transfers").status_code == 403
