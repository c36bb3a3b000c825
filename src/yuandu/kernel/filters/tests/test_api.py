"""Saved filters for programs: keeping, sharing, renaming and forgetting them."""

import json

import pytest

from yuandu.kernel.filters.models import SavedFilter

pytestmark = pytest.mark.django_db
URL = "/api/v1/filters/"


@pytest.fixture
def program(sign_in):
    def ask(user, method: str, path: str = "", **body: object):
        browser = sign_in(user)
        browser.get("/projects/")
        return browser.generic(
            method,
            f"{URL}{path}",
            json.dumps(body) if body else "",
            content_type="application/json",
            headers={"X-CSRFToken": browser.cookies["csrftoken"].value},
        )

    return ask


def test_a_filter_is_kept_renamed_and_forgotten(program, city_officer, leader):
    given = {"list": "projects", "name": "在建大项目", "query": "stage=build&page=3"}

    made = program(city_officer, "POST", **given)
    key = made.json()["id"]
    again = program(city_officer, "POST", **given)
    [kept] = program(city_officer, "GET", "?list=projects").json()["filters"]

    assert made.status_code == 201
    assert (kept["query"], kept["is_own"]) == ("stage=build", True)
    assert kept["url"] == "/weifang/projects/?stage=build"
    assert again.json()["code"] == "name-taken"
    assert program(leader, "GET", "?list=projects").json()["filters"] == []
    assert program(leader, "POST", f"{key}/delete").status_code == 404
    assert program(city_officer, "POST", f"{key}/rename", name="在建").json()["name"] == "在建"
    assert program(city_officer, "POST", f"{key}/delete").status_code == 200
    assert not SavedFilter.objects.exists()


def test_a_filter_is_shared_with_an_office_of_ones_own(program, city_officer, leader):
    [office] = program(city_officer, "GET", "offices").json()["offices"]
    given = {"list": "lights", "name": "红灯", "query": "tone=red"}

    shared = program(city_officer, "POST", **given, office=office["office"])
    [seen] = program(leader, "GET", "?list=lights").json()["filters"]
    elsewhere = program(city_officer, "POST", **given | {"name": "红"}, office="99-99")

    assert shared.json()["is_shared"]
    assert (seen["name"], seen["is_own"]) == ("红灯", False)
    assert elsewhere.json()["code"] == "no-filter"


@pytest.mark.parametrize("path", ["?list=moon", "?list=", ""])
def test_a_list_that_is_not_there_is_told(program, city_officer, path):
    assert program(city_officer, "GET", path).status_code in {404, 422}
