"""Samples of measures, meetings and pledges."""

from tests.access.samples.given import Given, World, acting, in_json, sample
from tests.people import TODAY
from yuandu.mechanisms.reforms import rules
from yuandu.mechanisms.reforms.tests.records import a_measure, a_meeting, a_pledge


@sample
def a_measure_in_force(world: World) -> Given:
    return Given({"pk": a_measure(world.weifang, rules.IN_FORCE).pk})


@sample
def a_planned_measure(world: World) -> Given:
    return Given({"pk": a_measure(world.weifang).pk})


@sample
def a_planned_meeting(world: World) -> Given:
    return Given({"pk": a_meeting(world.weifang).pk})


@sample
def a_held_meeting(world: World) -> Given:
    return Given({"pk": a_meeting(world.weifang, rules.HELD).pk}, data={})


@sample
def a_pledge_of_the_leader(world: World) -> Given:
    meeting = a_meeting(world.weifang, rules.HELD)
    people = world.people
    by = acting(world, "city_officer")
    return Given(
        {"pk": a_pledge(by, meeting, people["leader"], people["city_officer"]).pk}, data={}
    )


@sample
def a_pledge_for_programs(world: World) -> Given:
    people = world.people
    return in_json(
        {"pk": a_meeting(world.weifang, rules.HELD).pk},
        words="出具预审意见",
        giver=people["department_officer"].pk,
        receiver=people["city_officer"].pk,
        due_on=str(TODAY),
    )
