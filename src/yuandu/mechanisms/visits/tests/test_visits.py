"""Visits are kept whatever happened meanwhile, once, and count unless something is odd."""

import datetime
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.people import TODAY, a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.files import storing
from yuandu.kernel.files.rules import Refused
from yuandu.kernel.files.tests import made
from yuandu.kernel.notices.models import Notice
from yuandu.mechanisms.projects.models import Listing
from yuandu.mechanisms.visits import actions, queries
from yuandu.mechanisms.visits.models import Drive, State, Stop, Visit
from yuandu.mechanisms.visits.refusals import AlreadyDecided, OnAnotherRoute, Senseless
from yuandu.mechanisms.visits.tests.records import (
    BEGAN,
    LACKS_ENERGY,
    a_drive,
    a_project,
    a_team,
    a_visit,
    an_office,
    logged,
    new_visit,
    seen_by,
    stage,
)
from yuandu.services.liaison.refusals import KeyUsed

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(weifang) -> Actor:
    return Actor.system(weifang)


def cancel(project):
    project.track.stage = "cancelled"
    project.track.save(update_fields=["stage"])


# --- Logging ----------------------------------------------------------------------------------


def test_a_member_logs_a_visit_and_it_counts(weifang, department_officer, acting):
    by = acting(department_officer)
    team = a_team(weifang, department_officer)

    visit = logged(by, seen_by(by, team), a_project(weifang))

    assert visit.state == State.COUNTED
    assert visit.doubt == ""
    assert queries.coverage_of(team.drive).visited == 1


def test_who_does_not_belong_to_the_team_logs_nothing(weifang, city_officer, acting):
    by = acting(city_officer)
    team = seen_by(by, a_team(weifang), to="see")

    with pytest.raises(PermissionDenied):
        logged(by, team, a_project(weifang))


def test_a_visit_sent_twice_is_one(weifang, house):
    team, project, visit = a_team(weifang), a_project(weifang), new_visit()

    first = actions.log(by=house, team=team, project=project, visit=visit)
    second = actions.log(by=house, team=team, project=project, visit=visit)

    assert first == second
    assert Visit.objects.count() == 1


def test_a_key_with_another_visit_is_refused(weifang, house):
    team, project, key = a_team(weifang), a_project(weifang), uuid.uuid4()
    logged(house, team, project, key=key)

    with pytest.raises(KeyUsed):
        logged(house, team, project, key=key, words="另一回")


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"on": TODAY + datetime.timedelta(days=1)}, "visit-ahead"),
        ({"on": BEGAN - datetime.timedelta(days=1)}, "visit-before-drive"),
        ({"words": "  "}, "no-words"),
        ({"longitude": 118.5}, "half-a-place"),
        ({"photos": [None] * 7}, "too-many-photos"),
    ],
)
def test_a_visit_that_makes_no_sense_is_refused(weifang, house, fields, why):
    with pytest.raises(Senseless) as refusal:
        logged(house, a_team(weifang), a_project(weifang), **fields)

    assert refusal.value.why == why


# --- Doubts: nothing is lost ------------------------------------------------------------------


def test_a_visit_that_arrives_after_the_project_was_cancelled_is_kept_and_waits(
    weifang, house, county_officer, department_officer
):
    an_office(weifang, department_officer)
    project = a_project(weifang)
    cancel(project)
    Stop.objects.create(
        workspace=weifang, drive=a_drive(weifang), team=a_team(weifang), project=project
    )

    visit = a_visit(weifang, project, difficulties=[LACKS_ENERGY])

    assert (visit.state, visit.doubt) == (State.DOUBTED, "cancelled")
    assert stage(visit.difficulties.get()) == "raised"
    assert Notice.objects.filter(to=county_officer, kind="visits.doubted").count() == 1
    assert queries.coverage_of(visit.drive).visited == 0


def test_the_second_team_at_a_project_is_kept_and_waits(weifang, house):
    project = a_project(weifang)
    a_visit(weifang, project)

    second = a_visit(weifang, project, team=a_team(weifang, name="第二督查服务组"))

    assert (second.state, second.doubt) == (State.DOUBTED, "other_team")


def test_the_same_team_may_come_back(weifang):
    project = a_project(weifang)
    a_visit(weifang, project, on=TODAY - datetime.timedelta(days=7))

    assert a_visit(weifang, project).state == State.COUNTED
    assert queries.coverage_of(a_drive(weifang)).visited == 1


def test_a_project_that_left_the_list_meanwhile_waits(weifang, house):
    project, team = a_project(weifang), a_team(weifang)
    actions.plan(by=house, team=team, projects=[project], on=TODAY)
    Listing.objects.filter(project=project).update(left_on=TODAY)

    found = queries.project_to_visit(team, project.pk)
    visit = logged(house, team, found)

    assert visit.doubt == "off_list"


def test_what_counts_after_all_sends_what_was_found(weifang, house, department_officer):
    an_office(weifang, department_officer)
    project = a_project(weifang)
    a_visit(weifang, project)
    second = a_visit(
        weifang, project, team=a_team(weifang, name="第二组"), difficulties=[LACKS_ENERGY]
    )

    actions.count(by=house, visit=second)

    second.refresh_from_db()
    assert second.state == State.COUNTED
    assert stage(second.difficulties.get()) == "sent"


