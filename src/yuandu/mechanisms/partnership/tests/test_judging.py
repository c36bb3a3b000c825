"""Who answers an appeal: who has not judged the candidate; without such a judge it is upheld."""

import pytest

from yuandu.kernel.notices.models import Notice
from yuandu.mechanisms.partnership import actions, desk
from yuandu.mechanisms.partnership.queries import judging
from yuandu.mechanisms.partnership.refusals import OddAppeal
from yuandu.mechanisms.partnership.tests.setting import Firm
from yuandu.mechanisms.partnership.tests.test_views import browser, decided
from yuandu.mechanisms.workforce.models import Worker
from yuandu.services.ballots import actions as ballots
from yuandu.services.ballots import queries as voting

pytestmark = pytest.mark.django_db


def waiting(actor, title) -> int:
    return {str(each.title): each.rows.count() for each in desk.waiting_sets(actor)}[title]


def to_answer(actor) -> int:
    return waiting(actor, "待答复的合伙人评议申诉")


def left_to_nobody(actor) -> int:
    return waiting(actor, "无人可复核、待认定成立的申诉")


def appealed(firm, review, number="P002"):
    decided(firm, review)
    own = firm.candidate(review, number)
    return actions.appeal(by=firm.acting(number), candidate=own, words="考核记录有误")


def test_who_was_excluded_from_the_question_has_not_judged(firm):
    review = firm.nominated()
    made = appealed(firm, review)
    candidate = made.candidate

    def judged(number):
        return judging.has_judged(firm.workers[number].user_id, candidate)

    assert judged("P004")
    # In the group nobody was excluded but the candidate.
    assert judged("P001")
    assert judged("P002")
    assert not judged("N002")


def test_a_colleague_of_the_bloc_has_not_judged_who_is_voted_on_with_it(firm):
    review = firm.published()
    firm.move(review, "open_groups")
    for found in review.ballots.filter(step="group"):
        others = {firm.workers[each].user_id for each in ("P002", "P003", "P005", "P006")}
        firm.vote(found, "9", only=others)
        firm.close(found)
    firm.move(review, "open_divisions")
    firm.settle(review, "division", "9")
    firm.move(review, "open_board")
    firm.settle(review, "board", "for")
    firm.move(review, "open_meeting")
    firm.settle(review, "meeting", "for")
    first, other = firm.candidate(review, "P002"), firm.candidate(review, "P005")
    colleague = firm.workers["P001"].user_id
    assert not judging.has_judged(colleague, first)
    assert judging.has_judged(colleague, other)


def test_who_voted_as_somebody_s_proxy_has_judged(firm):
    review = firm.published()
    firm.move(review, "open_groups")
    for found in review.ballots.filter(step="group"):
        firm.vote(found, {"P002": "2", "": "9"}, only={firm.workers["P003"].user_id})
        firm.vote(found, "9", only={firm.workers["P005"].user_id})
        firm.close(found)
    firm.move(review, "open_divisions")
    firm.settle(review, "division", "9")
    firm.move(review, "open_board")
    firm.settle(review, "board", "for")
    firm.move(review, "open_meeting")
    found = review.ballots.get(step="meeting")
    giver, holder = firm.acting("P004"), firm.acting("P006")
    line = voting.oneself(holder, found.ballot)
    ballots.give_proxy(by=giver, ballot=found.ballot, holder=line)
    given = voting.oneself(giver, found.ballot)
    candidate = firm.candidate(review, "P002")
    row = found.results.get(candidate=candidate)
    ballots.vote(by=holder, ballot=found.ballot, choices={row.question: "for"}, elector=given)
    assert judging.has_judged(holder.user_id, candidate)
    assert judging.has_judged(giver.user_id, candidate)


def test_an_appeal_waits_for_who_has_not_judged_alone(firm):
    review = firm.nominated()
    made = appealed(firm, review)
    director = firm.voter(firm.directors[0])
    assert (to_answer(firm.actor("auditor")), to_answer(director)) == (1, 0)
    answer = f"/partnership/appeals/{made.pk}/answer/"
    file = f"/partnership/candidates/{made.candidate_id}/"
    told = Notice.objects.filter(kind="partnership.appealed").values_list("to", flat=True)
    assert list(told) == [firm.users["auditor"].pk]
    assert answer in browser(firm, "auditor").get(file).text
    assert answer not in browser(firm, "chair").get(file).text
    assert browser(firm, "chair").get(answer).status_code == 403
    for who, why in ((director, "voted"), (firm.chair, "judge")):
        with pytest.raises(OddAppeal) as refused:
            actions.answer(by=who, found=made, answer="upheld", words="记录确有错误")
        assert refused.value.why == why


def test_an_appeal_that_nobody_may_judge_is_upheld_and_never_dismissed():
    firm = Firm()
    worker = Worker.objects.get(user=firm.users["auditor"])
    review = firm.nominated()
    made = appealed(firm, review)
    assert left_to_nobody(firm.chair) == 0
    actions.declare_conflict(
        by=firm.chair, candidate=made.candidate, worker=worker, kind="other", reason="同一课题组"
    )
    assert judging.judges_of(made.candidate) == []
    assert to_answer(firm.actor("auditor")) == 0
    assert left_to_nobody(firm.chair) == 1
    chair = browser(firm, "chair")
    answer = f"/partnership/appeals/{made.pk}/answer/"
    assert answer in chair.get(f"/partnership/candidates/{made.candidate_id}/").text
    page = chair.get(answer).text
    assert 'value="upheld"' in page
    assert 'value="dismissed"' not in page
    assert chair.post(answer, {"answer": "dismissed", "words": "维持原判"}).status_code == 422
    assert (
        chair.post(answer, {"answer": "upheld", "words": "无人可复核，重新表决"}).status_code == 302
    )
    made.refresh_from_db()
    assert made.answer == "upheld"
    assert left_to_nobody(firm.chair) == 0


def test_where_nobody_is_left_to_judge_who_holds_reviews_is_told():
    firm = Firm()
    firm.users["auditor"].is_active = False
    firm.users["auditor"].save()
    appealed(firm, firm.nominated())
    told = Notice.objects.filter(kind="partnership.unjudged").values_list("to", flat=True)
    assert firm.users["chair"].pk in set(told)
