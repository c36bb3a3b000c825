"""A whole review: five steps, a conflict, an end, an appeal, and what the register says after."""

import pytest
from django.core.exceptions import PermissionDenied

from yuandu.kernel.lifecycle.refusals import NotYours
from yuandu.mechanisms.equity.models import ShareTransaction
from yuandu.mechanisms.equity.tests.records import holds
from yuandu.mechanisms.partnership import actions, queries, rules
from yuandu.mechanisms.partnership.models import (
    Candidate,
    OutcomeEntry,
    ShareholderGroup,
    StepResult,
)
from yuandu.mechanisms.partnership.refusals import (
    AlreadyCarriedOut,
    NotReady,
    OddAppeal,
    OddCandidate,
    OddOpinion,
    OddOutcome,
)
from yuandu.services.ballots.models import Exclusion

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(firm):
    """Return a review that is open for nominations, with somebody new nominated by enough."""
    return firm.nominated()


def state(firm, review, number):
    return firm.candidate(review, number).state


def step(firm, review, code, choice):
    moves = {"group": "open_groups", "division": "open_divisions"}
    firm.move(review, moves.get(code, f"open_{code}"))
    firm.settle(review, code, choice)


def test_a_full_review_from_the_nomination_to_the_register(firm, review):
    actions.lead(by=firm.hr, group=firm.groups[0], holder=firm.holders["P002"])
    step(firm, review, "group", {"P002": "3", "": "9"})
    step(firm, review, "division", "8")
    step(firm, review, "board", {"P002": "against", "": "for"})
    # Nothing that was said before decides on a present partner.
    assert state(firm, review, "P002") == rules.STANDING
    step(firm, review, "meeting", {"P002": "against", "": "for"})
    firm.announced(review)
    firm.later(8)
    firm.move(review, "carry")
    for number in ("N001", "P002"):
        actions.carry_out(by=firm.chair, candidate=firm.candidate(review, number))
    firm.move(review, "close")

    states = {each.worker.number: each.state for each in Candidate.objects.all()}
    assert states.pop("P002") == rules.LEAVING
    assert states.pop("N001") == rules.ADMITTED
    assert set(states.values()) == {rules.KEPT}
    assert holds(firm.holders["P002"]) == 0
    assert holds(firm.candidate(review, "N001").holder) == 10_000
    # Who has left the partners leads their group no longer.
    assert ShareholderGroup.objects.get(code="G1").leader is None
    written = ShareTransaction.objects.filter(partner_outcome__isnull=False)
    assert {(each.kind, str(each.price), each.resolution) for each in written} == {
        ("issue", "3.00", "股东会〔2026〕8号"),
        ("repurchase", "2.70", "股东会〔2026〕8号"),
    }
    assert firm.candidate(review, "N001").holder.number == "007"


def test_the_meeting_votes_by_blocs_on_whom_nobody_doubted_and_apart_on_the_others(firm, review):
    step(firm, review, "group", {"P002": "3", "": "9"})
    step(firm, review, "division", "8")
    step(firm, review, "board", "for")
    firm.move(review, "open_meeting")
    found = review.ballots.get(step="meeting")
    asked = {}
    for row in found.results.select_related("candidate__worker"):
        asked.setdefault(row.question, []).append(row.candidate.worker.number)
    assert list(asked.values()) == [["P001", "P003"], ["P004", "P005", "P006"], ["N001"], ["P002"]]
    # Nobody votes on themself, nor on the bloc one belongs to.
    excluded = Exclusion.objects.filter(question__ballot=found.ballot)
    assert sorted(excluded.values_list("question__number", "elector__label")) == [
        (1, "样本·P001"),
        (1, "样本·P003"),
        (2, "样本·P004"),
        (2, "样本·P005"),
        (2, "样本·P006"),
        (4, "样本·P002"),
    ]


