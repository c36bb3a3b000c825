"""Two at once, against PostgreSQL: nothing is lost, nothing is doubled."""

import datetime
import uuid

import pytest

from tests.people import TODAY, a_user, a_workspace, an_organisation
from tests.threads import at_once
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.registry.queries import actor_for
from yuandu.mechanisms.visits import actions, queries
from yuandu.mechanisms.visits.models import Difficulty, State, Stop, Visit
from yuandu.mechanisms.visits.tests.records import (
    LACKS_ENERGY,
    a_difficulty,
    a_project,
    a_team,
    a_visit,
    an_office,
    new_visit,
    stage,
    step,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def city(transactional_db):
    return a_workspace()


def an_actor(city, name: str, role: str, **post) -> Actor:
    return actor_for(a_user(name, workspace=city, role=role, **post), city)


def test_of_two_teams_at_one_project_one_counts_and_the_other_waits(city):
    house, project = Actor.system(city), a_project(city)
    teams = [a_team(city, name=name) for name in ("第一组", "第二组")]

    came = sorted(
        at_once(
            *(
                lambda team=team: actions.log(
                    by=house, team=team, project=project, visit=new_visit()
                )
                for team in teams
            )
        )
    )

    assert came == ["done", "done"]
    assert sorted(Visit.objects.values_list("state", flat=True)) == ["counted", "doubted"]


def test_a_visit_that_arrives_twice_at_once_is_one(city):
    house, project, team = Actor.system(city), a_project(city), a_team(city)
    visit = new_visit(difficulties=[LACKS_ENERGY])

    came = sorted(
        at_once(
            *(
                lambda: actions.log(by=house, team=team, project=project, visit=visit)
                for _turn in range(3)
            )
        )
    )

    assert came == ["done"] * 3
    assert Visit.objects.get().state == State.COUNTED
    assert Difficulty.objects.count() == 1


def test_of_answer_and_abandoning_at_once_the_answer_is_heard(city):
    office = an_actor(city, "office", "department_officer")
    an_office(city, User.objects.get(pk=office.user_id))
    found = a_difficulty(city)
    city.today_on = TODAY + datetime.timedelta(days=60)
    city.save(update_fields=["today_on"])
    house = Actor.system(city)
    late = queries.difficulty(house, found.pk, to="see")
    office = actor_for(User.objects.get(pk=office.user_id), city)

    came = sorted(
        at_once(
            lambda: step(office, found, "answer", "已办结"),
            lambda: actions.abandon(by=house, difficulty=late),
        )
    )

    assert "done" in came
    if came == ["done", "done"]:  # abandoned first, and answered all the same
        assert stage(found) == "answered"
    else:
        assert stage(found) in {"answered", "abandoned"}
        assert found.track.steps.exclude(move__in=["start", "send"]).count() == 1


def test_the_owner_who_closes_twice_at_once_closes_once(city):
    office = an_actor(city, "office", "department_officer")
    an_office(city, User.objects.get(pk=office.user_id))
    firm = an_organisation(city)
    owner = an_actor(city, "owner", "owner", organisation=firm)
    found = a_difficulty(city, a_project(city, firm))
    step(office, found, "answer", "已办结")

    came = sorted(at_once(*(lambda: step(owner, found, "close") for _turn in range(2))))

    assert came.count("done") == 1
    assert stage(found) == "closed"
    assert found.track.steps.filter(move="close").count() == 1


def test_of_two_officers_who_decide_one_decides(city):
    house, project = Actor.system(city), a_project(city)
    a_visit(city, project)
    second = a_visit(city, project, team=a_team(city, name="第二组"))
    again = Visit.objects.select_related("project").get(pk=second.pk)

    came = sorted(
        at_once(
            lambda: actions.count(by=house, visit=second),
            lambda: actions.set_aside(by=house, visit=again, words="重复"),
        )
    )

    assert came == ["already-decided", "done"]


def test_of_two_teams_that_plan_one_project_one_goes(city):
    house, project = Actor.system(city), a_project(city)
    teams = [a_team(city, name=name) for name in ("第一组", "第二组")]

    came = sorted(
        at_once(
            *(
                lambda team=team: actions.plan(by=house, team=team, projects=[project], on=TODAY)
                for team in teams
            )
        )
    )

    assert came == ["done", "on-another-route"]
    assert Stop.objects.count() == 1


def test_one_difficulty_added_twice_at_once_is_one(city):
    house, visit, key = Actor.system(city), a_visit(city), uuid.uuid4()

    came = sorted(
        at_once(
            *(
                lambda: actions.raise_difficulty(
                    by=house, visit=visit, key=key, difficulty=LACKS_ENERGY
                )
                for _turn in range(2)
            )
        )
    )

    assert came == ["done", "done"]
    assert Difficulty.objects.count() == 1
