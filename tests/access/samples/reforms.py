"""Samples of measures."""

from tests.access.samples.given import Given, World, sample
from yuandu.mechanisms.reforms import rules
from yuandu.mechanisms.reforms.tests.records import a_measure


@sample
def a_measure_in_force(world: World) -> Given:
    return Given({"pk": a_measure(world.weifang, rules.IN_FORCE).pk})


@sample
def a_planned_measure(world: World) -> Given:
    return Given({"pk": a_measure(world.weifang).pk})
