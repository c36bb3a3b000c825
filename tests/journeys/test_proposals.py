"""An idea from the board on a phone, all the way round the closed loop.

It is typed next to similar ones, judged, verified by finance, taken over by two other sections,
rewarded from the fund with a royalty for each, paid, and counted in the company's figures.
Everybody has a browser of their own: workers a phone, the offices a desk.
"""

import re
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from tests.companies import a_worker
from tests.journeys.looking import DESK, PHONE, look, main, reads
from tests.journeys.signing_in import let_in
from tests.people import a_user
from yuandu.kernel.ledger.models import POSTED, Transfer
from yuandu.kernel.registry.models import Division
from yuandu.mechanisms.proposals.tests.records import IDEA, Staff
from yuandu.mechanisms.rewards.models import FundYear
from yuandu.mechanisms.rewards.tests.records import a_rule

TYPED = "边角料能不能回收打碎再用"
GRANTED = 10_000_000
# 5,000 yuan a month: 10 % of the first 10,000 and 5 % of the rest; a royalty is 5 % of that.
AWARD, ROYALTY = Decimal(3500), Decimal(175)


@pytest.fixture
def staff(transactional_db):
    found = Staff()
    business = found.section.parent
    third = Division.objects.create(
        workspace=found.company, code="S03", name="涂装科", kind="section", level=3,
        parent=business, position=3,
    )  # fmt: skip
    found.users["third_team_leader"] = a_user(
        "company-third_team_leader", workspace=found.company, role="team_leader", division=third
    )
    a_worker(found.company, "00900", section="S03", user=found.users["third_team_leader"])
    let_in(*found.users.values())
    a_rule(found.company)
    found.post("other_worker")
    return found


@pytest.fixture
def sit_down(staff, open_as):
    """Return a function: somebody of the company, at a page, with a phone or a desk."""

    def sat(persona: str, path: str = "/workbench/", *, width: int = DESK) -> Page:
        return open_as(f"company-{persona}", path, width=width, city=staff.company.slug)

    return sat


def turn_to(page: Page, name: str | re.Pattern[str]) -> None:
    with page.expect_navigation():
        main(page).get_by_role("link", name=name).first.click()
    look(page)


def send(page: Page, name: str, **fields: str) -> None:
    """Fill in fields by their labels, and press what sends them."""
    for label, value in fields.items():
        main(page).get_by_label(label).first.fill(value)
    with page.expect_navigation():
        main(page).get_by_role("button", name=name, exact=True).first.click()
    look(page)


def move(page: Page, name: str, **fields: str) -> None:
    """Make a move of a life cycle: its button leads to a form that says the same."""
    turn_to(page, name)
    send(page, name, **fields)


def test_an_idea_goes_from_the_board_on_a_phone_round_the_whole_loop(staff, sit_down):
    address = the_board_gets_its_code(sit_down, staff)
    phone = sit_down("worker", "/ideas/", width=PHONE)
    number = post_at_the_board(phone, address)
    evaluator = sit_down("evaluator")
    evaluate(evaluator, number)
    claim_what_it_brings(phone)
    finance = sit_down("finance_officer")
    verify(finance, number)
    grant_the_fund(finance)

    suggest_to(evaluator, number, "装配科", "涂装科")
    adopt(sit_down("other_team_leader", width=DESK), number)
    confirm_on_a_phone(sit_down("other_worker", "/spreading/", width=PHONE), number)
    third = sit_down("third_team_leader")
    adopt(third, number)
    move(third, "确认在本科室有效", 说明="喷枪滤料也省了")

    office = sit_down("improvement_officer")
    approve(office, number)
    pay(finance)

    read_what_was_earned(phone, number)
    open_the_figure(office, number)
    the_books_agree(staff)


def the_board_gets_its_code(sit_down, staff: Staff) -> str:
    """Put the code up, and return the address that is in it."""
    leader = sit_down("team_leader", f"/proposals/boards/{staff.section.pk}/")
    turn_to(leader, "二维码")
    send(leader, "换发新码（旧码作废）")
    expect(leader.locator("svg.qr")).to_be_visible()
    return leader.locator(".card-paper small").inner_text()


def post_at_the_board(phone: Page, address: str) -> str:
    """Type an idea next to one that is like it; return its number."""
    phone.goto(address)
    look(phone)
    phone.get_by_label("您的点子").press_sequentially(TYPED, delay=20)
    expect(phone.locator("#similar")).to_contain_text(IDEA[:10])
    phone.get_by_text("更多：作者、科室、通道、密封").click()
    phone.get_by_label("通道").select_option("project")
    look(phone)
    phone.get_by_role("button", name="提交").click()
    heading = phone.get_by_role("heading", level=1)
    expect(heading).to_contain_text("-")
    reads(phone, TYPED)
    look(phone)
    return heading.inner_text().strip()


def evaluate(desk: Page, number: str) -> None:
    """Find it among what waits, take it in, and say that it is worth trying."""
    turn_to(desk, "待我答复")
    turn_to(desk, TYPED)
    reads(desk, number)
    move(desk, "转入评价")
    turn_to(desk, "发表评审意见")
    reads(desk, TYPED, IDEA[:10])
    desk.get_by_label("采纳", exact=True).check()
    send(desk, "保存", **{"理由（作者可见）": "先在一条线上试"})
    reads(desk, "先在一条线上试", "验证")