def test_a_conflict_excludes_in_every_step_and_reasons_stand_on_the_roll(firm, review):
    candidate, relative = firm.candidate(review, "P001"), firm.workers["P004"]
    actions.declare_conflict(
        by=firm.acting("P004"), candidate=candidate, worker=relative, kind="relative", reason="夫妻"
    )
    with pytest.raises(OddCandidate):
        actions.declare_conflict(
            by=firm.chair, candidate=candidate, worker=relative, kind="other", reason="夫妻"
        )
    with pytest.raises(PermissionDenied):
        actions.declare_conflict(
            by=firm.acting("P005"), candidate=candidate, worker=relative, kind="other", reason="同"
        )
    actions.arrange(
        by=firm.hr,
        candidate=candidate,
        group=firm.groups[1],
        division=candidate.division,
        shares=0,
        apart="有关联关系",
    )
    step(firm, review, "group", "9")
    step(firm, review, "division", "9")
    step(firm, review, "board", "for")
    step(firm, review, "meeting", "for")
    by_step = Exclusion.objects.filter(elector__label="样本·P004", reason__contains="夫妻")
    assert sorted(by_step.values_list("question__ballot__partner_step__step", flat=True)) == [
        "group",
        "meeting",
    ]


def test_somebody_new_who_fails_a_step_ends_there_and_reads_why(firm, review):
    firm.move(review, "open_groups")
    candidate = firm.candidate(review, "N001")
    actions.give_opinion(by=firm.acting("P002"), candidate=candidate, words="现场管理经验还不够")
    with pytest.raises(OddOpinion):
        actions.give_opinion(by=firm.acting("P002"), candidate=candidate, words="再说一遍也不行")
    with pytest.raises(OddOpinion):
        actions.give_opinion(by=firm.acting("P004"), candidate=candidate, words="不是本组成员")
    own = firm.candidate(review, "P001")
    with pytest.raises(OddOpinion):
        actions.give_opinion(by=firm.acting("P001"), candidate=own, words="自己评价自己很好")
    assert not queries.opinions_of(candidate).exists()
    firm.settle(review, "group", {"N001": "2", "": "9"})

    candidate = firm.candidate(review, "N001")
    assert (candidate.state, candidate.ended_at) == (rules.ENDED, "group")
    assert [each.words for each in queries.opinions_of(candidate)] == ["现场管理经验还不够"]
    (row,) = queries.results_of(candidate)
    assert (row.result, row.decided.reason, row.decided.support) == ("failed", "below_mark", 6)
    firm.move(review, "open_divisions")
    assert not StepResult.objects.filter(candidate=candidate, step_ballot__step="division").exists()


def test_an_upheld_appeal_is_voted_on_again_by_the_same_roll(firm, review):
    step(firm, review, "group", {"P002": "2", "": "9"})
    step(firm, review, "division", "9")
    step(firm, review, "board", {"P002": "against", "": "for"})
    step(firm, review, "meeting", {"P002": "against", "": "for"})
    firm.announced(review)
    own = firm.candidate(review, "P002")
    appeal = actions.appeal(by=firm.acting("P002"), candidate=own, words="评议所依据的考核有误")
    with pytest.raises(OddAppeal) as refused:
        actions.appeal(by=firm.acting("P002"), candidate=own, words="再申诉一次试试")
    assert refused.value.why == "twice"
    with pytest.raises(OddAppeal) as refused:
        actions.appeal(
            by=firm.acting("P003"), candidate=firm.candidate(review, "P003"), words="结果是好的"
        )
    assert refused.value.why == "result"

    director = firm.voter(firm.directors[0])
    with pytest.raises(OddAppeal) as refused:
        actions.answer(by=director, found=appeal, answer="upheld", words="我投过票了")
    assert refused.value.why == "voted"
    auditor = firm.actor("auditor")
    actions.answer(by=auditor, found=appeal, answer="upheld", words="考核记录确有错误")
    with pytest.raises(OddAppeal) as refused:
        actions.answer(by=auditor, found=appeal, answer="dismissed", words="改主意了不行")
    assert refused.value.why == "answered"

    firm.later(8)
    with pytest.raises(NotReady):
        firm.move(review, "carry")
    meeting = review.ballots.get(step="meeting")
    closes_at = meeting.ballot.closes_at
    found = actions.vote_again(by=firm.chair, found=appeal, closes_at=closes_at)
    with pytest.raises(OddAppeal):
        actions.vote_again(by=firm.chair, found=appeal, closes_at=closes_at)
    labels = [
        set(each.ballot.electors.values_list("label", flat=True)) for each in (found, meeting)
    ]
    assert labels[0] == labels[1]
    firm.settle(review, "appeal", "for")
    assert state(firm, review, "P002") == rules.KEPT
    firm.move(review, "carry")
    assert holds(firm.holders["P002"]) == 1000


