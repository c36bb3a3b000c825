import pytest

from tests.people import a_division, an_organisation
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry import loading, registers
from yuandu.kernel.registry.models import Party

GOOD = "91350100M000100Y43"
API = "/api/v1/registry"


@pytest.fixture
def city(weifang):
    return Actor.system(weifang)


def enter(browser, **fields):
    body = {"name": "示例花卉", "code": GOOD} | fields
    token = browser.get("/organisations/new/").context["csrf_token"]
    return browser.post(
        f"{API}/organisations",
        body,
        content_type="application/json",
        headers={"x-csrftoken": str(token)},
    )


def test_divisions_and_industries_are_listed(sign_in, leader, city):
    registers.load_divisions(by=city, rows=loading.weifang())
    registers.load_industries(by=city, rows=loading.industries())
    browser = sign_in(leader)

    divisions = browser.get(f"{API}/divisions").json()
    assert len(divisions) == 17
    assert divisions[6]["name_en"] == "Qingzhou City"
    assert len(browser.get(f"{API}/divisions/borders").json()["features"]) == 12
    industries = browser.get(f"{API}/industries").json()
    assert (len(industries), industries[1]["parent"]) == (117, "A")


def test_organisations_come_a_page_at_a_time(sign_in, leader, weifang):
    names = [f"样本{number}" for number in range(5)]
    for name in names:
        an_organisation(weifang, name)
    browser, seen, after = sign_in(leader), [], 0

    while after is not None:
        page = browser.get(f"{API}/organisations", {"limit": 2, "after": after}).json()
        seen += [row["name"] for row in page["rows"]]
        after = page["after"]

    assert seen == names


def test_an_organisation_is_entered(sign_in, city_officer, weifang):
    a_division(weifang)

    response = enter(sign_in(city_officer), division="370781")

    assert response.status_code == 201
    assert response.json()["division"] == "370781"
    pk = response.json()["id"]
    browser = sign_in(city_officer)
    assert browser.get(f"{API}/organisations/{pk}").json()["code"] == GOOD
    assert browser.get(f"{API}/organisations/{pk}/facts").json() == []


def test_a_wrong_code_is_answered_with_all_its_problems(sign_in, city_officer):
    response = enter(sign_in(city_officer), code="9135O100M000100Y4")

    assert response.status_code == 422
    assert response.json()["code"] == "wrong-code"
    assert [reason["code"] for reason in response.json()["reasons"]] == [
        "uscc-length",
        "uscc-character",
    ]


def test_a_code_that_is_taken_is_a_conflict(sign_in, city_officer, weifang):
    an_organisation(weifang, code=GOOD)

    assert enter(sign_in(city_officer)).status_code == 409
    assert Party.objects.count() == 1


def test_a_county_officer_enters_in_the_own_county_alone(
    sign_in, county_officer, other_county_officer
):
    browser = sign_in(county_officer)

    assert enter(browser, division="370782").status_code == 403
    assert enter(browser).status_code == 403
    assert enter(browser, division="370781").status_code == 201


@pytest.mark.parametrize("field", ["division", "industry"])
def test_an_unknown_place_or_industry_is_told(sign_in, city_officer, field):
    response = enter(sign_in(city_officer), **{field: "999999"})

    assert (response.status_code, response.json()["code"]) == (422, "unknown-code")
    listed = sign_in(city_officer).get(f"{API}/organisations", {field: "999999"})
    assert listed.status_code == 422


def test_a_code_can_be_checked(sign_in, leader):
    browser = sign_in(leader)

    assert browser.get(f"{API}/codes/{GOOD}").json() == []
    (problem,) = browser.get(f"{API}/codes/{GOOD[:-1]}5").json()
    assert (problem["code"], problem["position"], problem["expected"]) == ("uscc-check", 18, "3")


def test_persons_are_no_organisations(sign_in, administrator, weifang):
    person = Party.objects.create(workspace=weifang, kind="person", name="样本甲")

    assert sign_in(administrator).get(f"{API}/organisations/{person.pk}").status_code == 404
    assert "样本甲" not in sign_in(administrator).get(f"{API}/organisations").text


def test_without_a_post_or_a_token_nothing_is_answered(sign_in, stranger):
    assert sign_in().get(f"{API}/organisations").status_code == 401
    assert sign_in(stranger).get(f"{API}/organisations").status_code == 404
