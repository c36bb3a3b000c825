"""Two people at once, against PostgreSQL: one of them is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, transaction

from tests.people import a_user, a_workspace
from tests.threads import at_once
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.registry.queries import actor_for
from yuandu.services.cooperation import actions
from yuandu.services.cooperation.models import Contract, Engagement, Expert, Offer, TalentNeed
from yuandu.services.cooperation.tests.records import (
    a_challenge,
    a_firm,
    a_need,
    an_engagement,
    an_expert,
    an_offer,
    fields_of_a_challenge,
    fields_of_a_need,
    step,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def officers(transactional_db) -> list[Actor]:
    city = a_workspace()
    names = ("first", "second")
    return [actor_for(a_user(name, workspace=city, role="city_officer"), city) for name in names]


def test_of_two_officers_who_choose_two_offers_one_is_told(officers):
    challenge = a_challenge(a_firm(officers[0].workspace))
    offers = [an_offer(challenge).pk for _number in range(2)]

    def choosing(by: Actor, key: int) -> Callable[[], object]:
        return lambda: step(
            by,
            Offer.objects.select_related("challenge__firm", "institute", "track").get(pk=key),
            "choose",
        )

    came = sorted(at_once(*map(choosing, officers, offers)))

    assert came[0] == "done"
    assert came[1] in {"stale", "move-not-allowed"}
    assert Contract.objects.count() == 1
    stages = sorted(Offer.objects.values_list("track__stage", flat=True))
    assert stages == ["chosen", "made"]


def test_two_firms_that_ask_for_the_same_days_do_not_both_get_them(officers):
    city = officers[0].workspace
    needs = [a_need(a_firm(city)).pk for _number in range(2)]
    key = an_expert(city).pk

    def engaging(by: Actor, need: int) -> Callable[[], object]:
        def act() -> object:
            found = TalentNeed.objects.get(pk=need)
            return actions.engage(
                by=by,
                need=found,
                expert=Expert.objects.get(pk=key),
                from_on=found.from_on,
                to_on=found.to_on,
                days_a_month=4,
            )

        return act

    came = sorted(at_once(*map(engaging, officers, needs)))

    assert came == ["conflict", "done"]
    assert Engagement.objects.count() == 1


def held_by_another(track: int) -> bool:
    """Whether a transaction other than the asker's holds a track."""
    try:
        with transaction.atomic():
            Track.objects.select_for_update(nowait=True).get(pk=track)
    except OperationalError:
        return True
    finally:
        connection.close()
    return False


def test_nobody_posts_a_challenge_or_a_need_while_it_is_being_changed(officers):
    firm = a_firm(officers[0].workspace)
    challenge, need = a_challenge(firm, stage="draft"), a_need(firm, stage="draft")

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        actions.change_challenge(by=officers[0], challenge=challenge, **fields_of_a_challenge())
        actions.change_need(by=officers[0], need=need, **fields_of_a_need())
        tracks = (challenge.track_id, need.track_id)
        held = list(pool.map(held_by_another, tracks))

    assert held == [True, True]
    assert not held_by_another(challenge.track_id)


def test_nobody_closes_a_need_while_somebody_is_asked_for_it(officers):
    need = a_need(a_firm(officers[0].workspace))
    expert = an_expert(officers[0].workspace)

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        an_engagement(need, expert)
        (held,) = pool.map(held_by_another, [need.track_id])

    assert held
