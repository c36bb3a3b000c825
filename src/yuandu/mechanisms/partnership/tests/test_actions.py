"""What is refused, with what would help; and what changes a review before it is decided."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from tests.companies import a_section
from tests.people import TODAY
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.registry.models import Post
from yuandu.mechanisms.careers import actions as careers
from yuandu.mechanisms.equity import rules as shares
from yuandu.mechanisms.equity.actions import Side
from yuandu.mechanisms.equity.models import Holder, ShareTransaction
from yuandu.mechanisms.equity.refusals import TooManyHolders
from yuandu.mechanisms.equity.tests.records import a_partner, a_vehicle, holds, moved
from yuandu.mechanisms.partnership import actions, rules
from yuandu.mechanisms.partnership.actions.carrying import Given
from yuandu.mechanisms.partnership.models import Candidate, Conflict, Review
from yuandu.mechanisms.partnership.refusals import (
    NotReady,
    OddCandidate,
    OddGroup,
    OddNomination,
    OddReview,
)
from yuandu.mechanisms.partnership.tests.setting import WORDS, Firm, a_rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(firm):
    return firm.published()


def test_a_nomination_that_makes_no_sense_is_refused_and_says_why(firm, review):
    firm.a_worker("N001")
    refused = {
        "oneself": ("P001", "P001", WORDS),
        "partner": ("P001", "P002", WORDS),
        "nominee": ("P001", "Z999", WORDS),
        "reason": ("P001", "N001", "   "),
    }
    for why, (by, number, reason) in refused.items():
        with pytest.raises(OddNomination) as caught:
            actions.nominate(by=firm.acting(by), review=review, number=number, reason=reason)
        assert caught.value.why == why
    with pytest.raises(OddNomination) as caught:
        actions.nominate(
            by=firm.acting("P001"), review=review, number="N001", reason="好" * 100_000
        )
    assert caught.value.why == "reason"
    firm.nominate(review, "N001", "P001")
    with pytest.raises(OddNomination) as caught:
        firm.nominate(review, "N001", "P001")
    assert caught.value.why == "twice"
    outsider = firm.voter(firm.directors[0])
    with pytest.raises(OddNomination) as caught:
        actions.nominate(by=outsider, review=review, number="N001", reason=WORDS)
    assert caught.value.why == "worker"


def test_enough_nominations_make_a_candidate_in_the_group_of_the_sponsor(firm, review):
    firm.a_worker("N001")
    firm.a_worker("N002", "S02")
    firm.nominate(review, "N001", "P004", "P001")
    assert not Candidate.objects.filter(kind="admit").exists()
    firm.nominate(review, "N001", "N002")
    found = firm.candidate(review, "N001")
    assert (found.group, found.division.code, found.shares) == (firm.groups[1], "B1", 10_000)
    firm.move(review, "open_groups")
    with pytest.raises(OddNomination):
        firm.nominate(review, "N001", "P002")


def test_every_present_partner_is_entered_and_nobody_who_holds_nothing(firm):
    a_partner(firm.company, "900")
    review = firm.a_review()
    firm.move(review, "publish")
    assert sorted(Candidate.objects.values_list("worker__number", flat=True)) == [
        f"P00{at}" for at in range(1, 7)
    ]


def test_a_rule_is_frozen_when_it_is_published(firm):
    review = firm.a_review()
    actions.change_rule(by=firm.hr, review=review, rule=a_rule(people=2))
    with pytest.raises(PermissionDenied):
        actions.change_rule(by=firm.actor("worker"), review=review, rule=a_rule())
    firm.move(review, "publish")
    with pytest.raises(OddReview) as caught:
        actions.change_rule(by=firm.hr, review=review, rule=a_rule())
    assert caught.value.why == "frozen"


def test_days_are_promised_in_order_and_not_for_what_has_begun(firm):
    review = firm.a_review()
    early = {"opens_on": TODAY, "closes_on": TODAY}
    actions.promise_days(by=firm.hr, review=review, step="board", **early)
    with pytest.raises(NotReady) as caught:
        firm.move(review, "publish")
    assert (
        caught.value.lacking == (("dates", ("董事会审核",)),)
        or caught.value.lacking[0][0] == "dates"
    )
    later = {"opens_on": TODAY + datetime.timedelta(30), "closes_on": TODAY}
    with pytest.raises(OddReview):
        actions.promise_days(by=firm.hr, review=review, step="board", **later)
    good = firm_days(3)
    actions.promise_days(by=firm.hr, review=review, step="board", **good)
    firm.move(review, "publish")
    with pytest.raises(OddReview) as caught:
        actions.promise_days(by=firm.hr, review=review, step="nominating", **early)
    assert caught.value.why == "opened"


def firm_days(at):
    day = TODAY + datetime.timedelta(days=7 * at)
    return {"opens_on": day, "closes_on": day + datetime.timedelta(days=6)}


def test_a_step_without_electors_says_where_and_nothing_is_opened(firm, review):
    firm.after_nominations(review)
    Post.objects.filter(role__in=["team_leader", "evaluator"]).delete()
    Post.objects.filter(role__in=["director", "chair"]).update(to_on=firm.company.today())
    stray = firm.a_partner("P099")
    Candidate.objects.create(
        workspace=firm.company,
        review=review,
        worker=stray.worker,
        holder=stray,
        kind="keep",
        division=a_section(firm.company),
        entered_on=TODAY,
    )
    with pytest.raises(NotReady) as caught:
        firm.move(review, "open_groups")
    assert caught.value.lacking == (("no-group", ("样本·P099",)),)
    assert not review.ballots.exists()
    actions.join(by=firm.hr, group=firm.groups[0], holders=[stray])
    candidate = firm.candidate(review, "P099")
    actions.arrange(
        by=firm.hr,
        candidate=candidate,
        group=firm.groups[0],
        division=candidate.division,
        shares=0,
    )
    firm.move(review, "open_groups")
    firm.settle(review, "group", "9")
    with pytest.raises(NotReady) as caught:
        firm.move(review, "open_divisions")
    assert caught.value.lacking == (("no-electors", ("机械事业部", "焊接科")),)


def test_nominations_last_until_the_day_that_was_promised(firm, review):
    track = Review.objects.get(pk=review.pk).track
    last = review.dates.get(step="nominating").closes_on

    def opened():
        lifecycle.move(
            by=firm.chair,
            track=track,
            move="open_groups",
            on=firm.company.today(),
            expected_stage=track.stage,
        )

    firm.later((last - firm.company.today()).days)
    with pytest.raises(NotReady) as caught:
        opened()
    assert caught.value.lacking == (("nominating", (last.isoformat(),)),)
    assert last.isoformat() in caught.value.sentence
    firm.later(1)
    opened()


def test_a_step_whose_promised_days_are_over_is_promised_anew_first(firm, review):
    firm.later(30)
    with pytest.raises(NotReady) as caught:
        firm.move(review, "open_groups")
    assert caught.value.lacking == (("past", ()),)
    actions.promise_days(by=firm.hr, review=review, step="group", **firm_days(5))
    firm.move(review, "open_groups")


def test_declared_relatives_are_in_conflict_by_themselves(firm, review):
    one, other = firm.workers["P001"], firm.workers["P002"]
    careers.declare_kinship(by=firm.acting("P001"), worker=one, number="P002")
    firm.move(review, "open_groups")
    assert {(each.candidate.worker, each.worker) for each in Conflict.objects.all()} == {
        (one, other),
        (other, one),
    }


def test_who_is_new_may_decline_and_a_partner_may_not(firm, review):
    firm.a_worker("N001")
    firm.a_worker("N002", "S02")
    firm.nominate(review, "N001", "P001", "P002", "N002")
    actions.decline(by=firm.acting("N001"), candidate=firm.candidate(review, "N001"))
    assert firm.candidate(review, "N001").state == rules.ENDED
    with pytest.raises(OddCandidate):
        actions.decline(by=firm.acting("N001"), candidate=firm.candidate(review, "N001"))
    with pytest.raises(OddCandidate):
        actions.decline(by=firm.acting("P001"), candidate=firm.candidate(review, "P001"))
    with pytest.raises(PermissionDenied):
        actions.decline(by=firm.acting("P002"), candidate=firm.candidate(review, "P001"))


def test_a_partner_belongs_to_one_group_and_a_leader_who_goes_leads_no_longer(firm):
    first, second = firm.groups
    actions.lead(by=firm.hr, group=first, holder=firm.holders["P001"])
    with pytest.raises(OddGroup):
        actions.lead(by=firm.hr, group=first, holder=firm.holders["P004"])
    actions.join(by=firm.hr, group=second, holders=[firm.holders["P001"]])
    first.refresh_from_db()
    assert first.leader is None
    assert (first.members.count(), second.members.count()) == (2, 4)
    with pytest.raises(OddGroup):
        actions.join(by=firm.hr, group=first, holders=[a_vehicle(firm.company, "V1")])
    with pytest.raises(OddGroup):
        actions.found_group(by=firm.hr, code="G1", name="又一个")


def test_above_the_limit_nothing_is_entered_and_a_vehicle_helps(db):
    firm = Firm(partners=49, size=25, form=shares.LIMITED)
    vehicle = a_vehicle(firm.company, "V01")
    moved(firm.shares, shares.ISSUE, 10, target=Side(firm.holders["P001"], vehicle))
    firm.a_worker("N001")
    easy = {"update": {"may_close_early": True, "quorum": "0"}}
    review = firm.a_review(
        sections=1,
        group=rules.SCORES.model_copy(**easy),
        division=rules.SCORES.model_copy(**easy),
        meeting=rules.SPECIAL_RESOLUTION.model_copy(**easy),
    )
    firm.move(review, "publish")
    firm.nominate(review, "N001", "P001", "P002", "P003")
    few = {firm.workers["P001"].user_id, firm.workers["P040"].user_id}
    firm.move(review, "open_groups")
    firm.settle(review, "group", "9", only=few)
    firm.move(review, "open_divisions")
    firm.settle(review, "division", "9", only={firm.users["evaluator"].pk})
    firm.move(review, "open_board")
    firm.settle(review, "board", "for")
    firm.move(review, "open_meeting")
    firm.settle(review, "meeting", "for", only=few)
    firm.announced(review)
    firm.later(8)
    firm.move(review, "carry")

    found, before = firm.candidate(review, "N001"), ShareTransaction.objects.count()
    with pytest.raises(TooManyHolders) as caught:
        actions.carry_out(by=firm.chair, candidate=found)
    assert "51" in caught.value.sentence
    found = firm.candidate(review, "N001")
    assert (ShareTransaction.objects.count(), found.carried_on) == (before, None)
    assert not Holder.objects.filter(worker=found.worker).exists()

    actions.carry_out(by=firm.chair, candidate=found, given=Given(vehicle=vehicle))
    assert holds(firm.candidate(review, "N001").holder, vehicle) == 10_000
