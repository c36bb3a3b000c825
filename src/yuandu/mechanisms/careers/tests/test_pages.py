"""Pages of the sample company's careers: the telling case, and no page asks too often."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import CityClient
from yuandu.mechanisms.careers.models import IssuerKey
from yuandu.mechanisms.careers.tests.classes import School
from yuandu.mechanisms.careers.tests.people import House

pytestmark = pytest.mark.django_db
MOST = 20  # queries of a page, the frame's own among them


def browser(house: House, persona: str) -> CityClient:
    client = CityClient(house.company)
    client.force_login(house.users[persona])
    return client


def got(client: CityClient, url: str) -> str:
    client.get(url)  # the session and the posts are read once
    with CaptureQueriesContext(
        connection,
    ) as asked:
        response = client.get(url)
    assert response.status_code == 200
    assert len(asked) <= MOST, (url, len(asked))
    return response.content.decode()


def test_a_technician_reads_which_course_lacks(db):
    house = House()
    house.a_technician(courses=1)
    page = got(browser(house, "worker"), "/careers/")
    assert "数字化加工工艺" in page
    assert "只差一项" in page
    assert "不授予任何称号" in page


def test_a_pay_band_is_read_by_oneself_and_hr_alone(db):
    house = House()
    worker = house.a_technician()
    for persona, sees in (("hr_officer", True), ("auditor", False)):
        page = got(browser(house, persona), f"/careers/workers/{worker.pk}/")
        assert ("薪酬区间" in page) is sees
    assert "薪酬区间" in got(browser(house, "worker"), "/careers/")
    rung = house.rung("technician")
    assert "薪酬区间" not in got(browser(house, "worker"), f"/careers/rungs/{rung.pk}/")


def test_lists_and_logbooks_ask_a_bounded_number_of_queries(db):
    school = School()
    for day in range(1, 9):
        school.signed(day=day)
    school.a_technician()
    application = school.applied()
    hr = browser(school, "hr_officer")
    for url in (
        "/careers/ladders/",
        "/careers/records/",
        "/careers/prospects/",
        "/careers/applications/",
        f"/careers/applications/{application.pk}/",
        "/careers/classes/",
        f"/careers/classes/{school.training.pk}/",
        f"/careers/logbooks/{school.trainee.pk}/",
        "/careers/badges/",
    ):
        got(hr, url)


def test_hr_renews_the_key_that_signs_badges_and_nobody_else_does(db):
    house = House()
    hr = browser(house, "hr_officer")

    assert "尚未签发徽章" in got(hr, "/careers/badges/keys/")
    for _time in range(2):
        assert hr.post("/careers/badges/keys/").status_code == 302
    assert got(hr, "/careers/badges/keys/").count("当前使用") == 1
    assert IssuerKey.objects.count() == 2
    assert browser(house, "worker").post("/careers/badges/keys/").status_code == 403


def test_programs_read_classes_trainees_badges_and_panels_as_pages_do(db):
    school = School()
    school.signed(day=1)
    school.a_technician()
    application = school.applied()
    hr, stranger = browser(school, "hr_officer"), browser(school, "other_worker")

    (one,) = hr.get("/api/v1/careers/classes").json()["classes"]
    assert one["units"]
    (trainee,) = hr.get("/api/v1/careers/trainees").json()["trainees"]
    assert (trainee["training"], trainee["entries"], trainee["outcome"]) == (one["id"], 1, "")
    assert hr.get("/api/v1/careers/badges").json()["badges"] == []
    panel = hr.get(f"/api/v1/careers/applications/{application.pk}/panel").json()
    assert panel == {"application": application.pk, "members": []}
    for room in ("classes", "trainees", "badges"):
        assert stranger.get(f"/api/v1/careers/{room}").json()[room] == []
    path = f"/api/v1/careers/applications/{application.pk}/panel"
    assert stranger.get(path).status_code == 404
