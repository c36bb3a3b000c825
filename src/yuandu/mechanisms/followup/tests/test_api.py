"""The follow-up by programs: the same rights and the same refusals as on pages."""

import json

import pytest

from yuandu.mechanisms.followup.models import Month
from yuandu.mechanisms.followup.tests.records import OCTOBER, a_project_to_follow, file
from yuandu.mechanisms.projects.tests.records import WAN

pytestmark = pytest.mark.django_db
API = "/api/v1/followup"


@pytest.fixture
def project(weifang):
    return a_project_to_follow(weifang)


def put(client, *lines):
    return client.put(
        f"{API}/months", json.dumps({"lines": lines}), content_type="application/json"
    )


def line(project, **fields):
    return {"project": project.pk, "period": OCTOBER} | fields


def test_a_program_files_reads_and_corrects_a_month(sign_in, county_officer, project):
    client = sign_in(county_officer)

    filed = put(client, line(project, tax_paid="1000.50", output_value="9000", scale="above"))
    [read] = client.get(f"{API}/divisions/{project.division_id}/lines?period={OCTOBER}").json()[
        "lines"
    ]
    again = put(client, line(project, tax_paid="1200", version=read["version"], why="补报"))

    assert (filed.json(), again.json()) == ({"filed": 1}, {"filed": 1})
    assert (read["tax_paid"], read["scale"], read["number"]) == ("1000.50", "above", 3)
    told = client.get(f"{API}/projects/{project.pk}").json()
    assert [each["tax_paid"] for each in told["corrections"]] == ["1000.50"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"tax_paid": "-1"}, "negative"),
        ({"tax_paid": "1", "is_refund": True}, "no-refund"),
        ({}, "nothing"),
    ],
)
def test_what_makes_no_sense_comes_back_with_codes(sign_in, county_officer, project, fields, code):
    refused = put(sign_in(county_officer), line(project, **fields))

    assert refused.status_code == 422
    assert code in refused.content.decode()
    assert not Month.objects.exclude(version=0).exists()


@pytest.mark.parametrize("period", ["2026-11", "2027-01"])
def test_a_month_that_has_not_ended_is_refused(sign_in, county_officer, project, period):
    refused = put(sign_in(county_officer), line(project, tax_paid="1") | {"period": period})

    assert refused.status_code == 422


def test_lists_and_tallies_are_read(sign_in, city_officer, weifang, project):
    file(weifang, a_project_to_follow(weifang), OCTOBER, 7, 80)
    client = sign_in(city_officer)

    [tally] = client.get(f"{API}/months?period={OCTOBER}").json()["divisions"]
    silent = client.get(f"{API}/projects?show=silent&least=3").json()["projects"]

    assert (tally["months"], tally["filed"]) == (2, 1)
    assert tally["tax_paid"] == f"{7 * WAN:.2f}"
    assert [each["project"] for each in silent] == [project.pk]
    assert client.get(f"{API}/terms").json()["terms"] == []


def test_a_leader_is_told_how_many_months_are_filed_and_nothing_of_the_firm(
    sign_in, leader, weifang, project
):
    file(weifang, project, OCTOBER)

    told = sign_in(leader).get(f"{API}/projects/{project.pk}").json()

    assert (told["filed"], told["opened"]) == (1, 3)
    assert told["is_confidential"]
    assert told["months"] == []
