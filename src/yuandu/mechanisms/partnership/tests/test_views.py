"""Pages: everybody's own place, files for whom they are, papers, and few queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import CityClient
from yuandu.mechanisms.equity.tests.records import holds
from yuandu.mechanisms.partnership import actions, rules
from yuandu.mechanisms.partnership.models import Appeal, Nomination
from yuandu.mechanisms.partnership.tests.setting import WORDS

pytestmark = pytest.mark.django_db
MOST = 12  # queries of a page, the frame's own among them


@pytest.fixture
def review(firm):
    return firm.nominated()


def browser(firm, who) -> CityClient:
    client = CityClient(firm.company)
    client.force_login(firm.users.get(who) or firm.workers[who].user)
    return client


def got(client, url) -> str:
    client.get(url)  # the session and the posts are read once
    with CaptureQueriesContext(connection) as asked:
        response = client.get(url)
    assert response.status_code == 200
    assert len(asked) <= MOST, (url, len(asked))
    return response.content.decode()


def decided(firm, review):
    for step, move, choice in (
        ("group", "open_groups", {"P002": "2", "": "9"}),
        ("division", "open_divisions", "9"),
        ("board", "open_board", "for"),
        ("meeting", "open_meeting", {"P002": "against", "": "for"}),
    ):
        firm.move(review, move)
        firm.settle(review, step, choice)
    firm.announced(review)


def test_a_worker_nominates_and_a_mistake_is_told_beside_the_form(firm, review):
    client = browser(firm, "P002")
    url = f"/partnership/reviews/{review.pk}/nominate/"
    assert "推荐同事" in got(client, "/partnership/")
    for number, reason, said in (
        ("P002", WORDS, "不能推荐自己"),
        ("N001", "", "errorlist"),
        ("N001", "好" * 100_000, "errorlist"),
    ):
        refused = client.post(url, {"number": number, "reason": reason})
        assert refused.status_code == 422
        assert said in refused.content.decode() or said == "errorlist"
    assert client.post(url, {"number": "N001", "reason": WORDS}).status_code == 302
    assert client.post(url, {"number": "N001", "reason": WORDS}).status_code == 422
    assert Nomination.objects.filter(nominator=firm.workers["P002"]).count() == 1


def test_reasons_are_read_by_the_candidate_and_the_office_alone_and_without_names(firm, review):
    firm.move(review, "open_groups")
    candidate = firm.candidate(review, "P002")
    actions.give_opinion(by=firm.acting("P001"), candidate=candidate, words="近两年带徒不足两人")
    firm.settle(review, "group", {"P002": "2", "": "9"})
    url = f"/partnership/candidates/{candidate.pk}/"
    for who, reads in (("P002", True), ("auditor", True), ("P001", False), ("N002", False)):
        page = got(browser(firm, who), url)
        assert ("近两年带徒不足两人" in page) is reads
    assert "样本·P001" not in got(browser(firm, "P002"), url)


def test_the_way_from_the_notice_to_the_register_by_the_pages(firm, review):
    decided(firm, review)
    chair, own = browser(firm, "chair"), browser(firm, "P002")
    candidate = firm.candidate(review, "P002")
    at = f"/partnership/candidates/{candidate.pk}/"
    assert "申诉" in got(own, at)
    assert own.post(f"{at}appeal/", {"words": "依据的考核记录有误"}).status_code == 302
    appeal = Appeal.objects.get()
    answer = f"/partnership/appeals/{appeal.pk}/answer/"
    auditor = browser(firm, "auditor")
    assert "依据的考核记录有误" in got(auditor, answer)
    said = {"answer": "dismissed", "words": "核对无误，理由见附件"}
    assert auditor.post(answer, said).status_code == 302
    assert "核对无误" in got(own, at)
    assert chair.post(f"{at}carry-out/", {}).status_code == 422
    firm.later(8)
    firm.move(review, "carry")
    assert "全部股份" in got(chair, f"{at}carry-out/")
    assert chair.post(f"{at}carry-out/", {}).status_code == 302
    assert chair.post(f"{at}carry-out/", {}).status_code == 409
    assert holds(firm.holders["P002"]) == 0


def test_pages_of_a_decided_review_ask_little_and_its_papers_are_handed_out(firm, review):
    decided(firm, review)
    chair, worker = browser(firm, "chair"), browser(firm, "N002")
    at = f"/partnership/reviews/{review.pk}/"
    page = got(chair, at)
    assert "股东会〔2026〕8号" in page
    assert "未获确认" in page
    assert "样本·P002" in got(worker, f"{at}candidates/?state={rules.LEAVING}")
    assert "样本·P002" not in got(worker, f"{at}candidates/?state={rules.KEPT}")
    for paper in ("resolution.pdf", "sign-in/1.pdf"):
        found = chair.get(f"{at}{paper}")
        assert found.status_code == 200
        assert (
            b"".join(found).startswith(b"%PDF")
            if found.streaming
            else (found.content.startswith(b"%PDF"))
        )
        assert worker.get(f"{at}{paper}").status_code == 403
    assert chair.get(f"{at}sign-in/2.pdf").status_code == 404
    got(chair, "/partnership/groups/")
    got(browser(firm, "P001"), f"/partnership/groups/{firm.groups[0].pk}/")
    # A partner sees the own group alone, and how many belong to it.
    own = browser(firm, "P001").get("/partnership/groups/").context["groups"]
    assert [(each.code, each.size) for each in own] == [("G1", 3)]


def test_before_the_notice_nobody_else_learns_of_results(firm, review):
    firm.move(review, "open_groups")
    firm.settle(review, "group", {"N001": "2", "": "9"})
    at = f"/partnership/reviews/{review.pk}/candidates/?state=ended"
    assert "未进入下一环节" not in got(browser(firm, "N002"), at)
    assert "样本·P001" in got(browser(firm, "N002"), at)
    assert "样本·P001" not in got(browser(firm, "auditor"), at)


def test_the_rule_and_the_days_are_set_on_their_pages(firm):
    review, chair = firm.a_review(), browser(firm, "chair")
    at = f"/partnership/reviews/{review.pk}/"
    given = {
        "people": 5,
        "sections": 3,
        "pass_mark": 7,
        "quorum": "2/3",
        "majority": "2/3",
        "is_secret": "on",
        "proxies": 2,
        "shares": 5000,
        "appeal_days": 10,
    }
    assert chair.post(f"{at}rule/", given | {"people": 2}).status_code == 422
    assert chair.post(f"{at}rule/", given).status_code == 302
    review.refresh_from_db()
    terms = review.terms
    assert (terms.people, terms.group.pass_mark, terms.meeting.quorum) == (5, 7, "2/3")
    assert (terms.blocs, terms.meeting.is_strict) == (False, False)
    told = chair.post(f"{at}rule/", given | {"per_share": "on"})
    assert told.status_code == 422
    assert told.context["form"].errors["is_secret"]
    assert chair.post(f"{at}rule/", given | {"majority": "1/2"}).status_code == 302
    review.refresh_from_db()
    # Of a tie half are for it, and that is no majority.
    assert review.terms.meeting.is_strict
    days = {"step": "group", "opens_on": "2026-12-02", "closes_on": "2026-12-01"}
    assert chair.post(f"{at}days/", days).status_code == 422
    got(chair, f"{at}rule/")