def claim_what_it_brings(phone: Page) -> None:
    phone.reload()
    turn_to(phone, "登记效益")
    phone.get_by_label("频次").select_option("monthly")
    send(
        phone, "保存", **{"数额（一次或每月）": "5000", "测算依据": "每班两公斤，每公斤八元"}
    )  # fmt: skip
    reads(phone, "60,000.00")


def verify(desk: Page, number: str) -> None:
    """Finance verifies the line, opens the idea from there, and confirms that it works."""
    turn_to(desk, "待财务核定的效益")
    reads(desk, number, "60,000.00", "每班两公斤")
    with desk.expect_navigation():
        desk.get_by_role("button", name="核定").click()
    turn_to(desk, number)
    move(desk, "验证有效", 说明="三个月的领料单已核对")
    reads(desk, "60,000.00", "推广")


def grant_the_fund(desk: Page) -> None:
    desk.goto(re.sub(r"/proposals/.*", "/rewards/", desk.url))
    turn_to(desk, "拨付资金")
    send(desk, "保存", **{"金额（元）": str(GRANTED)})
    reads(desk, "10,000,000.00")


def suggest_to(desk: Page, number: str, *sections: str) -> None:
    desk.reload()
    for section in sections:
        turn_to(desk, "推荐给其他科室")
        main(desk).get_by_label("科室").select_option(label=section)
        with desk.expect_navigation():
            main(desk).get_by_role("button", name="推荐", exact=True).last.click()
        look(desk)
        turn_to(desk, number)
        expect(main(desk).locator("#spreading")).to_contain_text(section)


def adopt(desk: Page, number: str) -> None:
    """A section's leader finds what was suggested, says yes, and says when it is in use."""
    turn_to(desk, "推荐给本科室的提案")
    reads(desk, number)
    with desk.expect_navigation():
        main(desk).locator("tbody tr").filter(has_text=number).locator("th a").click()
    look(desk)
    reads(desk, TYPED)
    move(desk, "我们采用")
    move(desk, "已投入使用")
    reads(desk, "使用中")


def confirm_on_a_phone(phone: Page, number: str) -> None:
    """Somebody who works there says that it works."""
    reads(phone, number)
    with phone.expect_navigation():
        main(phone).locator("tbody tr").filter(has_text=number).locator("th a").click()
    look(phone)
    move(phone, "确认在本科室有效", 说明="一个月，每班少倒一桶")
    reads(phone, "已确认")


def approve(desk: Page, number: str) -> None:
    """The office approves what the rule gives; royalties the rule has approved by itself."""
    turn_to(desk, "待批准的奖励")
    reads(desk, number, "3,500.00")
    send(desk, "批准所选")
    turn_to(desk, "已批准")
    reads(desk, "3,500.00", "175.00", "推广分成")


def pay(desk: Page) -> None:
    """Everything goes to payroll as one list, is paid, and has left the fund."""
    desk.goto(re.sub(r"/rewards/.*", "/workbench/", desk.url))
    turn_to(desk, "待列入发放单的奖励")
    reads(desk, "3,850.00")
    send(desk, "生成发放单")
    with desk.expect_navigation():
        main(desk).locator("tbody th a").first.click()
    look(desk)
    turn_to(desk, "登记已发放")
    send(desk, "保存")
    reads(desk, "3,850.00", "已发放")
    desk.goto(re.sub(r"/rewards/.*", "/rewards/", desk.url))
    reads(desk, "9,996,150.00", "3,850.00")


def read_what_was_earned(phone: Page, number: str) -> None:
    """The author reads all three on the phone, and how the award was computed."""
    phone.goto(re.sub(r"/proposals/.*", "/rewards/mine/", phone.url))
    look(phone)
    reads(phone, "3,850.00", "推广分成 · 装配科", "推广分成 · 涂装科")
    with phone.expect_navigation():
        main(phone).locator("tbody tr").filter(has_text="3,500.00").locator("th a").click()
    look(phone)
    reads(phone, number, "叁仟伍佰元", "10,000.00", "50,000.00")


def open_the_figure(page: Page, number: str) -> None:
    """The company's figure counts both sections, and opens to them and to the idea."""
    page.goto(re.sub(r"/rewards/.*", "/figures/rewards.adoptions.count/", page.url))
    look(page)
    reads(page, "2项")
    rows = main(page).locator("#rows tbody tr")
    expect(rows).to_have_count(2)
    expect(main(page).locator("#rows")).to_contain_text("装配科")
    expect(main(page).locator("#rows")).to_contain_text("涂装科")
    with page.expect_navigation():
        rows.first.get_by_role("link").click()
    look(page)
    reads(page, TYPED, "已确认")
    turn_to(page, number)


def the_books_agree(staff: Staff) -> None:
    """What the pages said stands in the ledger: one award, two royalties, nothing else."""
    fund = FundYear.objects.get(workspace=staff.company)
    out = Transfer.objects.filter(debit=fund.budget, credit=fund.paid, state=POSTED)
    assert sorted(out.values_list("amount", flat=True)) == [ROYALTY, ROYALTY, AWARD]
    assert (fund.spent, fund.reserved) == (AWARD + 2 * ROYALTY, 0)