def test_what_is_set_aside_stays_and_withdraws_what_was_found(weifang, house):
    project = a_project(weifang)
    a_visit(weifang, project)
    second = a_visit(
        weifang, project, team=a_team(weifang, name="第二组"), difficulties=[LACKS_ENERGY]
    )

    actions.set_aside(by=house, visit=second, words="同日重复")

    second.refresh_from_db()
    assert second.state == State.SET_ASIDE
    assert stage(second.difficulties.get()) == "withdrawn"
    with pytest.raises(AlreadyDecided):
        actions.count(by=house, visit=second)


def test_another_countys_officer_does_not_decide(weifang, other_county_officer, acting):
    project = a_project(weifang)
    a_visit(weifang, project)
    second = a_visit(weifang, project, team=a_team(weifang, name="第二组"))

    with pytest.raises(PermissionDenied):
        actions.count(by=acting(other_county_officer), visit=second)


# --- Photos -----------------------------------------------------------------------------------


def test_photos_are_kept_without_what_the_camera_wrote(weifang):
    photo = SimpleUploadedFile("site.jpg", made.jpeg(4, 3, thumbnail=b"GPS 36.7 N"))

    visit = a_visit(weifang, photos=[photo])

    (kept,) = queries.photos_of(visit)
    assert kept.media_type == "image/jpeg"
    assert b"GPS" not in storing.path_of(kept.sha256).read_bytes()


def test_a_visit_with_a_photo_sent_twice_is_one(weifang, house):
    team, project, key = a_team(weifang), a_project(weifang), uuid.uuid4()
    for _turn in range(2):
        photo = SimpleUploadedFile("site.jpg", made.jpeg(4, 3, thumbnail=b"GPS 36.7 N"))
        logged(house, team, project, key=key, photos=[photo])

    assert Visit.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "refusal"),
    [(b"%PDF-1.4 x %%EOF", (Senseless, Refused)), (b"\xff\xd8\xff", Refused)],
)
def test_what_is_no_picture_is_refused_and_nothing_is_kept(weifang, content, refusal):
    project = a_project(weifang)

    with pytest.raises(refusal):
        a_visit(weifang, project, photos=[SimpleUploadedFile("x.jpg", content)])

    assert not Visit.objects.exists()


# --- Drives and routes ------------------------------------------------------------------------


def test_a_drive_covers_each_project_of_its_lists_once_and_no_cancelled_one(weifang):
    drive = a_drive(weifang)
    a_project(weifang)
    cancel(a_project(weifang))
    a_project(weifang, listings=())

    assert queries.coverage_of(drive).projects == 1


def test_a_county_sees_its_own_coverage_alone(weifang, county_officer, acting):
    drive = a_drive(weifang)
    a_project(weifang)
    a_project(weifang, division=a_division(weifang, "370782", "诸城市"))

    mine = queries.counties(acting(county_officer), drive)
    every = queries.counties(Actor.system(weifang), drive)

    assert [each.division.code for each in mine] == ["370781"]
    assert len(every) == 2


def test_in_a_drive_a_project_is_on_one_route(weifang, house):
    project = a_project(weifang)
    first, second = a_team(weifang), a_team(weifang, name="第二组")
    actions.plan(by=house, team=first, projects=[project], on=TODAY)

    with pytest.raises(OnAnotherRoute) as refusal:
        actions.plan(by=house, team=second, projects=[project], on=TODAY)

    assert project.name in refusal.value.sentence


def test_planning_again_moves_the_stop(weifang, house):
    project, team = a_project(weifang), a_team(weifang)
    tomorrow = TODAY + datetime.timedelta(days=1)
    actions.plan(by=house, team=team, projects=[project], on=TODAY)
    actions.plan(by=house, team=team, projects=[project], on=tomorrow)

    assert queries.route(team, TODAY) == []
    assert [stop.project for stop in queries.route(team, tomorrow)] == [project]


def test_a_route_keeps_its_order(weifang, house):
    team = a_team(weifang)
    some = [a_project(weifang) for _number in range(3)]
    actions.plan(by=house, team=team, projects=some[:2], on=TODAY)
    actions.plan(by=house, team=team, projects=some[2:], on=TODAY)

    assert [stop.project_id for stop in queries.route(team, TODAY)] == [each.pk for each in some]


def test_what_the_drive_does_not_cover_is_not_planned(weifang, house):
    with pytest.raises(Senseless):
        actions.plan(
            by=house,
            team=a_team(weifang),
            projects=[a_project(weifang, listings=())],
            on=TODAY,
        )


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"to_on": BEGAN - datetime.timedelta(days=1)}, "ends-before-it-starts"),
        ({"levels": []}, "no-levels"),
        ({}, "drive-twice"),
    ],
)
def test_a_drive_that_makes_no_sense_is_refused(weifang, house, fields, why):
    a_drive(weifang)
    given = {
        "name": "要素保障项目行",
        "from_on": BEGAN,
        "to_on": TODAY,
        "year": TODAY.year,
        "levels": ["city"],
    }

    with pytest.raises(Senseless) as refusal:
        actions.make_drive(by=house, **given | fields)

    assert refusal.value.why == why
    assert Drive.objects.count() == 1


def test_who_joins_a_team_is_told_once(weifang, house, department_officer, leader):
    team = a_team(weifang, department_officer)
    actions.staff(by=house, team=team, users=[department_officer, leader])

    joined = Notice.objects.filter(kind="visits.joined").values_list("to", flat=True)
    assert sorted(joined) == sorted([department_officer.pk, leader.pk])
