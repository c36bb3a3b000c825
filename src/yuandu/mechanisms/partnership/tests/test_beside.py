"""What stands beside the steps: proxies, the mover's page, sheets, the workbench, figures."""

import pytest

from tests.people import CityClient
from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import registry
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.partnership import actions, chores, desk, sheets
from yuandu.mechanisms.partnership.models import Candidate, Nomination, Review
from yuandu.services.ballots import actions as ballots
from yuandu.services.ballots import queries as voting

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(firm):
    return firm.published()


def before_the_meeting(firm, review):
    for step, move, choice in (
        ("group", "open_groups", {"P002": "2", "": "9"}),
        ("division", "open_divisions", "9"),
        ("board", "open_board", "for"),
    ):
        firm.move(review, move)
        firm.settle(review, step, choice)


def waiting(actor) -> dict[str, int]:
    return {str(each.title): each.rows.count() for each in desk.waiting_sets(actor)}


def test_a_proxy_votes_on_what_neither_is_excluded_from(firm, review):
    before_the_meeting(firm, review)
    firm.move(review, "open_meeting")
    found = review.ballots.get(step="meeting")
    giver, holder = firm.acting("P001"), firm.acting("P004")
    line = voting.oneself(holder, found.ballot)
    ballots.give_proxy(by=giver, ballot=found.ballot, holder=line)
    # Questions: the blocs of the two groups, and apart P002, whom the group had doubted.
    given = voting.oneself(giver, found.ballot)
    ballots.vote(by=holder, ballot=found.ballot, choices={3: "for"}, elector=given)
    assert voting.participation(found.ballot).by_proxy == 1
    firm.vote(found, "for", only={firm.workers[each].user_id for each in ("P003", "P004", "P005")})
    firm.close(found)
    counts = {each.number: each.counts["for"] for each in voting.results(found.ballot)}
    assert counts == {1: 2, 2: 1, 3: 4}


def test_on_the_mover_s_page_a_step_that_is_not_ready_says_what_is_missing(firm, review):
    firm.later(40)
    client = CityClient(firm.company)
    client.force_login(firm.users["chair"])
    track = Review.objects.get(pk=review.pk).track
    answered = client.post(
        f"/moves/{track.pk}/open_groups/",
        {
            "on": firm.company.today().isoformat(),
            "stage": track.stage,
            "version": track.version,
        },
    )
    assert answered.status_code == 409
    assert "约定的结束日期已过" in answered.content.decode()
    assert not review.ballots.exists()


def test_a_sheet_puts_partners_into_groups_and_names_what_there_is_not(firm):
    rows = [
        Row(2, {"number": "001", "group": "G2"}),
        Row(3, {"number": "009", "group": "G2"}),
        Row(4, {"number": "002", "group": "G9"}),
    ]
    found = [(each.row, each.code) for each in sheets.resolve(firm.hr, rows)]
    assert found == [(3, "number"), (4, "group")]
    assert sheets.existing(firm.hr, rows[:1]) == {2: {"number": "001", "group": "G1"}}
    assert sheets.commit(firm.hr, rows[:1]).updated == 1
    assert {"number": "001", "name": "样本·P001", "group": "G2"} in list(sheets.members(firm.hr))


def test_candidates_go_out_to_a_sheet(firm, review):
    (first, *_others) = sheets.candidates(firm.hr)
    assert (first["number"], first["group"], first["state"]) == ("P001", "G1", "standing")


def test_the_workbench_tells_what_waits_and_no_longer(firm, review):
    firm.a_worker("N001")
    worker = firm.acting("P001")
    title = "推荐同事为合伙人"
    assert waiting(worker)[title] == 1
    firm.nominate(review, "N001", "P001")
    assert Nomination.objects.exists()
    assert waiting(worker)[title] == 0
    before_the_meeting(firm, review)
    firm.move(review, "open_meeting")
    firm.settle(review, "meeting", {"P002": "against", "": "for"})
    firm.announced(review)
    own = firm.acting("P002")
    assert waiting(own)["可申诉的本人评议结果"] == 1
    appeal = actions.appeal(
        by=own, candidate=firm.candidate(review, "P002"), words="依据的考核记录有误"
    )
    auditor = firm.actor("auditor")
    assert waiting(auditor)["待答复的合伙人评议申诉"] == 1
    actions.answer(by=auditor, found=appeal, answer="upheld", words="考核记录确有错误")
    assert waiting(auditor)["待答复的合伙人评议申诉"] == 0
    assert waiting(firm.chair)["待股东大会重新表决的申诉"] == 1


def test_a_result_that_a_signal_missed_is_entered_by_the_day_s_chore_once(firm, review):
    firm.move(review, "open_groups")
    for found in review.ballots.all():
        firm.vote(found, "9")
        ballots.close(by=firm.chair, ballot=found.ballot)
    assert not Candidate.objects.filter(results__result="carried").exists()
    chores.catch_up(firm.company)
    chores.catch_up(firm.company)
    assert Candidate.objects.filter(results__result="carried").count() == 6


def test_figures_count_whom_the_meeting_decided_on(firm, review):
    before_the_meeting(firm, review)
    firm.move(review, "open_meeting")
    firm.settle(review, "meeting", {"P002": "against", "": "for"})

    def told() -> list[int]:
        codes = [f"partnership.{each}.count" for each in ("reviewed", "confirmed", "left")]
        found = figures.values(
            firm.company, firm.company.today(), only=[registry.get(each) for each in codes]
        )
        return [int(found[each].value or 0) for each in codes]

    assert told() == [0, 0, 0]
    firm.announced(review)
    assert told() == [6, 5, 1]
