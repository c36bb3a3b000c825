"""Samples of the project reserve: ideas of 青州."""

from tests.access.samples.given import Given, World, sample
from yuandu.mechanisms.reserve import rules
from yuandu.mechanisms.reserve.tests.records import an_idea


@sample
def an_idea_of_the_reserve(world: World) -> Given:
    return Given({"pk": an_idea(world.weifang).pk})


@sample
def a_ripe_idea(world: World) -> Given:
    return Given({"pk": an_idea(world.weifang, rules.READY).pk})


@sample
def what_is_wanted(world: World) -> Given:
    return Given(data={"new_energy": "800000"})