def test_who_declined_has_nothing_to_appeal_against(firm, review):
    own = firm.candidate(review, "N001")
    actions.decline(by=firm.acting("N001"), candidate=own)
    step(firm, review, "group", "9")
    step(firm, review, "division", "9")
    step(firm, review, "board", "for")
    step(firm, review, "meeting", "for")
    firm.announced(review)
    with pytest.raises(OddAppeal) as refused:
        actions.appeal(by=firm.acting("N001"), candidate=own, words="我又改变主意了")
    assert refused.value.why == "declined"


def test_an_appeal_comes_too_late_after_its_days(firm, review):
    step(firm, review, "group", "9")
    step(firm, review, "division", "9")
    step(firm, review, "board", "for")
    step(firm, review, "meeting", {"N001": "against", "": "for"})
    own = firm.candidate(review, "N001")
    with pytest.raises(OddAppeal):
        actions.appeal(by=firm.acting("N001"), candidate=own, words="还没有公示就申诉")
    firm.announced(review)
    firm.later(7)
    with pytest.raises(NotReady):
        firm.move(review, "carry")
    firm.later(1)
    with pytest.raises(OddAppeal) as refused:
        actions.appeal(by=firm.acting("N001"), candidate=own, words="晚了一天才看到")
    assert refused.value.why == "late"


def test_without_a_quorum_somebody_new_is_voted_on_again(firm, review):
    firm.move(review, "open_groups")
    (first, second) = review.ballots.filter(step="group")
    closes_at = first.ballot.closes_at
    with pytest.raises(NotReady):
        firm.move(review, "open_divisions")
    for found in (first, second):
        firm.vote(found, "9", only={firm.workers["P005"].user_id})
        firm.close(found)
    with pytest.raises(NotReady) as refused:
        firm.move(review, "open_divisions")
    assert refused.value.lacking == (("unsettled", ("样本·N001",)),)
    again = actions.repeat(by=firm.chair, found=first, closes_at=closes_at)
    assert [each.candidate.worker.number for each in again.results.all()] == ["N001"]
    firm.settle(review, "group", "9")
    firm.move(review, "open_divisions")


def test_a_bloc_that_is_not_carried_is_voted_on_apart(firm, review):
    step(firm, review, "group", "9")
    step(firm, review, "division", "9")
    step(firm, review, "board", "for")
    step(firm, review, "meeting", {"P001": "against", "": "for"})
    assert state(firm, review, "P001") == rules.STANDING
    with pytest.raises(NotReady):
        firm.announced(review)
    first = review.ballots.get(step="meeting")
    actions.repeat(by=firm.chair, found=first, closes_at=first.ballot.closes_at)
    firm.settle(review, "meeting", {"P003": "against", "": "for"})
    assert [state(firm, review, each) for each in ("P001", "P002", "P003")] == [
        rules.KEPT,
        rules.KEPT,
        rules.LEAVING,
    ]
    firm.announced(review)


def test_only_who_holds_reviews_moves_them(firm, review):
    with pytest.raises(NotYours):
        firm.move(review, "open_groups", by=firm.acting("P001"))


def test_what_is_carried_out_is_carried_out_once_and_not_too_early(firm, review):
    step(firm, review, "group", "9")
    step(firm, review, "division", "9")
    step(firm, review, "board", "for")
    step(firm, review, "meeting", "for")
    firm.announced(review)
    candidate = firm.candidate(review, "N001")
    with pytest.raises(OddOutcome):
        actions.carry_out(by=firm.chair, candidate=candidate)
    firm.later(8)
    firm.move(review, "carry")
    with pytest.raises(NotReady):
        firm.move(review, "close")
    actions.carry_out(by=firm.chair, candidate=candidate)
    with pytest.raises(AlreadyCarriedOut):
        actions.carry_out(by=firm.chair, candidate=candidate)
    assert OutcomeEntry.objects.count() == 1


def test_a_cancelled_review_cancels_what_is_open(firm, review):
    firm.move(review, "open_groups")
    firm.move(review, "cancel", words="章程修订，改期进行")
    assert {each.ballot.state for each in review.ballots.all()} == {"cancelled"}
