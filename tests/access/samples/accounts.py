"""Samples of accounts."""

import datetime

from django.utils import timezone

from tests.access.samples.given import Given, World, sample
from tests.people import TODAY, a_user
from yuandu.kernel.accounts import actions as accounts
from yuandu.kernel.accounts.actors import Actor, Held


@sample
def a_link_nobody_sent(world: World) -> Given:
    return Given({"uidb36": "1", "key": "made-up", "provider_id": "city"})


@sample
def nothing_of_ones_own(world: World) -> Given:
    return Given({"pk": 0})


@sample
def somebody(world: World) -> Given:
    return Given({"pk": a_user("somebody", workspace=world.weifang).pk})


@sample
def somebody_to_close(world: World) -> Given:
    return Given({"pk": a_user("to-close", workspace=world.weifang).pk, "verb": "close"})


@sample
def a_card_for_somebody(world: World) -> Given:
    return Given(data={"person": a_user("to-issue", workspace=world.weifang).pk})


@sample
def a_card(world: World) -> Given:
    holder = a_user("holder", workspace=world.weifang, role="grower")
    return Given({"code": accounts.issue_card(by=world.system, user=holder, with_pin=True).code})


@sample
def a_grant_of_the_growers(world: World) -> Given:
    grower = world.people["grower"]
    grant = accounts.grant_help(
        by=Actor(world.weifang, grower.pk, str(grower), posts=(Held("grower"),)),
        helper=world.people["stranger"],
        roles=frozenset({"grower"}),
        words="接单",
        until=TODAY,
    )
    return Given({"pk": grant.pk})


@sample
def a_token_of_the_city_officers(world: World) -> Given:
    token, _ = accounts.make_token(
        by=world.system,
        user=world.people["city_officer"],
        name="sync",
        scopes=frozenset(),
        expires_at=timezone.now() + datetime.timedelta(days=1),
    )
    return Given({"pk": token.pk})
