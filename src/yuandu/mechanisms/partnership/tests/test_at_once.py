"""Many at once on PostgreSQL: one entry, one opening, one candidate, nothing after the end."""

import pytest

from tests.threads import at_once
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.mechanisms.equity.models import ShareTransaction
from yuandu.mechanisms.equity.tests.records import holds
from yuandu.mechanisms.partnership import actions, chores
from yuandu.mechanisms.partnership.models import Candidate, Nomination, Review, StepBallot
from yuandu.mechanisms.partnership.tests.setting import WORDS, Firm
from yuandu.services.ballots import actions as ballots

pytestmark = pytest.mark.django_db(transaction=True)


def nominating(firm):
    firm.a_worker("N001")
    found = firm.a_review(sections=1)
    firm.move(found, "publish")
    return found


def moving(firm, review, move):
    track = Review.objects.get(pk=review.pk).track
    return lambda: lifecycle.move(
        by=firm.chair,
        track=track,
        move=move,
        on=firm.company.today(),
        expected_stage=track.stage,
    )


def test_a_step_opens_once():
    firm = Firm()
    review = nominating(firm)
    firm.after_nominations(review)
    said = at_once(*[moving(firm, review, "open_groups") for _hand in range(4)])
    assert sorted(said) == ["done", "stale", "stale", "stale"]
    assert StepBallot.objects.filter(step="group").count() == 2


def test_nominations_at_the_same_moment_enter_one_candidate():
    firm = Firm()
    review = nominating(firm)

    def by(number):
        return lambda: actions.nominate(
            by=firm.acting(number), review=review, number="N001", reason=WORDS
        )

    said = at_once(*map(by, ("P001", "P002", "P003", "P004", "P001")))
    assert sorted(said) == ["done"] * 4 + ["nomination-not-made"]
    assert Candidate.objects.filter(kind="admit").count() == 1


def test_no_nomination_comes_after_the_step_has_ended():
    firm = Firm()
    review = nominating(firm)

    def by(number):
        return lambda: actions.nominate(
            by=firm.acting(number), review=review, number="N001", reason=WORDS
        )

    firm.nominate(review, "N001", "P001", "P002")
    firm.after_nominations(review)
    said = at_once(by("P003"), moving(firm, review, "open_groups"))
    was_counted = said[0] == "done"
    assert said[1] == "done"
    assert Nomination.objects.count() == 2 + was_counted
    # Whoever is a candidate stands on a ballot.
    new = Candidate.objects.filter(kind="admit")
    assert new.count() == was_counted
    assert new.filter(results__isnull=False).count() == was_counted


def test_a_decision_is_carried_out_once_and_results_are_entered_once():
    firm = Firm()
    review = nominating(firm)
    for step, move, choice in (
        ("group", "open_groups", {"P002": "1", "": "9"}),
        ("division", "open_divisions", "9"),
        ("board", "open_board", "for"),
    ):
        firm.move(review, move)
        firm.settle(review, step, choice)
    firm.move(review, "open_meeting")
    meeting = review.ballots.get(step="meeting")
    firm.vote(meeting, {"P002": "against", "": "for"})
    # Closed, while the day's chore looks for what a signal may have missed.
    said = at_once(
        lambda: ballots.close(by=firm.chair, ballot=meeting.ballot),
        lambda: chores.catch_up(firm.company),
        lambda: chores.catch_up(firm.company),
    )
    assert said == ["done"] * 3
    firm.announced(review)
    firm.later(8)
    firm.move(review, "carry")
    leaving = firm.candidate(review, "P002")
    before = ShareTransaction.objects.count()
    said = at_once(
        *[lambda: actions.carry_out(by=firm.chair, candidate=leaving) for _hand in range(4)]
    )
    assert sorted(said) == ["done"] + ["outcome-carried-out"] * 3
    assert ShareTransaction.objects.count() == before + 1
    assert holds(firm.holders["P002"]) == 0
