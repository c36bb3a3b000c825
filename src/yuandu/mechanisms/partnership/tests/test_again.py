"""What has to be voted on again: cancelled ballots, no quorum, lost blocs; also on an appeal."""

import pytest

from yuandu.mechanisms.partnership import actions, desk, queries, rules
from yuandu.mechanisms.partnership.models import StepBallot, StepResult
from yuandu.mechanisms.partnership.queries import again
from yuandu.mechanisms.partnership.refusals import NotReady, OddReview
from yuandu.mechanisms.partnership.tests.test_views import browser, decided, got
from yuandu.services.ballots import actions as ballots

pytestmark = pytest.mark.django_db
WAITS = "需重新表决的评议投票"


@pytest.fixture
def review(firm):
    return firm.nominated()


def cancel(firm, found):
    ballots.cancel(by=firm.chair, ballot=found.ballot, reason="名册有误")


def waiting(firm) -> int:
    lines = {str(each.title): each.rows.count() for each in desk.waiting_sets(firm.chair)}
    return lines[WAITS]


def upheld(firm, review):
    """Return the appeal ballot of P002, whom the meeting did not confirm."""
    decided(firm, review)
    own = firm.candidate(review, "P002")
    made = actions.appeal(by=firm.acting("P002"), candidate=own, words="考核记录有误")
    actions.answer(by=firm.actor("auditor"), found=made, answer="upheld", words="记录确有错误")
    closes_at = review.ballots.get(step="meeting").ballot.closes_at
    return actions.vote_again(by=firm.chair, found=made, closes_at=closes_at)


def again_on(firm, found):
    return actions.repeat(by=firm.chair, found=found, closes_at=found.ballot.closes_at)


def test_whom_a_cancelled_ballot_asked_about_is_voted_on_again(firm, review):
    firm.move(review, "open_groups")
    first, second = review.ballots.filter(step="group")
    cancel(firm, first)
    with pytest.raises(NotReady) as refused:
        firm.move(review, "open_divisions")
    assert refused.value.lacking == (("running", ("第2小组",)),)
    firm.vote(second, "9")
    firm.close(second)
    with pytest.raises(NotReady) as refused:
        firm.move(review, "open_divisions")
    (why, names) = refused.value.lacking[0]
    assert (why, set(names)) == (
        "unsettled",
        {"样本·N001", "样本·P001", "样本·P002", "样本·P003"},
    )
    repeat = f"/partnership/ballots/{first.pk}/repeat/"
    page = got(browser(firm, "chair"), f"/partnership/reviews/{review.pk}/")
    assert repeat in page
    assert f"/partnership/ballots/{second.pk}/repeat/" not in page
    assert waiting(firm) == 1

    made = again_on(firm, first)
    assert (made.round, made.results.count()) == (2, 4)
    with pytest.raises(OddReview):
        again_on(firm, first)
    cancel(firm, made)
    again_on(firm, made)
    firm.settle(review, "group", "9")
    assert repeat not in got(browser(firm, "chair"), f"/partnership/reviews/{review.pk}/")
    assert waiting(firm) == 0
    firm.move(review, "open_divisions")


def test_of_a_cancelled_meeting_blocs_are_voted_on_as_blocs_again(firm, review):
    for step, move, choice in (
        ("group", "open_groups", "9"),
        ("division", "open_divisions", "9"),
        ("board", "open_board", "for"),
    ):
        firm.move(review, move)
        firm.settle(review, step, choice)
    firm.move(review, "open_meeting")
    first = review.ballots.get(step="meeting")
    cancel(firm, first)
    made = again_on(firm, first)

    def asked(found):
        return list(found.results.values_list("question", "candidate", "is_bloc"))

    assert asked(made) == asked(first)
    firm.vote(made, "for")
    firm.close(made)
    firm.announced(review)


def test_opinions_of_a_step_are_read_when_it_is_over_and_not_while_it_is_held_again(firm, review):
    firm.move(review, "open_groups")
    first = review.ballots.filter(step="group").first()
    candidate = firm.candidate(review, "N001")

    def read():
        return [each.words for each in queries.opinions_of(candidate)]

    actions.give_opinion(by=firm.acting("P001"), candidate=candidate, words="现场经验还不够")
    firm.close(first)
    assert read() == ["现场经验还不够"]
    made = again_on(firm, first)
    assert read() == []
    actions.give_opinion(by=firm.acting("P002"), candidate=candidate, words="带徒弟很用心")
    assert read() == []
    cancel(firm, made)
    made = again_on(firm, made)
    assert read() == []
    firm.vote(made, "9")
    firm.close(made)
    assert sorted(read()) == ["带徒弟很用心", "现场经验还不够"]


@pytest.mark.parametrize("end", ["cancelled", "without a quorum"])
def test_a_vote_on_an_appeal_that_settled_nothing_is_held_again(firm, review, end):
    found = upheld(firm, review)
    if end == "cancelled":
        cancel(firm, found)
    else:
        firm.close(found)
    firm.later(8)
    with pytest.raises(NotReady) as refused:
        firm.move(review, "carry")
    assert refused.value.lacking == (("appeals", ("样本·P002",)),)
    chair = browser(firm, "chair")
    assert waiting(firm) == 1
    repeat = f"/partnership/ballots/{found.pk}/repeat/"
    assert repeat in got(chair, f"/partnership/reviews/{review.pk}/")
    until = firm.company.today().isoformat()
    assert chair.post(repeat, {"closes_on": until}).status_code == 302
    firm.settle(review, "appeal", "for")
    assert firm.candidate(review, "P002").state == rules.KEPT
    firm.move(review, "carry")


@pytest.mark.parametrize(
    ("number", "step", "result", "is_bloc", "is_open"),
    [
        ("P001", "group", "no_quorum", False, False),
        ("P001", "group", "failed", False, False),
        ("N001", "group", "no_quorum", False, True),
        ("N001", "group", "failed", False, False),
        ("P001", "board", "failed", True, True),
        ("P001", "board", "no_quorum", True, False),
        ("P001", "meeting", "no_quorum", True, True),
        ("P001", "meeting", "carried", True, False),
        ("P001", "meeting", "no_quorum", False, True),
    ],
)
def test_silence_on_a_partner_is_an_answer_but_not_in_the_meeting(
    firm, review, number, step, result, is_bloc, is_open
):
    firm.move(review, "open_groups")
    row = StepResult.objects.filter(candidate=firm.candidate(review, number))
    own = StepBallot.objects.filter(results__in=row)
    own.update(step=step, group=own.get().group if step == "group" else None)
    row.update(
        result=result, is_bloc=is_bloc, counts={}, outcome={}, decided_on=firm.company.today()
    )
    assert again.unsettled().filter(candidate__worker__number=number).exists() is is_open
