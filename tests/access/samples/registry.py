"""Samples of the registry."""

from tests.access.samples.given import Given, World, in_json, sample
from tests.people import TODAY, a_user
from yuandu.kernel.registry import actions as registry
from yuandu.kernel.registry import kinds
from yuandu.kernel.registry.models import Party


@sample
def the_firm_of_the_owner(world: World) -> Given:
    return Given({"pk": owners_firm(world).pk, "kind": next(iter(kinds.facts)).code})


@sample
def a_consent(world: World) -> Given:
    consent = registry.give_consent(
        by=world.system,
        party=owners_firm(world),
        purpose=next(iter(kinds.purposes)).code,
        facts=["*"],
        to_on=TODAY,
    )
    return Given({"pk": consent.party_id, "consent_pk": consent.pk})


@sample
def a_post(world: World) -> Given:
    post = a_user("post-holder", workspace=world.weifang, role="leader").posts.get()
    return Given({"pk": post.pk}, data={"to_on": TODAY})


@sample
def a_code(world: World) -> Given:
    return Given({"code": "91350100M000100Y43"})


def owners_firm(world: World) -> Party:
    return world.people["owner"].posts.get().organisation


@sample
def an_organisation_to_enter(world: World) -> Given:
    return in_json(name="示例新材料有限公司", code="91350100M000100Y43", division="370781")
