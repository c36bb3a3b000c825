"""Proposals from the board to the reward, and what is refused on the way."""

import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404

from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.models import Promise
from yuandu.kernel.notices.models import Notice
from yuandu.mechanisms.proposals import actions, queries
from yuandu.mechanisms.proposals.models import (
    Author,
    Benefit,
    Contributor,
    Evaluation,
    Proposal,
    Tally,
)
from yuandu.mechanisms.proposals.refusals import (
    KeyUsed,
    OddBenefit,
    OddIdea,
    OddJudgement,
    OwnIdea,
)
from yuandu.mechanisms.proposals.tests.records import IDEA, OTHER
from yuandu.mechanisms.workforce.models import Worker

pytestmark = pytest.mark.django_db


def sums(staff):
    rows = Tally.objects.filter(workspace=staff.company)
    names = ("posted", "answered", "in_time", "evaluated", "implemented")
    return [sum(getattr(row, name) for row in rows) for name in names]


def test_an_idea_is_its_senders_and_somebody_owes_an_answer(staff):
    made = staff.post()

    (author,) = Author.objects.filter(proposal=made)
    assert (author.worker.user, author.share) == (staff.users["worker"], 1)
    assert made.answerer == staff.users["team_leader"]
    promise = Promise.objects.get(subject_id=made.pk)
    assert (promise.giver, promise.receiver) == (
        staff.users["team_leader"],
        staff.users["worker"],
    )
    assert promise.due_on == made.promised_on > staff.company.today()
    assert Notice.objects.filter(to=staff.users["team_leader"], kind="proposals.asked").exists()


def test_the_instant_lane_ends_with_a_fixed_award(staff):
    made = staff.sees("team_leader", staff.post())

    actions.grade(by=staff["team_leader"], proposal=made, grade="2")

    assert (made.stage, made.award, made.grade) == ("spread", 50, "2")
    assert made.answered_on == made.implemented_on == staff.company.today()
    assert Promise.objects.get(subject_id=made.pk).state == "kept"
    assert sums(staff) == [1, 1, 1, 1, 1]
    told = Notice.objects.get(to=staff.users["worker"], kind="proposals.step")
    assert told.params["stage"] == "spread"


def test_a_grade_that_the_scheme_has_not_changes_nothing(staff):
    made = staff.sees("team_leader", staff.post())
    with pytest.raises(OddJudgement):
        actions.grade(by=staff["team_leader"], proposal=made, grade="9")
    assert staff.sees("team_leader", made).stage == "collect"


def test_a_project_is_evaluated_verified_spread_and_rewarded(staff):
    made = staff.accepted()
    assert staff.sees("worker", made).stage == "verify"
    line = actions.claim(
        by=staff["worker"],
        proposal=staff.sees("worker", made),
        kind="money",
        recurrence="monthly",
        amount=Decimal(5000),
        words="每班两公斤，每公斤八元",
    )
    assert line.first_year == 60_000
    with pytest.raises(OddJudgement):
        staff.move("evaluator", made, "confirm")
    with pytest.raises(OddBenefit):  # much money is finance's
        actions.verify(by=staff["evaluator"], benefit=queries.benefit(staff["evaluator"], line.pk))
    actions.verify(
        by=staff["finance_officer"], benefit=queries.benefit(staff["finance_officer"], line.pk)
    )
    staff.move("evaluator", made, "confirm")
    found = staff.move("evaluator", made, "finish")
    assert (found.stage, found.first_year) == ("reward", 60_000)
    assert sums(staff) == [1, 1, 1, 1, 1]


