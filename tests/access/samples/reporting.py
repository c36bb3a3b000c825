"""Samples of monthly reports."""

import datetime

from django.utils import timezone

from tests.access.samples.given import Given, World, in_json, sample
from tests.access.samples.registry import owners_firm
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.mechanisms.reporting import actions, rules
from yuandu.mechanisms.reporting.models import Filing, Round
from yuandu.mechanisms.reporting.tests.records import (
    a_filing,
    a_project_to_report,
    a_round,
    an_entry,
    step,
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
def a_months_list_as_a_workbook(world: World) -> Given:
    return Given({"pk": _filing(world).round_id, "which": "needs", "kind": "xlsx"})


@sample
def a_month_that_is_locked(world: World) -> Given:
    Round.objects.get_or_create(
        workspace=world.weifang,
        period="2024-01",
        defaults={"due_on": datetime.date(2024, 2, 5), "locked_at": timezone.now()},
    )
    return Given({})


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


@sample
def lines_of_a_countys_month(world: World) -> Given:
    filing, project = _filing(world), a_project_to_report(world.weifang)
    return in_json({"pk": filing.pk}, lines=[{"project": project.pk, "invested": "1"}])


def _month_without_projects(world: World, period: str) -> Filing:
    """Return 青州's filing of a month of last year, for which no list asks about a project."""
    day = datetime.date.fromisoformat(f"{period}-28")
    found = Round.objects.create(workspace=world.weifang, period=period, due_on=day)
    division = _filing(world).division
    made = Filing.objects.create(workspace=world.weifang, round=found, division=division)
    made.track = lifecycle.start(by=world.system, subject=made, cycle=rules.CYCLE, on=day)
    made.save(update_fields=["track"])
    return made


@sample
def a_month_to_sign(world: World) -> Given:
    return Given({"pk": _month_without_projects(world, "2025-11").pk})


@sample
def a_month_to_return(world: World) -> Given:
    made = _month_without_projects(world, "2025-12")
    step(world.system, made, "sign")
    return in_json({"pk": made.pk}, words="请核实")


@sample
def a_month_to_lock(world: World) -> Given:
    made = _month_without_projects(world, "2025-10")
    step(world.system, made, "sign")
    return Given({"pk": made.round_id})


@sample
def a_line_to_explain(world: World) -> Given:
    return in_json(a_line_of_a_month(world).path, words="已核实")
