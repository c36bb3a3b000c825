"""Samples of the plan register."""

from typing import Any

from tests.access.samples.given import Given, World, in_json, sample
from yuandu.services.plans.models import Instrument, Plan, Task
from yuandu.services.plans.tests.records import a_plan, an_instrument


def _plan(world: World, **fields: Any) -> Plan:
    return a_plan(world.weifang, code=f"plan-{Plan.objects.count()}", **fields)


@sample
def a_published_plan(world: World) -> Given:
    return Given({"pk": _plan(world).pk, "number": 1, "kind": "factor"})


@sample
def a_plan_in_draft(world: World) -> Given:
    return Given({"pk": _plan(world, published=False).pk})


@sample
def a_part_of_a_plan(world: World) -> Given:
    plan = _plan(world)
    return Given({"pk": plan.pk, "kind": "aspect", "key": plan.aspects.last().pk})


@sample
def an_indicator_of_a_plan(world: World) -> Given:
    return Given({"pk": _plan(world).indicators.get().pk})


@sample
def an_actual_to_report(world: World) -> Given:
    return in_json(an_indicator_of_a_plan(world).path, year=2025, value="16", source="年报")


@sample
def a_task_of_a_plan(world: World) -> Given:
    plan = _plan(world)
    return Given({"pk": Task.objects.get(goal__aspect__plan=plan).pk})


@sample
def an_instrument_here(world: World) -> Given:
    return Given({"pk": an_instrument(world.weifang, f"code-{Instrument.objects.count()}").pk})
