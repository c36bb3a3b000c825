"""The reserve for programs: an idea from its entry to the register."""

import json

import pytest

from tests.people import a_division
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.reserve import rules
from yuandu.mechanisms.reserve.models import Idea
from yuandu.mechanisms.reserve.tests.records import YI, an_idea

pytestmark = pytest.mark.django_db
URL = "/api/v1/reserve/"


@pytest.fixture
def program(sign_in):
    def ask(user, method: str, path: str, **body: object):
        browser = sign_in(user)
        browser.get("/reserve/")
        token = browser.cookies["csrftoken"].value if "csrftoken" in browser.cookies else ""
        return browser.generic(
            method,
            f"{URL}{path}",
            json.dumps(body) if body else "",
            content_type="application/json",
            headers={"X-CSRFToken": token},
        )

    return ask


def a_body(workspace, **fields):
    return {
        "name": "示例氢能装备产业园",
        "field": "new_energy",
        "purpose": "strength",
        "kind": "industry",
        "division": a_division(workspace).code,
        "investment_total": "500000000",
    } | fields


def test_an_idea_is_entered_once_changed_and_graded(weifang, program, city_officer, county_officer):
    made = program(county_officer, "POST", "ideas", **a_body(weifang))
    again = program(county_officer, "POST", "ideas", **a_body(weifang))
    path, version = f"ideas/{made.json()['id']}", made.json()["version"]
    changed = program(county_officer, "PATCH", path, version=version, funding_share="0.4")
    late = program(county_officer, "PATCH", path, version=version, site="经开区")
    graded = program(
        city_officer,
        "POST",
        f"{path}/grade",
        grade=4,
        words="补链关键",
        version=changed.json()["version"],
    )

    assert (made.status_code, made.json()["stage"]) == (201, "concept")
    assert (again.status_code, again.json()["code"]) == (409, "name-taken")
    assert changed.json()["name"] == made.json()["name"]
    assert late.json()["code"] == "stale"
    need = next(each for each in graded.json()["terms"] if each["criterion"] == "need")
    assert (need["value"], need["points"], need["most"]) == ("4", "24.00", 30)
    assert graded.json()["rank"] == {"place": 1, "among": 1}


def test_a_ripe_idea_enters_the_register_once(weifang, program, city_officer):
    path = f"ideas/{an_idea(weifang, rules.READY).pk}/promote"

    made = program(city_officer, "POST", path, words="要件齐备")
    again = program(city_officer, "POST", path, words="要件齐备")

    assert made.json()["project"] == Project.objects.get().pk
    assert (made.json()["stage"], made.json()["rank"]) == ("promoted", None)
    assert (again.status_code, again.json()["code"]) == (409, "already-promoted")


def test_what_makes_no_sense_is_refused_with_its_place(weifang, program, city_officer):
    days = {"planned_start_on": "2027-05-01", "planned_end_on": "2027-04-01"}

    refused = program(city_officer, "POST", "ideas", **a_body(weifang, **days))
    unknown = program(city_officer, "POST", "ideas", **a_body(weifang, division="999999"))
    beyond = program(city_officer, "POST", "ideas", **a_body(weifang, funding_share="1.05"))

    assert [each.status_code for each in (refused, unknown, beyond)] == [422, 422, 422]
    assert unknown.json()["code"] == "unknown-code"
    assert not Idea.objects.exists()


def test_lists_funnel_and_gaps_say_what_the_pages_say(weifang, program, city_officer):
    an_idea(weifang, rules.PREREQUISITES)
    an_idea(weifang, field="agriculture", investment_total=None)

    found = program(city_officer, "GET", "ideas?ungraded=true&sort=-investment").json()
    one = program(city_officer, "GET", "ideas?field=agriculture").json()
    rungs = program(city_officer, "GET", "funnel").json()
    gaps = {each["field"]: each for each in program(city_officer, "GET", "gaps").json()}

    assert (found["total"], found["without_investment"], one["total"]) == (2, 1, 1)
    assert float(found["investment_total"]) == 5 * YI
    assert [each["reached"] for each in rungs] == [2, 1, 1, 1, 0, 0]
    assert float(gaps["new_energy"]["mature"]) == 5 * YI
    assert gaps["agriculture"]["wanted"] is None
