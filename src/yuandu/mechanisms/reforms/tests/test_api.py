"""Programs read measures, effects and meetings, and write pledges down."""

import pytest

from tests.people import TODAY
from yuandu.mechanisms.projects.tests.records import a_project
from yuandu.mechanisms.reforms import rules
from yuandu.mechanisms.reforms.tests.records import a_measure, a_meeting

pytestmark = pytest.mark.django_db


def test_an_office_reads_measures_and_what_came_of_them(weifang, sign_in, city_officer, owner):
    measure = a_measure(weifang, rules.IN_FORCE)
    desk = sign_in(city_officer)

    (told,) = desk.get("/api/v1/reforms/measures/").json()["measures"]
    (effect,) = desk.get("/api/v1/reforms/scorecard/").json()["effects"]

    assert (told["id"], told["stage"], told["divisions"]) == (measure.pk, "in_force", [])
    assert (effect["method"], effect["state"]) == ("trend", "few_months")
    assert sign_in(owner).get("/api/v1/reforms/scorecard/").status_code == 404


def test_a_program_writes_a_pledge_down(weifang, sign_in, city_officer, department_officer):
    meeting, project = a_meeting(weifang, rules.HELD), a_project(weifang)
    desk = sign_in(city_officer)
    given = {
        "words": "完成组卷",
        "giver": department_officer.pk,
        "receiver": city_officer.pk,
        "due_on": TODAY.isoformat(),
        "project": project.pk,
    }
    url = f"/api/v1/reforms/meetings/{meeting.pk}/pledges/"

    made = desk.post(url, given, content_type="application/json")

    assert made.status_code == 201, made.text
    assert made.json()["project"] == project.pk
    assert desk.get("/api/v1/reforms/pledges/").json()["total"] == 1
    assert desk.get("/api/v1/reforms/meetings/").json()["meetings"][0]["id"] == meeting.pk
    to_oneself = given | {"giver": city_officer.pk}
    assert desk.post(url, to_oneself, content_type="application/json").status_code == 422
    nobody = given | {"giver": 10**9}
    assert desk.post(url, nobody, content_type="application/json").status_code == 404
