"""Samples of monthly reports."""

from tests.access.samples.given import Given, World, sample
from tests.access.samples.registry import owners_firm
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.reporting import actions
from yuandu.mechanisms.reporting.models import Filing, Round
from yuandu.mechanisms.reporting.tests.records import (
    a_filing,
    a_project_to_report,
    a_round,
    an_entry,
)


def _filing(world: World) -> Filing:
    found = Round.objects.filter(workspace=world.weifang, locked_at=None).first()
    if found is None:
        a_project_to_report(world.weifang, owner_id=owners_firm(world).pk)
        found = a_round(world.weifang)
    return a_filing(world.weifang, found)


@sample
def a_month_of_reports(world: World) -> Given:
    return Given({"pk": _filing(world).round_id})


@sample
def a_countys_month(world: World) -> Given:
    return Given({"pk": _filing(world).pk}, data={})


@sample
def a_line_of_a_month(world: World) -> Given:
    filing = _filing(world)
    project = a_project_to_report(world.weifang)
    by = Actor.system(world.weifang)
    [made] = actions.enter(by=by, filing=filing, entries={project.pk: an_entry()})
    return Given({"pk": made.pk}, data={f"{made.pk}-words": "已核实"})


@sample
def a_project_that_is_reported(world: World) -> Given:
    return Given({"pk": a_project_to_report(world.weifang, owner_id=owners_firm(world).pk).pk})
