"""Pages: a drive, a route, a visit from a phone, a difficulty with its steps."""

import datetime
import uuid

import pytest

from tests.people import TODAY
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.visits import actions
from yuandu.mechanisms.visits.models import Difficulty, State, Visit
from yuandu.mechanisms.visits.tests.records import (
    a_difficulty,
    a_drive,
    a_project,
    a_team,
    a_visit,
    an_office,
    stage,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(weifang, coordinator):
    return a_team(weifang, coordinator)


@pytest.fixture
def project(weifang, owner):
    return a_project(weifang, owner.posts.get().organisation)


@pytest.fixture
def phone(sign_in, coordinator):
    return sign_in(coordinator)


def written(**fields) -> dict[str, str]:
    return {"key": str(uuid.uuid4()), "on": str(TODAY), "words": "设备进场"} | fields


def address(team, project) -> str:
    return f"/visits/teams/{team.pk}/log/{project.pk}/"


def test_a_route_shows_its_day_and_leads_to_the_form(weifang, team, project, phone):
    actions.plan(by=Actor.system(weifang), team=team, projects=[project], on=TODAY)

    page = phone.get(f"/visits/teams/{team.pk}/").content.decode()

    assert project.name in page
    assert address(team, project) in page
    assert "data-keep" in page


@pytest.mark.parametrize("day", ["", "2026-02-31", "nonsense", "2031-01-01"])
def test_an_odd_day_is_an_empty_one(team, phone, day):
    assert phone.get(f"/visits/teams/{team.pk}/?day={day}").status_code == 200


def test_a_visit_with_a_difficulty_is_logged_by_a_form(team, project, phone):
    data = written(factor_1="land", title_1="缺用地指标 30 亩")

    answer = phone.post(address(team, project), data)

    visit = Visit.objects.get()
    assert answer.url.endswith(f"/visits/{visit.pk}/")
    assert visit.difficulties.get().factor == "land"


def test_an_outbox_is_told_what_became_of_it(team, project, phone):
    data = written()
    for _turn in range(2):
        answer = phone.post(address(team, project), data, headers={"accept": "application/json"})

        assert answer.status_code == 201
        assert answer.json()["state"] == "counted"
    assert Visit.objects.count() == 1


def test_an_outbox_is_told_what_is_wrong(team, project, phone):
    data = written(on="2031-01-01", title_1="没有类别", words="")

    answer = phone.post(address(team, project), data, headers={"accept": "application/json"})

    assert answer.status_code == 422
    assert len(answer.json()["sentences"]) == 2
    assert not Visit.objects.exists()


def test_an_offline_visit_to_a_project_cancelled_meanwhile_is_kept(
    weifang, team, project, phone, sign_in, county_officer
):
    actions.plan(by=Actor.system(weifang), team=team, projects=[project], on=TODAY)
    project.track.stage = "cancelled"
    project.track.save(update_fields=["stage"])

    answer = phone.post(address(team, project), written(), headers={"accept": "application/json"})

    assert answer.json()["state"] == "doubted"
    visit = Visit.objects.get()
    officer = sign_in(county_officer)
    assert project.name in officer.get("/visits/doubted/").content.decode()
    officer.post(f"/visits/{visit.pk}/count/")
    visit.refresh_from_db()
    assert visit.state == State.COUNTED


def test_a_place_is_kept_only_with_consent(team, project, phone):
    place = {"longitude": "118.48", "latitude": "36.69"}
    phone.post(address(team, project), written(**place))
    phone.post(address(team, project), written(**place, keep_place="on"))

    without, kept = Visit.objects.order_by("pk")
    assert (without.longitude, without.latitude) == (None, None)
    assert kept.longitude == pytest.approx(118.48)


def test_a_place_is_kept_without_a_photo_and_a_photo_without_a_place(team, project, phone):
    assert phone.post(address(team, project), written(keep_place="on")).status_code == 302
    assert Visit.objects.get().longitude is None


@pytest.mark.parametrize(
    "place", [{"longitude": "999", "latitude": "1"}, {"longitude": "118.4"}, {"longitude": "x"}]
)
def test_an_odd_place_is_refused(team, project, phone, place):
    data = written(keep_place="on", **place)

    assert phone.post(address(team, project), data).status_code == 422


def test_who_has_signed_in_is_told_with_a_mark(phone, coordinator):
    told = phone.get("/visits/session/").json()

    assert told["account"] == coordinator.pk
    assert told["token"]


def test_a_drive_shows_where_nobody_has_been(weifang, project, sign_in, leader):
    other = a_project(weifang)
    a_visit(weifang, project)
    drive = a_drive(weifang)
    browser = sign_in(leader)

    silent = browser.get(f"/visits/drives/{drive.pk}/").content.decode()
    visited = browser.get(f"/visits/drives/{drive.pk}/?show=visited&level=city").content.decode()

    assert other.name in silent
    assert project.name in visited
    assert browser.get(f"/visits/drives/{drive.pk}/?show=x").status_code == 404


def test_the_city_makes_a_drive_and_a_team(weifang, sign_in, city_officer, leader):
    browser = sign_in(city_officer)
    days = {"from_on": str(TODAY), "to_on": str(TODAY + datetime.timedelta(days=9))}
    made = browser.post(
        "/visits/add/", {"name": "省重点督查", "year": TODAY.year, "levels": ["province"], **days}
    )
    browser.post(f"{made.url}team/", {"name": "第一组", "users": [leader.pk]})

    page = browser.get(made.url).content.decode()
    assert "第一组" in page


def test_a_route_is_planned_from_what_is_free(weifang, team, project, phone):
    page = phone.get(f"/visits/teams/{team.pk}/plan/").content.decode()
    assert project.name in page

    data = {"on": str(TODAY), "projects": [project.pk]}
    phone.post(f"/visits/teams/{team.pk}/plan/", data)

    assert project.name in phone.get(f"/visits/teams/{team.pk}/").content.decode()


def test_a_department_answers_on_the_page_and_the_owner_closes(
    weifang, project, sign_in, department_officer, owner
):
    an_office(weifang, department_officer)
    found = a_difficulty(weifang, project)
    office, firm = sign_in(department_officer), sign_in(owner)
    assert found.title in office.get("/visits/difficulties/?show=asked").content.decode()

    _move(office, found, "answer", "已列入计划")
    assert found.title in firm.get("/visits/difficulties/?show=to_close").content.decode()
    _move(firm, found, "close", "")

    assert stage(found) == "closed"


def _move(browser, found: Difficulty, code: str, words: str) -> None:
    track = Difficulty.objects.select_related("track").get(pk=found.pk).track
    data = {
        "stage": track.stage,
        "version": track.version,
        "on": str(TODAY),
        "words": words,
    }
    answer = browser.post(f"/moves/{track.pk}/{code}/", data)
    assert answer.status_code == 302, answer.content.decode()


def test_a_projects_page_asks_for_its_visits(weifang, project, sign_in, leader):
    a_visit(weifang, project)
    browser = sign_in(leader)

    page = browser.get(f"/projects/{project.pk}/").content.decode()
    part = browser.get(f"/visits/of-project/{project.pk}/", headers={"HX-Request": "true"})

    assert f"/visits/of-project/{project.pk}/" in page
    assert "第一督查服务组" in part.content.decode()
    assert "<html" not in part.content.decode()


def test_lists_ask_no_more_for_more_rows(
    weifang, sign_in, city_officer, department_officer, django_assert_max_num_queries
):
    an_office(weifang, department_officer)
    for _number in range(6):
        a_difficulty(weifang)
    browser = sign_in(city_officer)

    for path in ("/visits/", f"/visits/drives/{a_drive(weifang).pk}/", "/visits/difficulties/"):
        browser.get(path)
        with django_assert_max_num_queries(16):
            browser.get(path)
    assert Project.objects.count() == 6
