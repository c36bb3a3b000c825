"""Samples of breeding: the owner's firm holds a variety and keeps germplasm."""

from tests.access.samples.given import Given, World, in_json, sample
from tests.access.samples.registry import owners_firm
from yuandu.mechanisms.varieties.tests import records as varieties


@sample
def a_variety(world: World) -> Given:
    return Given({"pk": varieties.a_variety(world.weifang, owners_firm(world)).pk})


@sample
def a_licence(world: World) -> Given:
    return Given({"pk": varieties.a_licence(world.weifang, owners_firm(world)).pk})


@sample
def an_accession(world: World) -> Given:
    return Given({"pk": varieties.an_accession(world.weifang, owners_firm(world)).pk})


@sample
def a_shared_accession(world: World) -> Given:
    return Given({"pk": varieties.a_share(world.weifang, owners_firm(world)).pk})


@sample
def a_year_of_a_licence(world: World) -> Given:
    return Given({**a_licence(world).path, "year": varieties.TODAY.year})


@sample
def seedlings_by_a_program(world: World) -> Given:
    return in_json(
        {},
        producer=owners_firm(world).pk,
        kind=varieties.some_kind(world.weifang).pk,
        month=varieties.TODAY.isoformat(),
        quantity=1000,
    )
