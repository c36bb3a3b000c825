"""Samples of the policy handbook."""

from tests.access.samples.given import Given, World, sample
from yuandu.services.handbook import actions as handbook
from yuandu.services.handbook.models import Edition
from yuandu.services.handbook.tests.records import a_clause, a_draft


@sample
def a_clause_in_force(world: World) -> Given:
    return Given({"pk": a_clause(world.weifang).pk})


@sample
def an_edition_in_force(world: World) -> Given:
    return Given({"pk": a_clause(world.weifang).edition_id})


@sample
def an_edition_in_draft(world: World) -> Given:
    title = f"待发布{Edition.objects.count()}"
    return Given({"pk": handbook.open_edition(by=world.system, title=title).pk})


@sample
def a_clause_of_a_draft(world: World) -> Given:
    edition = Edition.objects.get(pk=an_edition_in_draft(world).path["pk"])
    draft = a_draft(world.weifang)
    return Given({"pk": handbook.write(by=world.system, edition=edition, draft=draft).pk})
