"""Talent needs, experts by consent, matching in a few queries, engagements."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.people import TODAY, a_user
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.actions import NotYours as NotYourMove
from yuandu.kernel.registry.models import Consent
from yuandu.kernel.registry.queries import actor_for
from yuandu.services.cooperation import actions, queries, rules, telling
from yuandu.services.cooperation.models import Engagement
from yuandu.services.cooperation.refusals import (
    Conflicted,
    EngagedAlready,
    NobodyEngaged,
    NoConsent,
    NotYours,
    Senseless,
)
from yuandu.services.cooperation.tests.records import (
    a_firm,
    a_need,
    a_tie,
    an_engagement,
    an_expert,
    step,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm(weifang):
    return a_firm(weifang)


@pytest.fixture
def maker(weifang, firm):
    user = a_user("maker", workspace=weifang, role="owner", organisation=firm)
    return actor_for(user, weifang)


def test_the_best_comes_first_and_who_has_a_conflict_not_at_all(weifang, firm):
    need = a_need(firm)
    best = an_expert(weifang)
    lower = an_expert(weifang, level="associate")
    rival = an_expert(weifang)
    a_tie(rival, a_firm(weifang), niche="高温密封件")
    an_expert(weifang, fields=["food"])
    an_expert(weifang, consents=False)

    found, _experts = queries.matching(need, TODAY)

    assert [match.expert for match in found.proposed] == [best.pk, lower.pk]
    assert [match.expert for match in found.barred] == [rival.pk]
    assert found.barred[0].conflicts[0].code == "competitor"


def test_matching_takes_as_many_queries_for_fifty_experts_as_for_two(
    weifang, firm, django_assert_num_queries
):
    need = queries.needs_visible_to(Actor.system(weifang)).get(pk=a_need(firm).pk)
    for _number in range(50):
        a_tie(an_expert(weifang), firm, rules.ADVISES)

    with django_assert_num_queries(4):
        found, _experts = queries.matching(need, TODAY)

    assert len(found.proposed) == 50


def test_to_a_firm_the_barred_have_no_names(weifang, firm, maker, acting, city_officer):
    need = a_need(firm)
    a_tie(an_expert(weifang), a_firm(weifang, name="竞争企业"), niche="高温密封件")

    to_firm = telling.matches(maker, need)
    to_office = telling.matches(acting(city_officer), need)

    assert (to_firm["barred"], to_firm["barred_total"]) == ([], 1)
    assert [reason["code"] for reason in to_firm["reasons"]] == ["competitor"]
    assert "竞争企业" in to_office["barred"][0]["conflicts"][0]["text"]


def test_an_expert_is_found_while_the_consent_holds(weifang, maker, acting, city_officer):
    expert = an_expert(weifang)
    assert queries.expert(maker, expert.pk, to="see") == expert

    Consent.objects.update(revoked_on=TODAY)

    with pytest.raises(Http404):
        queries.expert(maker, expert.pk, to="see")
    assert queries.expert(acting(city_officer), expert.pk, to="edit") == expert


def test_ties_are_not_for_firms_to_read(weifang, maker):
    expert = an_expert(weifang)

    with pytest.raises(PermissionDenied):
        queries.expert(maker, expert.pk, to="see_ties")


def test_who_is_asked_keeps_the_days_until_there_is_an_answer(weifang, firm, maker):
    expert, first = an_expert(weifang), a_need(firm)
    engagement = an_engagement(first, expert)
    second = a_need(firm)

    with pytest.raises(Conflicted) as refused:
        actions.engage(
            by=maker,
            need=second,
            expert=expert,
            from_on=second.from_on,
            to_on=second.to_on,
            days_a_month=4,
        )
    assert refused.value.codes == ("overlap",)

    step(Actor.system(weifang), engagement, "decline", words="没有时间")
    assert an_engagement(second, expert).score == 100


def test_an_expert_without_consent_or_asked_before_is_not_engaged(weifang, firm):
    need = a_need(firm)
    with pytest.raises(NoConsent):
        an_engagement(need, an_expert(weifang, consents=False))

    expert = an_expert(weifang, days_a_month=20)
    an_engagement(need, expert)
    with pytest.raises(EngagedAlready):
        an_engagement(need, expert)


def test_an_engagement_lies_within_its_need(weifang, firm):
    need = a_need(firm)

    with pytest.raises(Senseless):
        an_engagement(need, an_expert(weifang), to_on=need.to_on + datetime.timedelta(days=1))


def test_the_firm_does_not_answer_for_the_expert(weifang, firm, maker, acting, city_officer):
    engagement = an_engagement(a_need(firm), an_expert(weifang))

    with pytest.raises(NotYourMove):
        step(maker, engagement, "accept")
    step(acting(city_officer), engagement, "accept")
    step(maker, engagement, "finish", outcome="产量提高三成")

    assert Engagement.objects.get().outcome == "产量提高三成"


def test_a_need_is_met_by_somebody(weifang, firm, maker, acting, city_officer):
    need = a_need(firm)
    with pytest.raises(NobodyEngaged):
        step(maker, need, "meet")

    step(acting(city_officer), an_engagement(need, an_expert(weifang)), "accept")
    step(maker, need, "meet")

    assert need.track.stage == "met"


def test_a_need_that_is_not_public_is_hidden(weifang, firm, maker, acting, owner, stranger):
    need = a_need(firm, is_public=False)

    assert queries.talent_need(maker, need.pk, to="engage") == need
    for other in (owner, stranger):
        with pytest.raises(Http404):
            queries.talent_need(acting(other), need.pk, to="see")


def test_nobody_engages_for_a_firm_of_others(weifang, firm, acting, owner):
    need = a_need(firm)

    with pytest.raises(NotYours):
        actions.engage(
            by=acting(owner),
            need=need,
            expert=an_expert(weifang),
            from_on=need.from_on,
            to_on=need.to_on,
            days_a_month=1,
        )


def test_a_need_that_was_withdrawn_as_a_draft_is_shown_to_nobody_else(weifang, firm, maker):
    need = a_need(firm, stage="draft")
    step(maker, need, "withdraw", words="暂缓")

    assert not queries.needs_visible_to(Actor.anonymous(weifang)).exists()
    assert queries.needs_visible_to(maker).get() == need
