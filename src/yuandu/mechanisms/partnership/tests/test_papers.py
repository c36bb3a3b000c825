"""Papers: the resolution carries the ballots' own results, and long rolls come in volumes."""

import pytest
from django.utils import translation

from tests.papers import written
from yuandu.mechanisms.partnership import papers, wording
from yuandu.mechanisms.partnership.tests.test_views import browser, decided
from yuandu.services.ballots import actions as ballots
from yuandu.services.ballots import papers as voting

pytestmark = pytest.mark.django_db


def test_the_resolution_says_whom_it_is_about_and_what_the_ballot_s_own_paper_says(firm):
    review = firm.nominated()
    decided(firm, review)
    review.refresh_from_db()
    ballot = review.ballots.get(step="meeting").ballot
    with translation.override("zh-hans"):
        said = written(papers.resolution_paper(review))
        result = written(voting.result_paper(ballot))
    assert "1 | P002 | 样本·P002" in said
    told = [
        line
        for line in result.splitlines()
        if line.strip(" |") and " | " in line and "主持人" not in line
    ]
    assert len(told) > 5
    assert [line for line in told if line not in said] == []


def test_a_long_roll_is_signed_in_volumes_and_a_cancelled_meeting_is_not_signed(firm, monkeypatch):
    monkeypatch.setattr(voting, "VOLUME", 4)
    review = firm.nominated()
    for step, move, choice in (
        ("group", "open_groups", "9"),
        ("division", "open_divisions", "9"),
        ("board", "open_board", "for"),
    ):
        firm.move(review, move)
        firm.settle(review, step, choice)
    firm.move(review, "open_meeting")
    chair, at = browser(firm, "chair"), f"/partnership/reviews/{review.pk}/"
    page = chair.get(at).text
    assert f"{at}sign-in/2.pdf" in page
    assert f"{at}sign-in/3.pdf" not in page
    statuses = [chair.get(f"{at}sign-in/{volume}.pdf").status_code for volume in (0, 1, 2, 3)]
    assert statuses == [404, 200, 200, 404]
    ballots.cancel(by=firm.chair, ballot=review.ballots.get(step="meeting").ballot, reason="改期")
    assert chair.get(f"{at}sign-in/1.pdf").status_code == 404
    assert f"{at}sign-in/1.pdf" not in chair.get(at).text


def test_names_of_a_bloc_are_cut_between_names_and_counted():
    names = [f"样本·P{at:04d}" for at in range(1200)]
    with translation.override("zh-hans"):
        said = wording.listed(names, 4000)
        assert wording.listed(names[:3], 4000) == "样本·P0000、样本·P0001、样本·P0002"
    assert 3980 < len(said) <= 4000
    shown = said.count("样本")
    assert f"P{shown - 1:04d}" in said
    assert str(1200 - shown) in said.rsplit(f"P{shown - 1:04d}", 1)[1]
