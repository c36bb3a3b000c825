"""Samples of cooperation."""

from decimal import Decimal
from typing import Any

from tests.access.samples.given import Given, World, sample
from tests.access.samples.registry import owners_firm
from tests.people import TODAY
from yuandu.mechanisms.enterprises.tests.records import (
    a_booking,
    a_firm,
    a_piece,
    an_innovation_platform,
)
from yuandu.services.cooperation.models import Challenge, Milestone
from yuandu.services.cooperation.tests import records as cooperation


@sample
def a_booking_of_the_owner(world: World) -> Given:
    piece = a_piece(an_innovation_platform(a_firm(world.weifang)))
    return Given({"pk": a_booking(piece, owners_firm(world)).pk})


def _challenge(world: World, **fields: Any) -> Challenge:
    """Return a challenge of a firm of 青州 that nobody here acts for."""
    return cooperation.a_challenge(cooperation.a_firm(world.weifang), **fields)


@sample
def a_challenge_that_is_open(world: World) -> Given:
    return Given({"pk": _challenge(world).pk})


@sample
def a_challenge_in_draft(world: World) -> Given:
    return Given({"pk": _challenge(world, stage="draft").pk})


@sample
def a_challenge_for_the_owner(world: World) -> Given:
    return Given({"pk": _challenge(world, is_public=False, institutes=[owners_firm(world)]).pk})


@sample
def an_offer_for_a_challenge(world: World) -> Given:
    return Given({"pk": cooperation.an_offer(_challenge(world)).pk})


@sample
def an_offer_of_the_owner(world: World) -> Given:
    return Given({"pk": cooperation.an_offer(_challenge(world), owners_firm(world)).pk})


@sample
def a_contract_to_agree_on(world: World) -> Given:
    return Given({"pk": cooperation.a_chosen_offer(_challenge(world)).challenge_id})


@sample
def a_contract_that_is_signed(world: World) -> Given:
    challenge = _challenge(world)
    cooperation.a_signed_contract(challenge)
    return Given({"pk": challenge.pk})


@sample
def a_milestone_of_a_contract(world: World) -> Given:
    return Given({"pk": cooperation.a_signed_contract(_challenge(world))[0].pk})


@sample
def a_milestone_to_drop(world: World) -> Given:
    offer = cooperation.a_chosen_offer(_challenge(world))
    milestone = Milestone.objects.create(
        workspace=world.weifang,
        contract=offer.contract,
        number=1,
        title="小试",
        due_on=TODAY,
        amount=Decimal(1),
    )
    return Given({"pk": milestone.pk})


@sample
def a_talent_need(world: World) -> Given:
    return Given({"pk": cooperation.a_need(cooperation.a_firm(world.weifang)).pk})


@sample
def a_talent_need_in_draft(world: World) -> Given:
    firm = cooperation.a_firm(world.weifang)
    return Given({"pk": cooperation.a_need(firm, stage="draft").pk})


@sample
def an_expert_who_consents(world: World) -> Given:
    return Given({"pk": cooperation.an_expert(world.weifang).pk})


@sample
def an_expert_to_ask(world: World) -> Given:
    return Given(a_talent_need(world).path | {"expert": an_expert_who_consents(world).path["pk"]})


@sample
def an_engagement_that_runs(world: World) -> Given:
    need = cooperation.a_need(cooperation.a_firm(world.weifang))
    engagement = cooperation.an_engagement(need, cooperation.an_expert(world.weifang))
    cooperation.step(world.system, engagement, "accept")
    return Given({"pk": engagement.pk})
