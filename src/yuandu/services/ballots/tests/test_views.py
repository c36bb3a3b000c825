"""The voter's way on pages: paper, second look, receipt; the chair sees participation alone."""

import datetime
import re

import pytest

from tests.people import CityClient
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.services.ballots import actions, queries
from yuandu.services.ballots.models import Ballot, Elector, OpenVote, Paper
from yuandu.services.ballots.tests.setting import (
    a_draft,
    an_open_ballot,
    closed,
    elector_of,
    soon,
    voters_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def voters(company):
    return voters_of(company, 3)


def browser(company, user) -> CityClient:
    made = CityClient(company)
    made.force_login(user if isinstance(user, User) else User.objects.get(pk=user.user_id))
    return made


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_secret_paper_is_taken_looked_at_and_cast(company, voters):
    ballot = an_open_ballot(company, voters)
    voter = browser(company, voters[0])
    address = f"/ballots/{ballot.pk}/"
    assert "领票" in text(voter.get(f"{address}vote/"))
    kept = voter.cookies[f"paper-{ballot.pk}"]
    assert kept["httponly"]
    assert kept["path"] == f"/{company.slug}{address}"
    assert voter.post(f"{address}take/").status_code == 302
    assert voter.cookies[f"paper-{ballot.pk}"].value == kept.value
    assert not Paper.objects.exists()
    looked = voter.post(f"{address}vote/", {"q1": "for", "q2": ""})
    assert "还有 1 个事项未选择" in text(looked)
    assert not Paper.objects.exists()
    done = voter.post(f"{address}vote/", {"q1": "for", "q2": "", "sure": "1"})
    receipt = re.search(r"[0-9A-F]{5}(-[0-9A-F]{5}){3}", text(done))[0]
    assert Paper.objects.count() == 1
    # Again, by a shaking hand: question 1 is not asked any more.
    voter.post(f"{address}vote/", {"q1": "against", "sure": "1"})
    assert Paper.objects.get().choice == "for"
    assert receipt in text(voter.get(f"{address}vote/"))
    elsewhere = browser(company, voters[0])
    refused = elsewhere.get(f"{address}vote/")
    assert refused.status_code == 409
    assert "另一个浏览器" in text(refused)
    closed(ballot)
    found = voter.get(f"{address}recount/", {"receipt": receipt.lower()})
    assert "此票已计入事项 1" in text(found)
    assert "全部相符" in text(voter.get(f"{address}recount/"))
    assert "没有这个回执号" in text(voter.get(f"{address}recount/", {"receipt": "0"}))
    assert voter.get(f"{address}vote/").status_code == 409


def test_an_open_vote_is_looked_at_and_cast(company, voters):
    ballot = an_open_ballot(company, voters, is_secret=False)
    voter = browser(company, voters[0])
    address = f"/ballots/{ballot.pk}/vote/"
    assert voter.post(address, {}).status_code == 422
    assert voter.post(address, {"q1": "nonsense"}).status_code == 422
    assert voter.post(address, {"q1": "for"}).status_code == 200
    assert not OpenVote.objects.exists()
    assert "已投" in text(voter.post(address, {"q1": "for", "sure": "1"}))
    assert OpenVote.objects.get().elector.user_id == voters[0].user_id


def test_a_proxy_votes_for_another_on_their_page(company, voters):
    ballot = an_open_ballot(company, voters, is_secret=False)
    giver, holder = (browser(company, each) for each in voters[:2])
    address = f"/ballots/{ballot.pk}/"
    assert giver.post(f"{address}proxy/", {"holder": "nobody"}).status_code == 422
    assert giver.post(f"{address}proxy/", {"holder": "2"}).status_code == 302
    assert giver.get(f"{address}vote/").status_code == 409
    assert "受托的票" in text(holder.get(address))
    assert "您正代" in text(holder.get(f"{address}vote/?for=1"))
    holder.post(f"{address}vote/?for=1", {"q1": "against", "sure": "1"})
    assert OpenVote.objects.get().elector == elector_of(ballot, voters[0])
    assert browser(company, voters[2]).get(f"{address}vote/?for=1").status_code == 404
    assert holder.get(f"{address}vote/?for=²").status_code == 404


def test_whoever_gives_a_proxy_is_told_first_what_it_costs(company, voters):
    ballot = a_draft(company, voters)
    system = Actor.system(company)
    actions.exclude(by=system, ballot=ballot, question=2, electors=[2], reason="本人")
    actions.open_ballot(by=system, ballot=ballot, closes_at=soon())
    giver, holder = (browser(company, each) for each in voters[:2])
    address = f"/ballots/{ballot.pk}/"
    told = giver.post(f"{address}proxy/", {"holder": "2"})
    assert (told.status_code, Elector.objects.filter(proxy__isnull=False).exists()) == (200, False)
    assert "乙继续持股" in text(told)
    assert "甲继续持股" not in text(told)
    # What was agreed to of one holder says nothing of another.
    assert giver.post(f"{address}proxy/", {"holder": "2", "sure": "3"}).status_code == 200
    assert giver.post(f"{address}proxy/", {"holder": "2", "sure": "2"}).status_code == 302
    assert "您的票不会投在" in text(giver.get(address))
    holder.post(f"{address}take/?for=1")
    paper = holder.get(f"{address}vote/?for=1")
    assert "本票不含您须回避的事项" in text(paper)
    assert [*paper.context["form"].fields] == ["q1"]


def test_the_chair_prepares_opens_and_closes_and_sees_participation_alone(company, people):
    chair = browser(company, people["chair"])
    given = {
        "title": "股东大会表决",
        "questions": "同意甲继续持股\n\n同意乙继续持股",
        "electors": "shareholder",
        "method": "motion",
        "is_secret": "on",
        "quorum": "1/2",
        "majority": "2/3",
        "of": "cast",
        "proxies": "1",
        "may_close_early": "on",
    }
    odd = chair.post("/ballots/add/", given | {"majority": "1", "is_strict": "on"})
    assert odd.status_code == 422
    assert chair.post("/ballots/add/", given).status_code == 302
    ballot = Ballot.objects.get()
    address = f"/ballots/{ballot.pk}/"
    past = chair.post(f"{address}open/", {"closes_on": "2020-01-01", "closes_time": "18:00"})
    assert past.status_code == 422
    late = chair.post(f"{address}open/", {"closes_on": "9999-12-31", "closes_time": "23:59"})
    assert "最长开放60天" in text(late)
    day = f"{company.today() + datetime.timedelta(days=30)}"
    chair.post(f"{address}open/", {"closes_on": day, "closes_time": "18:00"})
    voter = browser(company, people["shareholder"])
    voter.post(f"{address}take/")
    voter.get(f"{address}vote/")
    elector = Elector.objects.get(ballot=ballot)
    assert elector.took_part
    page = text(chair.get(address))
    assert "已参加 1" in page
    assert "表决结果" not in page
    assert chair.get(f"{address}bulletin.json").status_code == 403
    assert chair.post(f"{address}close/").status_code == 302
    again = chair.post(f"{address}close/", follow=True)
    assert "现在不能结束" in text(again)
    assert queries.results(Ballot.objects.get())[0].outcome.result == "no_quorum"
    assert chair.get(f"{address}bulletin.json").json()["digest"] == Ballot.objects.get().digest


def test_pages_ask_the_database_a_bounded_number_of_questions(
    company, voters, django_assert_max_num_queries
):
    ballot = an_open_ballot(company, voters)
    voter = browser(company, voters[0])
    voter.get("/ballots/")
    for address in ("/ballots/", f"/ballots/{ballot.pk}/", f"/ballots/{ballot.pk}/vote/"):
        with django_assert_max_num_queries(14):
            assert voter.get(address).status_code == 200


def test_who_is_excluded_from_everything_is_asked_for_nothing(company, voters):
    ballot = a_draft(company, voters)
    for question in (1, 2):
        actions.exclude(
            by=Actor.system(company), ballot=ballot, question=question, electors=[1], reason="本人"
        )
    actions.open_ballot(by=Actor.system(company), ballot=ballot, closes_at=soon())
    assert not queries.to_vote_on(voters[0])
    assert list(queries.to_vote_on(voters[1])) == [ballot]
    own = browser(company, voters[0])
    assert f"/ballots/{ballot.pk}/vote/" not in own.get(f"/ballots/{ballot.pk}/").text
    refused = own.get(f"/ballots/{ballot.pk}/vote/")
    assert refused.status_code == 422
    assert "票箱" not in text(refused)


def test_a_draft_that_was_cancelled_stays_with_who_drafted_it(company, voters):
    ballot = a_draft(company, voters)
    actions.cancel(by=Actor.system(company), ballot=ballot, reason="不再需要")
    assert browser(company, voters[0]).get(f"/ballots/{ballot.pk}/").status_code == 404
    assert not queries.page(voters[0], 1).object_list


def test_everybody_reads_their_own_number(company, voters):
    ballot = an_open_ballot(company, voters)
    own = browser(company, voters[1])
    assert "您在名册上的编号：2" in text(own.get(f"/ballots/{ballot.pk}/"))
