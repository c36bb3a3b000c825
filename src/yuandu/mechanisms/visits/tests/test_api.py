"""Drives for programs: a visit from a phone without a net, a difficulty to its end."""

import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.people import TODAY
from yuandu.kernel.files import storing
from yuandu.kernel.files.tests import made
from yuandu.mechanisms.visits import queries, rules
from yuandu.mechanisms.visits.models import Difficulty, Visit
from yuandu.mechanisms.visits.tests.records import (
    a_difficulty,
    a_project,
    a_team,
    a_visit,
    an_office,
)

pytestmark = pytest.mark.django_db
URL = "/api/v1/visits/"


@pytest.fixture
def program(sign_in):
    def ask(user, method: str, path: str, **body: object):
        browser = sign_in(user)
        browser.get("/visits/")
        token = browser.cookies["csrftoken"].value if "csrftoken" in browser.cookies else ""
        return browser.generic(
            method,
            f"{URL}{path}",
            json.dumps(body) if body else "",
            content_type="application/json",
            headers={"X-CSRFToken": token},
        )

    return ask


def a_body(project, **fields):
    return {
        "key": str(uuid.uuid4()),
        "project": project.pk,
        "on": str(TODAY),
        "words": "设备进场",
        "difficulties": [{"factor": "energy", "title": "用电容量不足"}],
    } | fields


def test_a_visit_sent_again_after_a_lost_connection_is_that_of_before(
    weifang, program, coordinator, department_officer
):
    an_office(weifang, department_officer)
    path, body = f"teams/{a_team(weifang, coordinator).pk}/visits", a_body(a_project(weifang))

    first = program(coordinator, "POST", path, **body)
    again = program(coordinator, "POST", path, **body)
    other = program(coordinator, "POST", path, **body | {"words": "另一次"})

    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert (other.status_code, other.json()["code"]) == (409, "key-used")
    assert (Visit.objects.count(), Difficulty.objects.get().stage) == (1, "sent")


def test_a_visit_that_does_not_count_is_kept_and_says_why(weifang, program, coordinator):
    project = a_project(weifang)
    a_visit(weifang, project, team=a_team(weifang, name="第二组"))

    path = f"teams/{a_team(weifang, coordinator).pk}/visits"
    made = program(coordinator, "POST", path, **a_body(project)).json()
    [waiting] = program(coordinator, "GET", "visits?state=doubted").json()["visits"]

    assert (made["state"], made["doubt"]) == ("doubted", "other_team")
    assert waiting == made


def test_a_difficulty_goes_from_its_department_to_the_owner_who_closes_it(
    weifang, program, owner, department_officer, city_officer
):
    an_office(weifang, department_officer, superior=city_officer)
    project = a_project(weifang, owner.posts.get().organisation)
    path = f"difficulties/{a_difficulty(weifang, project).pk}"

    [asked] = program(department_officer, "GET", "difficulties?show=asked").json()["difficulties"]
    answers = [
        program(department_officer, "POST", f"{path}/answer", words="专线下月投运")
        for _ in range(2)
    ]
    closed = program(owner, "POST", f"{path}/close", satisfaction=5)
    again = program(owner, "POST", f"{path}/close", satisfaction=5)
    late = program(owner, "POST", f"{path}/close", satisfaction=1)

    assert (asked["department"], asked["clock"]["state"]) == ("市发改委", "due")
    assert [each.json()["stage"] for each in answers] == ["answered", "answered"]
    assert closed.json() == again.json()
    assert (closed.json()["stage"], closed.json()["satisfaction"]) == ("closed", 5)
    assert late.status_code == 409


def test_a_drive_says_what_it_has_covered_and_where_nobody_has_been(weifang, program, city_officer):
    seen, silent = a_project(weifang), a_project(weifang, name="无人问津的项目")
    drive = a_visit(weifang, seen).drive

    [listed] = program(city_officer, "GET", "drives").json()["drives"]
    full = program(city_officer, "GET", f"drives/{drive.pk}").json()
    path = f"drives/{drive.pk}/projects"
    [nobody] = program(city_officer, "GET", path).json()["projects"]
    [been] = program(city_officer, "GET", f"{path}?visited=true").json()["projects"]
    nowhere = program(city_officer, "GET", f"{path}?division=999999").json()

    assert listed["coverage"] == {"projects": 2, "visited": 1, "silent": 1}
    assert [each["silent"] for each in full["counties"]] == [1]
    assert (nobody["project"], been["project"]) == (silent.pk, seen.pk)
    assert been["last_on"] == str(TODAY)
    assert nowhere["total"] == 0


@pytest.fixture
def photograph(sign_in):
    """Return a function: a program sends a photo of a visit."""

    def send(user, visit, content: bytes, name: str = "现场.jpg"):
        browser = sign_in(user)
        browser.get("/visits/")
        return browser.post(
            f"{URL}visits/{visit.pk}/photos",
            {"file": SimpleUploadedFile(name, content)},
            headers={"X-CSRFToken": browser.cookies["csrftoken"].value},
        )

    return send


def test_photos_are_sent_one_by_one_and_bare(
    weifang, auditor, city_officer, other_county_officer, photograph, program, sign_in
):
    visit = a_visit(weifang, team=a_team(weifang, auditor))
    photo = made.jpeg(4, 3, thumbnail=b"GPS 36.7 N")

    sent = photograph(auditor, visit, photo)
    again = photograph(auditor, visit, photo)

    assert (sent.status_code, again.json()["id"]) == (201, sent.json()["id"])
    (kept,) = queries.photos_of(visit)
    assert b"GPS" not in storing.path_of(kept.sha256).read_bytes()
    [told] = program(city_officer, "GET", f"visits/{visit.pk}/photos").json()["photos"]
    shown = sign_in(city_officer).get(told["url"])
    assert b"".join(shown.streaming_content).startswith(b"\xff\xd8")
    assert photograph(city_officer, visit, photo).status_code == 403
    assert photograph(other_county_officer, visit, photo).status_code == 404


@pytest.mark.parametrize("content", [b"%PDF-1.4 x %%EOF", b"\xff\xd8\xff", b"<svg/>", b""])
def test_what_is_no_photo_is_refused(weifang, auditor, photograph, content):
    visit = a_visit(weifang, team=a_team(weifang, auditor))

    refused = photograph(auditor, visit, content)

    assert 400 <= refused.status_code < 500
    assert not queries.photos_of(visit).exists()


def test_a_visit_has_so_many_photos_and_no_more(weifang, auditor, photograph):
    visit = a_visit(weifang, team=a_team(weifang, auditor))
    for side in range(rules.MOST_PHOTOS):
        assert photograph(auditor, visit, made.jpeg(4 + side, 3)).status_code == 201

    refused = photograph(auditor, visit, made.jpeg(4, 30))

    assert refused.status_code == 422
    assert queries.photos_of(visit).count() == rules.MOST_PHOTOS
