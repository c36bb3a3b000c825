"""Monthly reports for programs: a month from its opening to its lights."""

import json

import pytest

from yuandu.mechanisms.reporting.models import Report, Round
from yuandu.mechanisms.reporting.tests.records import a_filing, a_project_to_report, a_round

pytestmark = pytest.mark.django_db
URL = "/api/v1/reporting/"


@pytest.fixture
def program(sign_in):
    def ask(user, method: str, path: str, **body: object):
        browser = sign_in(user)
        browser.get("/reports/")
        token = browser.cookies["csrftoken"].value if "csrftoken" in browser.cookies else ""
        return browser.generic(
            method,
            f"{URL}{path}",
            json.dumps(body) if body else "",
            content_type="application/json",
            headers={"X-CSRFToken": token},
        )

    return ask


@pytest.fixture
def project(weifang):
    return a_project_to_report(weifang)


def test_a_month_goes_from_its_opening_to_its_lights(
    weifang, project, program, city_officer, county_officer
):
    made = program(city_officer, "POST", "rounds", period="2026-11", due_on="2026-12-02")
    month = made.json()["id"]
    filing = a_filing(weifang, Round.objects.get()).pk
    line = {"project": project.pk, "invested": "2500000", "progress_share": "0.4"}
    line |= {"needs": "二期用电", "factor": "energy"}

    entered = program(county_officer, "PUT", f"filings/{filing}/lines", lines=[line])
    signed = program(county_officer, "POST", f"filings/{filing}/sign")
    back = program(city_officer, "POST", f"filings/{filing}/return", words="请核实")
    again = program(county_officer, "POST", f"filings/{filing}/sign")
    locked = program(city_officer, "POST", f"rounds/{month}/lock")
    [need] = program(city_officer, "GET", f"rounds/{month}/needs?factor=energy").json()["needs"]
    others = program(city_officer, "GET", f"rounds/{month}/needs?factor=none").json()
    [light] = program(city_officer, "GET", f"rounds/{month}/lights?kind=funds").json()["lights"]

    assert made.status_code == 201
    assert entered.json() == {"entered": 1}
    stages = [each.json()["stage"] for each in (signed, back, again)]
    assert stages == ["signed", "returned", "signed"]
    assert len(locked.json()["digest"]) == 64
    assert (need["needs"], need["factor"], others["total"]) == ("二期用电", "energy", 0)
    assert (light["project"], light["funds"]["why"]) == (project.pk, "not-told")


def test_what_makes_no_sense_is_refused_with_every_reason(
    weifang, project, program, county_officer
):
    filing = a_filing(weifang).pk
    wrong = {"project": project.pk, "invested": "1", "corrected": "-5"}

    refused = program(county_officer, "PUT", f"filings/{filing}/lines", lines=[wrong])
    share = program(
        county_officer, "PUT", f"filings/{filing}/lines", lines=[wrong | {"progress_share": 1.05}]
    )

    assert refused.status_code == share.status_code == 422
    assert "no-reason" in refused.text
    assert not Report.objects.exists()


def test_a_line_says_what_was_reported_and_what_is_missing(
    weifang, project, program, county_officer
):
    filing = a_filing(weifang, a_round(weifang)).pk

    lines = program(county_officer, "GET", f"filings/{filing}/lines?missing=true").json()

    [line] = lines["lines"]
    assert (line["invested"], line["annual_plan"]) == (None, "12000000.00")


def test_a_doubt_is_read_and_explained(weifang, project, program, county_officer):
    filing = a_filing(weifang)
    line = {"project": project.pk, "invested": "9000000", "progress_share": "0.4"}
    program(county_officer, "PUT", f"filings/{filing.pk}/lines", lines=[line])

    path = f"rounds/{filing.round_id}/doubts?explained=false"
    [doubt] = program(county_officer, "GET", path).json()["lines"]
    program(county_officer, "POST", f"lines/{doubt['id']}/explain", words="设备集中到货")

    assert doubt["doubts"] == ["sudden"]
    assert program(county_officer, "GET", path).json()["total"] == 0
