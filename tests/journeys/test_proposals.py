"""An idea from the board on a phone: similar ones are shown, it is judged, verified, closed."""

import pytest
from playwright.sync_api import expect

from tests.companies import a_section
from tests.journeys.signing_in import let_in
from yuandu.mechanisms.proposals import actions
from yuandu.mechanisms.proposals.models import Proposal
from yuandu.mechanisms.proposals.tests.records import IDEA, Staff

PHONE = 390


@pytest.fixture
def staff(transactional_db):
    found = Staff()
    let_in(*found.users.values())
    found.post("other_worker")
    return found


def test_an_idea_goes_from_the_board_on_a_phone_to_the_end_of_the_loop(staff, open_as):
    section = a_section(staff.company)
    board = actions.put_up(by=staff["improvement_officer"], section=section)

    phone = open_as(
        "company-worker", f"/ideas/at/{board.token}/", width=PHONE, city=staff.company.slug
    )
    phone.get_by_label("您的点子").press_sequentially("边角料能不能回收打碎再用", delay=20)
    expect(phone.locator("#similar")).to_contain_text(IDEA[:10])
    phone.get_by_text("更多：作者、科室、通道、密封").click()
    phone.get_by_label("通道").select_option("project")
    phone.get_by_role("button", name="提交").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("-")
    made = Proposal.objects.get(lane="project")

    desk = open_as("company-evaluator", f"/proposals/{made.pk}/", city=staff.company.slug)
    desk.get_by_role("link", name="转入评价").click()
    desk.get_by_role("button", name="转入评价").click()
    desk.get_by_role("link", name="发表评审意见").click()
    desk.get_by_label("采纳", exact=True).check()
    desk.get_by_label("理由（作者可见）").fill("先在一条线上试")
    desk.get_by_role("button", name="保存").click()
    expect(desk.get_by_text("先在一条线上试").first).to_be_visible()

    phone.reload()
    phone.get_by_role("link", name="登记效益").click()
    phone.get_by_label("数额（一次或每月）").fill("5000")
    phone.get_by_label("频次").select_option("monthly")
    phone.get_by_label("测算依据").fill("每班两公斤，每公斤八元")
    phone.get_by_role("button", name="保存").click()

    finance = open_as("company-finance_officer", "/proposals/finance/", city=staff.company.slug)
    finance.get_by_role("button", name="核定").click()
    made.refresh_from_db()
    assert made.first_year == 60_000
