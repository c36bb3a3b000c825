"""Every page of the room asks little, at every stage and whoever reads it."""

import pytest

from yuandu.mechanisms.partnership import actions
from yuandu.mechanisms.partnership.tests.test_views import browser, got

pytestmark = pytest.mark.django_db
STEPS = (
    ("group", "open_groups", {"P002": "2", "": "9"}),
    ("division", "open_divisions", "9"),
    ("board", "open_board", "for"),
    ("meeting", "open_meeting", {"P002": "against", "N001": "against", "": "for"}),
)


def look(firm, review) -> None:
    """Let everybody read every page; `got` counts."""
    at = f"/partnership/reviews/{review.pk}/"
    files = [
        f"/partnership/candidates/{firm.candidate(review, number).pk}/"
        for number in ("P002", "N001")
    ]
    pages = ["/partnership/", at, f"{at}candidates/", "/partnership/groups/", *files]
    for who in ("chair", "director", "auditor", "P002", "N001"):
        for page in pages:
            got(browser(firm, who), page)
    got(browser(firm, "P001"), f"/partnership/groups/{firm.groups[0].pk}/")


def test_pages_ask_little_at_every_stage(firm):
    firm.users["director"] = firm.directors[0]
    review = firm.nominated()
    look(firm, review)
    for step, move, choice in STEPS:
        firm.move(review, move)
        if step in {"group", "meeting"}:
            look(firm, review)
        firm.settle(review, step, choice)
    firm.announced(review)
    for number in ("P002", "N001"):
        own = firm.candidate(review, number)
        made = actions.appeal(by=firm.acting(number), candidate=own, words="考核记录有误")
    look(firm, review)
    actions.answer(by=firm.actor("auditor"), found=made, answer="upheld", words="记录确有错误")
    look(firm, review)
    closes_at = review.ballots.get(step="meeting").ballot.closes_at
    actions.vote_again(by=firm.chair, found=made, closes_at=closes_at)
    look(firm, review)