def test_nobody_judges_an_idea_of_their_own(staff):
    made = staff.post("team_leader")
    assert made.answerer == staff.users["evaluator"]
    own = staff.sees("team_leader", made)
    with pytest.raises(OwnIdea):
        actions.grade(by=staff["team_leader"], proposal=own, grade="1")
    with pytest.raises(lifecycle.NotYours):
        staff.move("team_leader", made, "reject")
    with pytest.raises(IntegrityError), transaction.atomic():
        Evaluation.objects.create(
            workspace=staff.company,
            proposal=made,
            evaluator=staff.users["team_leader"],
            asked_on=made.posted_on,
            opinion="accept",
            given_on=made.posted_on,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Benefit.objects.create(
            workspace=staff.company,
            proposal=made,
            kind="time",
            recurrence="once",
            amount=1,
            first_year=1,
            words="x",
            claimed_on=made.posted_on,
            verified_by=staff.users["team_leader"],
            verified_label="x",
            verified_on=made.posted_on,
        )


def test_who_entered_a_benefit_does_not_verify_it(staff):
    made = staff.accepted()
    line = actions.claim(
        by=staff["evaluator"],
        proposal=staff.sees("evaluator", made),
        kind="safety",
        recurrence="once",
        amount=Decimal(1),
        words="少一处绊倒",
    )
    with pytest.raises(OddBenefit):
        actions.verify(by=staff["evaluator"], benefit=queries.benefit(staff["evaluator"], line.pk))
    leader = staff["team_leader"]
    actions.verify(by=leader, benefit=queries.benefit(leader, line.pk))
    with pytest.raises(OddBenefit):
        actions.verify(by=leader, benefit=queries.benefit(leader, line.pk))


@pytest.mark.parametrize("amount", ["1000000000", "0", "-3"])
def test_a_benefit_beyond_the_scheme_is_refused_in_words(staff, amount):
    made = staff.sees("worker", staff.accepted())
    with pytest.raises(OddBenefit) as refused:
        actions.claim(
            by=staff["worker"],
            proposal=made,
            kind="money",
            recurrence="once",
            amount=Decimal(amount),
            words="十亿",
        )
    assert refused.value.sentence
    assert not Benefit.objects.exists()


def test_a_small_amount_a_month_is_measured_by_its_year(staff):
    made = staff.sees("worker", staff.accepted())
    with pytest.raises(OddBenefit, match="beyond"):
        actions.claim(
            by=staff["worker"],
            proposal=made,
            kind="money",
            recurrence="monthly",
            amount=Decimal(40_000_000),
            words="x",
        )


@pytest.mark.parametrize("idea", ["", "好", "！！！！", "a" * 100_000])
def test_what_says_nothing_or_too_much_is_refused_and_leaves_nothing(staff, idea):
    with pytest.raises(OddIdea):
        staff.post(idea=idea)
    assert not Proposal.objects.exists()


def test_a_key_brings_one_proposal_and_other_words_are_not_lost_silently(staff):
    key = uuid.uuid4()
    first = staff.post(key=key)
    assert staff.post(key=key) == first
    with pytest.raises(KeyUsed):
        staff.post(key=key, idea=OTHER)
    assert Proposal.objects.count() == 1


def test_the_same_words_on_the_same_day_are_one_proposal(staff):
    first = staff.post(key=uuid.uuid4())
    assert staff.post(key=uuid.uuid4(), idea=f" {IDEA}。") == first


def test_who_is_on_no_staff_list_names_an_author(staff):
    Worker.objects.filter(user=staff.users["auditor"]).update(user=None)
    with pytest.raises(OddIdea):
        staff.post("auditor")


def test_ideas_of_others_are_entered_by_their_leader_alone(staff):
    other = Worker.objects.get(user=staff.users["other_worker"])
    with pytest.raises(OddIdea):
        staff.post(authors=[other])
    made = staff.post("team_leader", authors=[other])
    assert [each.worker for each in queries.authors_of(made)] == [other]


def test_a_sealed_idea_is_hidden_from_all_but_few(staff):
    made = staff.post(is_sealed=True)
    assert (made.lane, made.answerer) == ("project", staff.users["evaluator"])
    for persona in ("worker", "evaluator", "improvement_officer"):
        assert staff.sees(persona, made)
    for persona in ("other_worker", "team_leader", "finance_officer", "chair", "administrator"):
        with pytest.raises(Http404):
            staff.sees(persona, made)
        assert not queries.similar(staff[persona], IDEA)


def test_several_evaluators_decide_when_the_last_has_spoken(staff):
    made = staff.post(lane="project")
    staff.move("evaluator", made, "forward")
    office, evaluator = staff["improvement_officer"], staff["evaluator"]
    actions.ask(
        by=office,
        proposal=staff.sees("improvement_officer", made),
        evaluator=staff.users["other_team_leader"],
    )
    with pytest.raises(OddJudgement):
        staff.move("evaluator", made, "accept")
    actions.evaluate(
        by=evaluator, proposal=staff.sees("evaluator", made), opinion="accept", words="好"
    )
    assert staff.sees("evaluator", made).stage == "evaluate"
    other = staff["other_team_leader"]
    waiting = queries.listed(other, queries.Filters(show="to_evaluate"))
    assert [each.pk for each in waiting] == [made.pk]
    actions.evaluate(
        by=other,
        proposal=staff.sees("other_team_leader", made),
        opinion="accept",
        words="先试一条线",
    )
    assert staff.sees("evaluator", made).stage == "verify"
    assert not queries.listed(other, queries.Filters(show="to_evaluate")).exists()


def test_another_is_asked_instead_with_a_reason(staff):
    made = staff.post(lane="project")
    staff.move("evaluator", made, "forward")
    asked = Evaluation.objects.get(proposal=made)
    office = staff["improvement_officer"]
    with pytest.raises(OddJudgement):
        actions.relieve(
            by=office,
            evaluation=queries.evaluation(office, asked.pk),
            to=staff.users["other_team_leader"],
            reason=" ",
        )
    actions.relieve(
        by=office,
        evaluation=queries.evaluation(office, asked.pk),
        to=staff.users["other_team_leader"],
        reason="出差两周",
    )
    found = staff.sees("improvement_officer", made)
    assert found.answerer == staff.users["other_team_leader"]
    asked.refresh_from_db()
    assert (asked.relieved_on, asked.reason) == (staff.company.today(), "出差两周")
    running = Promise.objects.filter(subject_id=made.pk, closed_on=None).get()
    assert running.giver == staff.users["other_team_leader"]


def test_an_author_is_not_asked_to_evaluate(staff):
    made = staff.post("team_leader", lane="project")
    office = staff["improvement_officer"]
    with pytest.raises(OddJudgement):
        actions.ask(
            by=office,
            proposal=staff.sees("improvement_officer", made),
            evaluator=staff.users["team_leader"],
        )


def test_a_rejection_tells_the_author_why(staff):
    made = staff.post()
    staff.move("team_leader", made, "reject", words="通道宽度不够，先改道")
    told = Notice.objects.get(to=staff.users["worker"], kind="proposals.step")
    assert told.params["words"] == "通道宽度不够，先改道"
    assert sums(staff) == [1, 1, 1, 1, 0]


def test_what_is_withdrawn_was_not_collected(staff):
    made = staff.post()
    staff.move("worker", made, "withdraw", words="想错了")
    assert sums(staff) == [0, 0, 0, 0, 0]
    assert Promise.objects.get(subject_id=made.pk).state == "withdrawn"


@pytest.mark.parametrize("onward", [[], ["finish"]])
def test_the_sample_is_looked_at_again_and_may_take_a_grade_back(staff, onward):
    made = staff.sees("team_leader", staff.post())
    actions.grade(by=staff["team_leader"], proposal=made, grade="1")
    Proposal.objects.filter(pk=made.pk).update(is_sampled=True)
    for move in onward:
        staff.move("team_leader", made, move)
    office = staff["improvement_officer"]
    found = staff.sees("improvement_officer", made)
    actions.look_again(by=office, proposal=found, holds=False, words="现场没有改")
    found = staff.sees("improvement_officer", made)
    assert (found.stage, found.award, found.implemented_on) == ("evaluate", None, None)


def test_contributors_are_counted_once_and_stay_when_they_leave(staff):
    staff.post()
    staff.post(idea=OTHER)
    worker = Worker.objects.get(user=staff.users["worker"])
    Worker.objects.filter(pk=worker.pk).update(left_on=staff.company.today())
    (kept,) = Contributor.objects.filter(workspace=staff.company)
    assert (kept.worker, kept.proposals) == (worker, 2)


def test_sums_are_folded_and_stay_what_they_are(staff):
    staff.post()
    staff.move("team_leader", staff.post(idea=OTHER), "reject")
    before = sums(staff)
    actions.fold(by=staff["administrator"])
    assert sums(staff) == before
    assert Tally.objects.count() == 1


def test_shares_are_said_by_the_authors_and_add_up(staff):
    made = staff.sees("worker", staff.post())
    people = list(Worker.objects.filter(workspace=staff.company)[:2])
    with pytest.raises(OddIdea):
        actions.share(
            by=staff["worker"],
            proposal=made,
            authors=people,
            shares=[Decimal("0.5"), Decimal("0.6")],
        )
    actions.share(
        by=staff["worker"], proposal=made, authors=people, shares=[Decimal("0.3"), Decimal("0.7")]
    )
    assert sum(queries.credit(made).values()) == 1
    with pytest.raises(PermissionDenied):
        actions.share(by=staff["evaluator"], proposal=staff.sees("evaluator", made), authors=people)
