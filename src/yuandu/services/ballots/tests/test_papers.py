"""Printed papers: every number of the result is the ballot's own, and everybody can sign the roll."""

import pytest
from django.utils import translation

from tests.companies import people_of
from tests.papers import written
from tests.people import CityClient
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.services.ballots import actions, papers
from yuandu.services.ballots.tests.setting import (
    a_draft,
    an_open_ballot,
    elector_of,
    soon,
    voters_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def voters(company):
    return voters_of(company, 5)


@pytest.fixture
def closed(company, voters):
    """Return a ballot that four voted in, one of them by proxy; one is excluded from question 2."""
    ballot = a_draft(company, voters)
    system = Actor.system(company)
    actions.exclude(by=system, ballot=ballot, question=2, electors=[5], reason="样本·本人")
    actions.open_ballot(by=system, ballot=ballot, closes_at=soon())
    actions.give_proxy(by=voters[0], ballot=ballot, holder=elector_of(ballot, voters[1]))
    given = elector_of(ballot, voters[0])
    actions.vote(by=voters[1], ballot=ballot, choices={1: "for", 2: "for"}, elector=given)
    for each in voters[1:4]:
        actions.vote(by=each, ballot=ballot, choices={1: "against", 2: "for"})
    actions.close(by=system, ballot=ballot)
    return ballot


def test_the_result_says_counts_rule_and_how_to_check_them(closed):
    with translation.override("zh-hans"):
        said = written(papers.result_paper(closed)).splitlines()
    first, second = (
        line.split(" | ")[:5] for line in said if line.startswith(("1. ", "2. ")) and " / " in line
    )
    assert first == ["1. 甲继续持股", "同意 1 · 反对 3 · 弃权 0", "4 / 5", "3", "未通过"]
    assert second == ["2. 乙继续持股", "同意 4 · 反对 0 · 弃权 0", "4 / 4", "2", "通过"]
    for each in (
        "2. 乙继续持股 | voter-4 | 样本·本人",
        "已参加 | 4",
        "其中受托投票 | 1",
        f"冻结名册校验码 | {closed.roll_hash}",
        "主持人 | 计票人 | 监票人",
    ):
        assert each in said
    assert any(line.endswith(f"--digest {closed.digest}") for line in said)


def test_the_roll_has_a_box_for_everybody_and_says_who_voted_for_whom(closed, monkeypatch):
    monkeypatch.setattr(papers, "VOLUME", 3)
    assert papers.volumes(closed) == 2
    with translation.override("zh-hans"):
        first, second = (papers.roll_paper(closed, volume) for volume in (1, 2))
    rows = [*first.blocks[1].rows, *second.blocks[1].rows]
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5"]
    assert rows[0][1:] == ("voter-0", "是", "voter-1", "")
    assert rows[4][1:] == ("voter-4", "—", "—", "")


def test_papers_are_handed_out_to_who_may_read_them(company, closed, voters):
    people = people_of(company)
    auditor, voter, worker = (CityClient(company) for _ in range(3))
    auditor.force_login(people["auditor"])
    voter.force_login(User.objects.get(pk=voters[0].user_id))
    worker.force_login(people["worker"])
    result, roll = f"/ballots/{closed.pk}/result.pdf", f"/ballots/{closed.pk}/roll/1.pdf"
    for browser, address, status in (
        (auditor, result, 200), (auditor, roll, 200), (voter, result, 200),
        (voter, roll, 403), (worker, result, 404), (worker, roll, 404),
        (auditor, f"/ballots/{closed.pk}/roll/2.pdf", 404),
        (auditor, f"/ballots/{closed.pk}/roll/0.pdf", 404),
    ):  # fmt: skip
        assert browser.get(address).status_code == status, address
    assert auditor.get(result).content.startswith(b"%PDF")
    assert "签到册" in auditor.get(f"/ballots/{closed.pk}/roll/").content.decode()


def test_a_result_is_not_printed_before_the_close(company, voters):
    ballot = an_open_ballot(company, voters)
    auditor = CityClient(company)
    auditor.force_login(people_of(company)["auditor"])
    assert auditor.get(f"/ballots/{ballot.pk}/result.pdf").status_code == 403
