"""Spreading: who is asked and why, how it goes on, what the authors get and hear."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.companies import a_section, a_worker, people_of
from tests.people import TODAY
from yuandu.kernel.lifecycle.refusals import NotYours
from yuandu.kernel.notices.models import Notice
from yuandu.mechanisms.proposals import rules as ideas
from yuandu.mechanisms.rewards import chores
from yuandu.mechanisms.rewards.actions import adoptions, awards
from yuandu.mechanisms.rewards.models import Adoption, Award
from yuandu.mechanisms.rewards.queries import adoptions as queries
from yuandu.mechanisms.rewards.refusals import OddAdoption, OddAward
from yuandu.mechanisms.rewards.tests.records import (
    a_fund,
    a_rule,
    a_worker_of,
    acting,
    an_adoption,
    an_idea,
    go,
    the_house,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(company):
    found = people_of(company)
    a_rule(company)
    return found


def test_an_idea_runs_elsewhere_and_its_author_knows_and_earns(company, staff):
    a_fund(company)
    leader = acting(company, staff["other_team_leader"])
    adoption = an_adoption(company, an_idea(company))
    assert Notice.objects.filter(to=staff["other_team_leader"], kind="rewards.suggested").exists()

    for move in ("accept", "use", "confirm"):
        go(leader, adoption, move)

    adoption.refresh_from_db()
    assert (adoption.stage, adoption.confirmed_on) == ("confirmed", TODAY)
    royalty = Award.objects.get(adoption=adoption)
    assert (royalty.kind, royalty.state, royalty.amount) == ("royalty", "approved", 275)
    told = Notice.objects.filter(to=staff["worker"]).values_list("kind", flat=True)
    assert list(told).count("rewards.went_on") == 3
    assert "rewards.approved" in told


def test_a_confirmation_stands_though_the_fund_is_spent(company, staff):
    a_fund(company, 1)
    adoption = an_adoption(company, an_idea(company), upto="confirmed")

    assert adoption.stage == "confirmed"
    assert Award.objects.get().state == "proposed"


def test_a_confirmation_stands_before_there_is_a_fund_or_a_rule(company):
    people_of(company)
    adoption = an_adoption(company, an_idea(company), upto="confirmed")
    assert adoption.stage == "confirmed"
    assert not Award.objects.exists()

    a_rule(company)
    a_fund(company)
    chores.catch_up(company)

    assert Award.objects.get().state == "approved"


def test_nobody_confirms_an_own_idea_and_strangers_move_nothing(company, staff):
    idea = an_idea(company, authors={a_worker_of(company, "other_team_leader"): "1"})
    adoption = an_adoption(company, idea, upto="in_use")

    for name in ("other_team_leader", "team_leader", "worker", "improvement_officer"):
        with pytest.raises(NotYours):
            go(acting(company, staff[name]), adoption, "confirm")
    go(acting(company, staff["other_worker"]), adoption, "confirm")

    adoption.refresh_from_db()
    assert adoption.confirmed_on == TODAY


def test_a_refusal_says_why_and_the_office_may_ask_once_more(company, staff):
    adoption = an_adoption(company, an_idea(company))
    leader = acting(company, staff["other_team_leader"])
    go(leader, adoption, "refuse", "我们的焊枪不同")

    [told] = queries.of_proposal(leader, adoption.proposal)
    assert (told.stage, told.words) == ("refused", "我们的焊枪不同")
    go(acting(company, staff["improvement_officer"]), told, "ask_again", "新枪已到")
    assert queries.get(leader, adoption.pk, to="see").stage == "suggested"


def test_a_section_is_asked_once_and_never_itself(company, staff):
    idea, house = an_idea(company), the_house(company)
    an_adoption(company, idea)

    for section, idea_asked in (
        ("S02", idea),
        ("S01", idea),
        ("B1", idea),
        ("S02", an_idea(company, stage=ideas.VERIFY)),
        ("S02", an_idea(company, is_sealed=True)),
    ):
        with pytest.raises(OddAdoption):
            adoptions.suggest(by=house, proposal=idea_asked, section=a_section(company, section))
    with pytest.raises(PermissionDenied):
        adoptions.suggest(
            by=acting(company, staff["other_team_leader"]),
            proposal=an_idea(company),
            section=a_section(company, "S02"),
        )
    assert Adoption.objects.count() == 1


def test_sections_with_the_authors_job_are_worth_asking(company, staff):
    author = a_worker(company, "90001", job="焊工")
    a_worker(company, "90002", section="S02", job="焊工")
    a_worker(company, "90003", section="S02", job="焊工")
    idea = an_idea(company, authors={author: "1"})

    [found] = queries.candidates(the_house(company), idea)

    assert found.key == a_section(company, "S02").pk
    assert found.reasons == (("same_job", 2),)
    an_adoption(company, idea)
    assert queries.candidates(the_house(company), idea) == []


def test_an_idea_sealed_later_is_known_to_few(company, staff):
    adoption = an_adoption(company, an_idea(company))
    adoption.proposal.is_sealed = True
    adoption.proposal.save(update_fields=["is_sealed"])

    with pytest.raises(Http404):
        queries.get(acting(company, staff["care_officer"]), adoption.pk, to="see")
    assert queries.get(acting(company, staff["worker"]), adoption.pk, to="see")


def test_royalties_and_the_ideas_own_award_stand_side_by_side(company, staff):
    a_fund(company)
    adoption = an_adoption(company, an_idea(company), upto="confirmed")

    own = awards.propose(by=the_house(company), proposal=adoption.proposal)

    assert sorted(Award.objects.values_list("kind", flat=True)) == ["project", "royalty"]
    assert own.amount == 5500


def test_a_royalty_that_cannot_be_paid_keeps_no_other_from_its_own(company, monkeypatch, caplog):
    people_of(company)
    odd, sound = (an_adoption(company, an_idea(company), upto="confirmed") for _ in range(2))
    a_rule(company)
    pay = awards.pay_royalty

    def refused(*, by, adoption):
        if adoption == odd:
            raise OddAward("unconfirmed")
        return pay(by=by, adoption=adoption)

    monkeypatch.setattr(awards, "pay_royalty", refused)
    chores.catch_up(company)

    assert [award.adoption for award in Award.objects.all()] == [sound]
    assert f"adoption {odd.pk}" in caplog.text
