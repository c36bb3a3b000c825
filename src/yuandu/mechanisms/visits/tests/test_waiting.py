"""What of drives waits for whom, as the workbench says it."""

import datetime

import pytest

from tests.people import TODAY
from yuandu.kernel.registry.queries import actor_for
from yuandu.kernel.workspaces.counting import counted
from yuandu.mechanisms.visits import actions, queries
from yuandu.mechanisms.visits.queries import Waiting
from yuandu.mechanisms.visits.tests.records import (
    NewDifficulty,
    a_difficulty,
    a_project,
    a_team,
    a_visit,
    an_office,
    seen_by,
    step,
)

pytestmark = pytest.mark.django_db
NOTHING = Waiting(asked=0, asked_late=0, to_close=0, unsent=0, doubted=0, today=())


@pytest.fixture
def waits(weifang):
    def asked(user):
        actor = actor_for(user, weifang)
        return queries.waiting_for(actor, counted(queries.waiting_sets(actor)))

    return asked


def test_a_difficulty_waits_for_its_department_and_answered_for_its_owner(
    weifang, waits, owner, department_officer, city_officer
):
    an_office(weifang, department_officer)
    found = a_difficulty(weifang, a_project(weifang, owner.posts.get().organisation))

    asked, not_yet = waits(department_officer), waits(owner)
    step(actor_for(department_officer, weifang), found, "answer", "专线下月投运")

    assert (asked.asked, asked.asked_late, not_yet) == (1, 0, NOTHING)
    assert (waits(department_officer), waits(owner).to_close) == (NOTHING, 1)
    assert waits(city_officer) == NOTHING


def test_what_no_department_is_competent_for_waits_for_the_county_and_the_city(
    weifang, waits, city_officer, county_officer, leader
):
    a_difficulty(weifang, said=NewDifficulty(factor="data", title="缺公共数据接口"))

    assert [waits(each).unsent for each in (city_officer, county_officer)] == [1, 1]
    assert waits(leader) == NOTHING


def test_a_silent_department_is_told_how_many_are_overdue(weifang, waits, department_officer):
    an_office(weifang, department_officer)
    a_difficulty(weifang)

    weifang.today_on = TODAY + datetime.timedelta(days=60)
    weifang.save(update_fields=["today_on"])

    assert (waits(department_officer).asked, waits(department_officer).asked_late) == (1, 1)


def test_a_team_sees_where_it_goes_today_and_how_many_stops_are_left(
    weifang, waits, coordinator, city_officer
):
    team, seen, next_one = a_team(weifang, coordinator), a_project(weifang), a_project(weifang)
    by = actor_for(coordinator, weifang)
    actions.plan(by=by, team=seen_by(by, team, "plan"), projects=[seen, next_one], on=TODAY)
    a_visit(weifang, seen, team=team)

    [today] = waits(coordinator).today

    assert (today.team, today.stops, today.left) == (team, 2, 1)
    assert waits(city_officer).today == ()


def test_the_workbench_leads_to_what_waits(weifang, sign_in, department_officer):
    an_office(weifang, department_officer)
    a_difficulty(weifang)

    assert "/visits/difficulties/?show=asked" in sign_in(department_officer).get("/workbench/").text
