"""A ballot in real browsers: a paper on a telephone, a proxy that costs a question, the result."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.companies import a_company, people_of
from tests.journeys.looking import DESK, PHONE, look
from tests.journeys.signing_in import let_in
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.services.ballots import actions
from yuandu.services.ballots.tests.setting import a_draft, closed, soon, voters_of

pytestmark = pytest.mark.django_db(transaction=True)
SLUG = "sample-company"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_a_ballot_from_the_telephone_to_the_result(open_as):
    company = a_company(slug=SLUG)
    staff = people_of(company)
    voters = voters_of(company, 3)
    let_in(staff["chair"], *User.objects.filter(pk__in=[each.user_id for each in voters]))
    system = Actor.system(company)
    ballot = a_draft(company, voters)
    actions.exclude(by=system, ballot=ballot, question=2, electors=[2], reason="样本·本人")
    actions.open_ballot(by=system, ballot=ballot, closes_at=soon())
    address = f"/ballots/{ballot.pk}/"

    giver = open_as("voter-0", f"{address}proxy/", width=PHONE, city=SLUG)
    look(giver)
    giver.get_by_label("由谁代您表决").fill("voter-1")
    giver.locator("main form.form button[type=submit]").click()
    expect(giver.get_by_text("2. 乙继续持股")).to_be_visible()
    look(giver)
    press(giver, "仍然委托")
    expect(giver.get_by_text("您的票不会投在")).to_be_visible()
    look(giver)

    voter = open_as("voter-2", address, width=PHONE, city=SLUG)
    look(voter)
    voter.goto(f"/{SLUG}{address}vote/")
    look(voter)
    press(voter, "领票")
    voter.get_by_label("同意").first.check()
    look(voter)
    press(voter, "核对")
    look(voter)
    press(voter, "投出")
    expect(voter.locator("#receipts code")).to_have_text(
        re.compile(r"[0-9A-F]{5}(-[0-9A-F]{5}){3}")
    )
    receipt = voter.locator("#receipts code").inner_text()
    look(voter)

    chair = open_as(staff["chair"].username, address, width=DESK, city=SLUG)
    look(chair)
    chair.goto(f"/{SLUG}{address}roll/")
    look(chair)
    closed(ballot)
    for page in (voter, chair):
        page.goto(f"/{SLUG}{address}")
        expect(page.get_by_role("heading", name="表决结果")).to_be_visible()
        look(page)
        page.goto(f"/{SLUG}{address}recount/?receipt={receipt}")
        expect(page.get_by_text("此票已计入事项 1")).to_be_visible()
        look(page)
    chair.goto(f"/{SLUG}/ballots/")
    look(chair)
