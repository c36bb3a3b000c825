"""Drives, teams, visits and difficulties for tests, with everything defaulted."""

import datetime
import uuid

from tests.people import TODAY, a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.projects.tests.records import a_list, a_place
from yuandu.mechanisms.projects.tests.records import a_project as on_the_register
from yuandu.mechanisms.visits import actions, queries
from yuandu.mechanisms.visits.actions import NewDifficulty, NewVisit
from yuandu.mechanisms.visits.models import Difficulty, Drive, Team, Visit
from yuandu.services.liaison import actions as liaison

BEGAN = TODAY - datetime.timedelta(days=30)
LACKS_ENERGY = NewDifficulty(
    factor="energy", title="二期用电容量不足", words="请协调新增 10 千伏专线。", severity="serious"
)


def a_drive(workspace: Workspace, **fields) -> Drive:
    defaults = {
        "name": "要素保障项目行",
        "from_on": BEGAN,
        "to_on": TODAY + datetime.timedelta(days=30),
        "year": TODAY.year,
        "levels": ["city"],
    }
    found = Drive.objects.filter(workspace=workspace, name=fields.get("name", "要素保障项目行"))
    return found.first() or actions.make_drive(by=Actor.system(workspace), **defaults | fields)


def a_team(workspace: Workspace, *users: User, drive: Drive | None = None, **fields) -> Team:
    """Return a team; of nobody in particular unless said otherwise."""
    drive = drive or a_drive(workspace)
    name = fields.get("name", "第一督查服务组")
    found = Team.objects.filter(drive=drive, name=name).first()
    if found is None:
        found = Team.objects.create(workspace=workspace, drive=drive, name=name)
    if users:
        actions.staff(by=Actor.system(workspace), team=found, users=list(users))
    return found


def seen_by(by: Actor, team: Team, to: str = "visit") -> Team:
    return queries.team(by, team.pk, to=to)


def a_project(workspace: Workspace, owner: Party | None = None, **fields) -> Project:
    """Return a project of 青州 on the city's list of this year."""
    fields.setdefault("listings", (a_place(a_list(workspace, "city", published=True)),))
    division = fields.pop("division", None) or a_division(workspace)
    made = on_the_register(workspace, division_id=division.pk, **fields)
    if owner is not None:
        made.owner = owner
        made.save(update_fields=["owner"])
    return Project.objects.select_related("division", "owner", "track").get(pk=made.pk)


def new_visit(**fields) -> NewVisit:
    defaults = {
        "key": uuid.uuid4(),
        "on": TODAY,
        "words": "主体封顶，设备进场。",
        "met": "项目经理",
    }
    return NewVisit(**defaults | fields)


def logged(by: Actor, team: Team, project: Project, **fields) -> Visit:
    return actions.log(by=by, team=team, project=project, visit=new_visit(**fields))


def a_visit(workspace: Workspace, project: Project | None = None, **fields) -> Visit:
    house = Actor.system(workspace)
    team = fields.pop("team", None) or a_team(workspace)
    return logged(house, team, project or a_project(workspace), **fields)


def an_office(workspace: Workspace, officer: User, factor: str = "energy", **fields):
    return liaison.enter_competence(
        by=Actor.system(workspace),
        subject=factor,
        department=fields.pop("department", "市发改委"),
        officer=officer,
        **fields,
    )


def a_difficulty(workspace: Workspace, project: Project | None = None, **fields) -> Difficulty:
    """Return a difficulty as a visit found it; sent, if an office is competent."""
    visit = a_visit(workspace, project, difficulties=[fields.pop("said", LACKS_ENERGY)], **fields)
    return visit.difficulties.get()


def step(by: Actor, difficulty: Difficulty, move: str, words: str = "", **evidence) -> Difficulty:
    """Make a move of the life cycle; return the difficulty as it stands then."""
    found = queries.difficulty(by, difficulty.pk, to="see")
    lifecycle.move(
        by=by,
        track=found.track,
        move=move,
        on=by.workspace.today(),
        expected_stage=found.stage,
        words=words,
        evidence=evidence,
    )
    return queries.difficulty(Actor.system(by.workspace), difficulty.pk, to="see")


def stage(difficulty: Difficulty) -> str:
    return Difficulty.objects.select_related("track").get(pk=difficulty.pk).stage
