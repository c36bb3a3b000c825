import datetime

import pytest

from tests.people import TODAY, a_user, a_workspace
from yuandu.kernel.accounts import actions, refusals
from yuandu.kernel.accounts.models import Grant, User
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.registry.queries import actor_for

DAY = datetime.timedelta(days=1)


@pytest.fixture
def grower(weifang) -> User:
    return a_user("wang", "王秀英", workspace=weifang, role="grower")


@pytest.fixture
def nephew(weifang) -> User:
    return a_user("liu", "刘强", workspace=weifang, role="helper")


@pytest.fixture
def grant(acting, grower, nephew) -> Grant:
    return actions.grant_help(
        by=acting(grower),
        helper=nephew,
        roles=frozenset({"grower"}),
        words="接单、看结算",
        until=TODAY + 30 * DAY,
    )


def test_the_helper_has_the_persons_posts_and_both_names_go_on_record(
    weifang, grant, grower, nephew
):
    actor = actor_for(nephew, weifang, grant=grant.pk)

    assert [post.role for post in actor.posts] == ["grower"]
    assert (actor.user_id, actor.acting_for_id) == (nephew.pk, grower.pk)
    actions.begin_acting(by=actor, grant=grant)
    entry = Entry.objects.get(action="grant.use")
    assert (entry.user_id, entry.acting_for_id) == (nephew.pk, grower.pk)
    assert "刘强" in entry.who
    assert "王秀英" in entry.who


def test_only_the_posts_named_are_handed_on(weifang, owner, nephew, acting):
    both = a_user("both", workspace=weifang, role="owner")
    a_post = {"workspace": weifang, "from_on": TODAY, "user": both}
    both.posts.create(role="grower", **a_post)
    grant = actions.grant_help(
        by=acting(both), helper=nephew, roles=frozenset({"grower"}), words="接单", until=TODAY
    )

    actor = actor_for(nephew, weifang, grant=grant.pk)

    assert [post.role for post in actor.posts] == ["grower"]


def test_a_helper_does_not_hand_on_what_was_handed_to_them(weifang, grant, nephew, owner):
    actor = actor_for(nephew, weifang, grant=grant.pk)

    with pytest.raises(refusals.NothingToGrant):
        actions.grant_help(
            by=actor, helper=owner, roles=frozenset({"grower"}), words="", until=TODAY
        )


@pytest.mark.parametrize("day", [TODAY - DAY, TODAY + 31 * DAY])
def test_outside_of_its_days_a_grant_gives_nothing(weifang, grant, nephew, day):
    weifang.today_on = day
    weifang.save(update_fields=["today_on"])

    actor = actor_for(nephew, weifang, grant=grant.pk)

    assert actor.acting_for_id is None
    assert [post.role for post in actor.posts] == ["helper"]


def test_a_grant_to_somebody_else_gives_nothing(weifang, grant, owner):
    assert actor_for(owner, weifang, grant=grant.pk).acting_for_id is None


def test_a_closed_account_is_acted_for_no_longer(weifang, grant, grower, nephew):
    User.objects.filter(pk=grower.pk).update(is_active=False)

    assert actor_for(nephew, weifang, grant=grant.pk).acting_for_id is None


def test_the_actor_of_a_helper_costs_two_queries(weifang, grant, nephew, django_assert_num_queries):
    with django_assert_num_queries(2):
        actor_for(nephew, weifang, grant=grant.pk)


def test_a_persona_of_a_sample_holds_nothing_in_a_real_city_even_by_mistake(weifang):
    sample = a_workspace("sample", is_sample=True)
    clerk = a_user("sample-clerk", workspace=sample, role="county_officer")
    clerk.posts.create(workspace=weifang, role="administrator", from_on=TODAY)

    assert not actor_for(clerk, weifang).is_insider
    assert actor_for(clerk, sample).is_insider


def test_a_card_opens_the_posts_that_cards_are_for(weifang, grower):
    grower.posts.create(workspace=weifang, role="administrator", from_on=TODAY)

    actor = actor_for(grower, weifang, by_card=True)

    assert [post.role for post in actor.posts] == ["grower"]
