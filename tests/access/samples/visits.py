"""Samples of drives, visits and difficulties: the coordinator's team, the owner's project."""

import uuid

from django.core.files.base import ContentFile

from tests.access.samples.given import Given, World, acting, in_json, sample
from tests.access.samples.registry import owners_firm
from tests.people import TODAY
from yuandu.kernel.files.tests import made
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.visits import actions
from yuandu.mechanisms.visits.models import Difficulty, Team, Visit
from yuandu.mechanisms.visits.tests import records as visits
from yuandu.services.liaison.models import Competence


def _team(world: World) -> Team:
    return visits.a_team(world.weifang, world.people["coordinator"])


def _project(world: World) -> Project:
    return visits.a_project(world.weifang, owners_firm(world))


def _visit(world: World) -> Visit:
    return visits.a_visit(world.weifang, _project(world), team=_team(world))


@sample
def a_drive(world: World) -> Given:
    return Given({"pk": _team(world).drive_id})


@sample
def a_team_of_a_drive(world: World) -> Given:
    return Given({"pk": _team(world).pk})


@sample
def a_stop_of_a_route(world: World) -> Given:
    team, project = _team(world), _project(world)
    actions.plan(by=world.system, team=team, projects=[project], on=TODAY)
    return Given({"pk": team.pk, "project": project.pk})


@sample
def a_visit_of_a_team(world: World) -> Given:
    data = {"key": str(uuid.uuid4()), "on": str(TODAY), "words": "设备进场"}
    return Given(a_stop_of_a_route(world).path, data=data)


@sample
def a_visit_to_the_owners_project(world: World) -> Given:
    return Given({"pk": _visit(world).pk})


@sample
def a_photo_of_a_visit(world: World) -> Given:
    def photo() -> dict[str, object]:
        return {"file": ContentFile(made.jpeg(4, 3), "现场.jpg")}

    return Given(a_visit_to_the_owners_project(world).path, data=photo)


@sample
def a_doubtful_visit(world: World) -> Given:
    project = _project(world)
    visits.a_visit(world.weifang, project, team=visits.a_team(world.weifang, name="第二组"))
    second = visits.a_visit(world.weifang, project, team=_team(world))
    return Given({"pk": second.pk})


@sample
def a_difficulty_without_a_department(world: World) -> Given:
    said = visits.NewDifficulty(factor="data", title="缺公共数据接口")
    found = visits.a_difficulty(world.weifang, _project(world), team=_team(world), said=said)
    return Given({"pk": found.pk})


@sample
def a_difficulty_that_was_sent(world: World) -> Given:
    if not Competence.objects.filter(workspace=world.weifang, subject="energy").exists():
        visits.an_office(world.weifang, world.people["department_officer"])
    found = visits.a_difficulty(world.weifang, _project(world), team=_team(world))
    return Given({"pk": found.pk})


@sample
def a_visit_by_a_program(world: World) -> Given:
    found = a_stop_of_a_route(world).path
    body = {"key": str(uuid.uuid4()), "on": str(TODAY), "words": "设备进场"}
    return in_json({"pk": found["pk"]}, project=found["project"], **body)


@sample
def a_doubtful_visit_to_set_aside(world: World) -> Given:
    return in_json(a_doubtful_visit(world).path, words="与第一组同日，重复")


@sample
def a_difficulty_by_a_program(world: World) -> Given:
    body = {"key": str(uuid.uuid4()), "factor": "data", "title": "缺公共数据接口"}
    return in_json({"pk": _visit(world).pk}, **body)


@sample
def a_difficulty_to_answer(world: World) -> Given:
    return in_json(a_difficulty_that_was_sent(world).path, words="专线下月投运")


@sample
def a_difficulty_to_close(world: World) -> Given:
    found = Difficulty.objects.get(pk=a_difficulty_that_was_sent(world).path["pk"])
    visits.step(acting(world, "department_officer"), found, "answer", "专线已投运")
    return in_json({"pk": found.pk}, satisfaction=5)
