"""Pages of the sample company's careers: the telling case, and no page asks too often."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import CityClient
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
