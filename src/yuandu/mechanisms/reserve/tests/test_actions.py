"""An idea is proposed, climbs, is judged, and becomes a project once."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.people import TODAY, a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.registry.queries import actor_for
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.projects.refusals import Senseless as ProjectSenseless
from yuandu.mechanisms.reserve import actions, queries, rules, scoring
from yuandu.mechanisms.reserve.models import Idea
from yuandu.mechanisms.reserve.refusals import AlreadyPromoted, NameTaken, Odds, Senseless, Stale
from yuandu.mechanisms.reserve.rules import Terms
from yuandu.mechanisms.reserve.tests.records import YI, a_draft, an_idea, climbed, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(weifang, city_officer) -> Actor:
    return actor_for(city_officer, weifang)


def test_an_idea_climbs_the_ladder_and_scores_more(weifang):
    idea = an_idea(weifang)
    low = idea.score

    idea = climbed(idea, rules.READY)

    assert idea.stage == rules.READY
    assert idea.score == low + 25


def test_a_rung_wants_its_paper(weifang, city):
    idea = queries.idea(city, an_idea(weifang).pk, to="see")

    with pytest.raises(lifecycle.MissingEvidence):
        lifecycle.move(by=city, track=idea.track, move="study", on=TODAY, expected_stage="concept")


def test_an_idea_becomes_a_project_and_both_know_of_each_other(weifang, city):
    idea = an_idea(weifang, rules.READY)

    made = actions.promote(by=city, idea=idea, words="列入明年开工计划")

    idea = queries.idea(city, idea.pk, to="see")
    assert idea.project == made
    assert made.idea == idea
    assert (made.name, made.kind, made.division_id) == (idea.name, "industry", idea.division_id)
    assert made.owner.name == "示例储能有限公司"
    assert made.track.stage == "plan"
    assert idea.stage == rules.PROMOTED
    last = idea.track.steps.order_by("pk").last()
    assert last.words == "列入明年开工计划"


def test_an_idea_is_promoted_once(weifang, city):
    idea = an_idea(weifang, rules.READY)
    actions.promote(by=city, idea=idea, words="成熟")

    with pytest.raises(AlreadyPromoted):
        actions.promote(by=city, idea=idea, words="成熟")

    assert Project.objects.filter(workspace=weifang).count() == 1


def test_a_wish_does_not_enter_the_register(weifang, city):
    idea = an_idea(weifang, rules.FEASIBILITY)

    with pytest.raises(Odds) as refused:
        actions.promote(by=city, idea=idea, words="想尽快")

    assert refused.value.why == "not-mature"
    assert not Project.objects.exists()


def test_nobody_promotes_past_the_action(weifang, city):
    idea = queries.idea(city, an_idea(weifang, rules.READY).pk, to="see")

    with pytest.raises(lifecycle.NotYours):
        lifecycle.move(
            by=city,
            track=idea.track,
            move=rules.PROMOTE,
            on=TODAY,
            expected_stage=rules.READY,
            words="绕过",
        )


def test_what_the_register_doubts_is_asked_back_and_leaves_the_idea_where_it_was(weifang, city):
    idea = an_idea(weifang, rules.READY)
    first = actions.promote(by=city, idea=idea, words="成熟")
    twin = an_idea(weifang, rules.READY, name=f"{first.name}（二）")
    Idea.objects.filter(pk=twin.pk).update(name=f"{first.name} ")
    twin.refresh_from_db()

    with pytest.raises(ProjectSenseless):
        actions.promote(by=city, idea=twin, words="成熟")

    twin = queries.idea(city, twin.pk, to="see")
    assert (twin.project, twin.stage) == (None, rules.READY)
    assert actions.promote(by=city, idea=twin, words="成熟", confirmed=True).pk != first.pk


def test_a_declined_idea_keeps_its_reason_and_its_score(weifang, city):
    idea = an_idea(weifang, rules.PRE_STUDY)
    before = idea.score

    idea = step(city, idea, rules.DECLINE, words="与园区规划不符")

    assert (idea.stage, idea.score) == (rules.DECLINED, before)
    assert idea.track.steps.get(move=rules.DECLINE).words == "与园区规划不符"
    assert step(city, idea, rules.REOPEN, words="规划已调整").stage == rules.CONCEPT


def test_an_idea_is_declined_only_with_a_reason(weifang, city):
    with pytest.raises(lifecycle.MissingEvidence):
        step(city, an_idea(weifang), rules.DECLINE)


def test_of_two_ideas_of_one_name_in_one_county_the_second_is_refused(weifang, city):
    an_idea(weifang, name="示例水网工程")

    with pytest.raises(NameTaken):
        an_idea(weifang, name="示例水网工程")
    an_idea(weifang, name="示例水网工程", division=a_division(weifang, "370782", "诸城市"))


def test_what_is_doubtful_has_to_be_confirmed(weifang, city):
    draft = a_draft(weifang, investment_total=2000 * YI)

    with pytest.raises(Senseless):
        actions.propose(by=city, draft=draft)

    assert actions.propose(by=city, draft=draft, confirmed=True).pk


def test_a_share_above_one_is_refused(weifang, city):
    with pytest.raises(Senseless):
        actions.propose(by=city, draft=a_draft(weifang, funding_share=Decimal("1.2")))


def test_of_two_changes_the_second_is_told(weifang, city):
    idea = an_idea(weifang)
    draft = a_draft(weifang, name=idea.name, summary="年产十万套")
    actions.update(by=city, idea=idea, version=1, draft=draft)

    with pytest.raises(Stale):
        actions.update(by=city, idea=idea, version=1, draft=draft)


def test_what_left_the_ladder_is_not_changed(weifang, city):
    idea = step(city, an_idea(weifang), rules.WITHDRAW, words="企业另选址")

    with pytest.raises(PermissionDenied):
        actions.update(by=city, idea=idea, version=1, draft=a_draft(weifang, name=idea.name))


def test_a_grade_comes_with_its_reason_and_counts(weifang, city):
    idea = an_idea(weifang)
    before = idea.score

    actions.grade(by=city, idea=idea, version=1, grade=5, words="补齐产业链关键环节")

    idea.refresh_from_db()
    assert idea.score == before + 30
    for grade, words in ((6, "好"), (3, " ")):
        with pytest.raises(Odds):
            actions.grade(by=city, idea=idea, version=2, grade=grade, words=words)


def test_a_county_plans_for_itself_alone(weifang, county_officer, other_county_officer):
    ours, theirs = actor_for(county_officer, weifang), actor_for(other_county_officer, weifang)
    idea = actions.propose(by=ours, draft=a_draft(weifang))

    with pytest.raises(PermissionDenied):
        actions.propose(by=theirs, draft=a_draft(weifang))
    with pytest.raises(Http404):
        queries.idea(theirs, idea.pk, to="see")
    with pytest.raises(PermissionDenied):
        queries.idea(ours, idea.pk, to="grade")


def test_a_formula_scores_anew_from_its_day_on(weifang, city):
    idea = an_idea(weifang, rules.READY)
    terms = Terms(need=0, maturity=100, funding=0, scale=0, intensity=0)

    tomorrow = TODAY + datetime.timedelta(days=1)
    actions.publish_formula(by=city, from_on=tomorrow, terms=terms, basis="示例〔2026〕2号")
    idea.refresh_from_db()
    assert idea.formula is None

    made = actions.publish_formula(by=city, from_on=TODAY, terms=terms, basis="示例〔2026〕1号")
    idea.refresh_from_db()
    assert (idea.formula, idea.score) == (made, 100)
    assert scoring.rescore(weifang) == 0


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"terms": Terms(need=99)}, "not-a-hundred"),
        ({"basis": " "}, "no-basis"),
        ({"from_on": TODAY - datetime.timedelta(days=1)}, "in-the-past"),
    ],
)
def test_an_odd_formula_is_refused(city, change, why):
    given = {"from_on": TODAY, "terms": Terms(), "basis": "示例〔2026〕1号"} | change

    with pytest.raises(Odds) as refused:
        actions.publish_formula(by=city, **given)

    assert refused.value.why == why


def test_what_is_wanted_makes_the_gap(weifang, city):
    an_idea(weifang, rules.READY, field="new_energy", investment_total=5 * YI)
    actions.set_targets(by=city, year=TODAY.year, wanted={"new_energy": 8 * YI})

    found = {gap.field: gap for gap in queries.gaps(city, TODAY.year)}

    energy = found["new_energy"]
    assert (energy.ideas, energy.investment, energy.mature) == (1, 5 * YI, 5 * YI)
    assert (energy.missing, energy.share) == (3 * YI, Decimal("0.625"))
    assert found["agriculture"].missing is None


def test_the_funnel_counts_who_came_how_far(weifang, city):
    an_idea(weifang)
    an_idea(weifang, rules.READY)
    actions.promote(by=city, idea=an_idea(weifang, rules.READY), words="成熟")
    step(city, an_idea(weifang), rules.DECLINE, words="重复")

    found = {rung.stage: (rung.ideas, rung.reached) for rung in queries.funnel(city)}

    assert found == {
        "concept": (1, 3),
        "pre_study": (0, 2),
        "feasibility": (0, 2),
        "prerequisites": (0, 2),
        "ready": (1, 2),
        "promoted": (1, 1),
    }
