"""Samples of the follow-up: a project of the owner's firm, in 青州."""

from tests.access.samples.given import Given, World, in_json, sample
from tests.access.samples.registry import owners_firm
from yuandu.mechanisms.followup.models import SourceOffice
from yuandu.mechanisms.followup.tests.records import OCTOBER, a_project_to_follow
from yuandu.mechanisms.projects.models import Project


def _project(world: World) -> Project:
    return a_project_to_follow(world.weifang, owner_id=owners_firm(world).pk)


@sample
def a_followed_month(world: World) -> Given:
    return Given({"pk": _project(world).division_id, "period": OCTOBER}, data={})


@sample
def a_followed_project(world: World) -> Given:
    return Given({"pk": _project(world).pk})


@sample
def an_office_that_is_named(world: World) -> Given:
    office = owners_firm(world)
    named, _ = SourceOffice.objects.get_or_create(
        workspace=world.weifang, office=office, defaults={"source": "tax"}
    )
    return Given({"pk": named.pk})


@sample
def a_followed_month_by_a_program(world: World) -> Given:
    return Given({"pk": _project(world).division_id}, query={"period": OCTOBER})


@sample
def a_month_to_file(world: World) -> Given:
    line = {"project": _project(world).pk, "period": OCTOBER, "tax_paid": "1000"}
    return in_json(lines=[line])


@sample
def a_month_to_remind_of(world: World) -> Given:
    _project(world)
    return in_json(period=OCTOBER)
