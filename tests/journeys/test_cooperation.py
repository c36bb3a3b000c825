"""Joint research: a challenge finds its institute, a need its expert, a test its hours.

Who has a conflict or no time left is not to be had; of two who want the same hours of a
microscope one gets them, and the other is told.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.taking_turns import PHONE, Screen
from tests.people import a_division, a_user, a_workspace
from yuandu.mechanisms.enterprises.models import Booking
from yuandu.mechanisms.enterprises.tests import records as enterprises
from yuandu.services.cooperation.tests.records import (
    a_firm,
    a_need,
    a_tie,
    an_engagement,
    an_expert,
    an_institute,
)

FIRM, RIVAL, INSTITUTE = "样本密封件有限公司", "样本对手密封有限公司", "渤湾材料研究院"
CHALLENGE, NEED, MICROSCOPE = "耐高温密封材料开发", "密封材料配方专家", "场发射扫描电镜"
TOMORROW = "2026-11-25"


@pytest.fixture
def people(transactional_db) -> dict[str, object]:
    """Return two firms, an institute and an officer of a city that knows a few experts."""
    workspace = a_workspace()
    a_division(workspace)
    firm, rival = (a_firm(workspace, name=name) for name in (FIRM, RIVAL))
    institute = an_institute(workspace, name=INSTITUTE)
    an_engagement(a_need(rival), an_expert(workspace, title="还有两天的专家"))
    an_engagement(a_need(rival, days_a_month=6), an_expert(workspace, title="没空的专家"))
    a_tie(an_expert(workspace), rival, niche="高温密封件")
    host = enterprises.a_firm(workspace, name="样本检测有限公司")
    enterprises.a_piece(enterprises.an_innovation_platform(host), name=MICROSCOPE)

    def somebody(username, name, role, **post):
        return a_user(username, name, workspace=workspace, role=role, **post)

    return {
        "firm": somebody("maker", "企业研发负责人", "owner", organisation=firm),
        "rival": somebody("rival", "对手研发负责人", "owner", organisation=rival),
        "institute": somebody("lab", "院所科研处", "owner", organisation=institute),
        "officer": somebody("officer", "科技专员", "city_officer"),
    }


def test_a_challenge_finds_its_institute(people, page, live_server):
    screen = Screen(page, live_server.url)

    screen.taken_by(people["firm"])
    post_a_challenge(screen)
    screen.taken_by(people["institute"])
    find_the_challenge(screen)
    screen.turn_to(re.compile("^\\s*揭榜\\s*$"))
    screen.look()
    screen.fill({"攻关方案": "纳米复合改性", "报价（元）": "1000000", "所需月数": "12"})
    screen.send("揭榜")
    screen.taken_by(people["firm"])
    find_the_challenge(screen)
    screen.turn_to(INSTITUTE)
    screen.reads("100万元")
    screen.look()
    screen.move("选定该方案")
    find_the_challenge(screen)
    screen.reads("已选定揭榜方")
    screen.turn_to("合同")
    sign_the_contract(screen)

    assert screen.faults == []


def find_the_challenge(screen: Screen) -> None:
    screen.open("/cooperation/")
    screen.turn_to(CHALLENGE)


def post_a_challenge(screen: Screen) -> None:
    screen.open("/cooperation/")
    screen.turn_to("填报难题")
    screen.look()
    screen.fill(
        {
            "企业": FIRM,
            "难题名称": CHALLENGE,
            "技术领域": "新材料",
            "难题描述": "现有材料在300℃以上失效",
            "攻关目标": "350℃连续工作2000小时",
            "预算（元）": "1200000",
            "揭榜截止日期": "2026-12-31",
            "成果归属": "双方按约定比例共有",
            "企业所占比例": "0.6",
        }
    )
    screen.send("填报难题")
    screen.reads("草稿", "企业 60%")
    screen.look()
    screen.move("张榜")
    screen.reads("张榜中", "120万元")


def sign_the_contract(screen: Screen) -> None:
    """Agree on one milestone that comes to the amount, and sign."""
    screen.look()
    screen.turn_to("增加阶段任务")
    screen.fill(
        {
            "序号": "1",
            "交付内容": "样品与检测报告",
            "交付期限": "2027-06-30",
            "对应金额（元）": "1000000",
        }
    )
    screen.send("增加阶段任务")
    screen.reads("样品与检测报告")
    screen.look()
    find_the_challenge(screen)
    screen.move("签订合同")
    screen.reads("攻关中")
    screen.look()


def test_an_expert_is_matched_who_has_no_conflict_and_the_time(people, page, live_server):
    screen = Screen(page, live_server.url)

    screen.taken_by(people["firm"])
    enter_a_need(screen)
    screen.turn_to("匹配专家")
    proposed = screen.main.get_by_role("table").first
    expect(proposed).to_contain_text("还有两天的专家")
    screen.reads_nothing_of("没空的专家")
    screen.reads_nothing_of(RIVAL)
    screen.look()
    ask(screen, "还有两天的专家", days="4")
    screen.reads("仅剩2天")
    screen.look()
    screen.fill({"每月天数": "2"})
    screen.send(re.compile("^邀请"))
    screen.reads("已邀请")
    screen.taken_by(people["officer"])
    screen.open("/talent/")
    screen.turn_to(NEED)
    screen.turn_to("匹配专家")
    # To the office the reasons have names: the rival's adviser, and who has no time left.
    screen.reads(RIVAL)
    screen.look()
    screen.open("/talent/")
    screen.turn_to(NEED)
    screen.turn_to(re.compile("样本专家"))
    screen.move("专家应邀")
    screen.reads("服务中")
    screen.look()

    assert screen.faults == []


def enter_a_need(screen: Screen) -> None:
    screen.open("/talent/")
    screen.turn_to("填报人才需求")
    screen.look()
    screen.fill(
        {
            "企业": FIRM,
            "所需人才": NEED,
            "技术领域": "新材料",
            "企业细分市场": "高温密封件",
            "服务内容": "指导配方优化和中试",
            "起始日": "2027-01-01",
            "截止日": "2027-12-31",
            "每月天数": "2",
            "每日报酬（元）": "2000",
        }
    )
    screen.send("填报人才需求")
    screen.move("发布需求")
    screen.reads("对接中")
    screen.look()


def ask(screen: Screen, title: str, *, days: str) -> None:
    row = screen.main.get_by_role("row").filter(has_text=title)
    screen.follow(row.get_by_role("link", name="邀请"))
    screen.fill({"每月天数": days})
    screen.send(re.compile("^邀请"))


def test_of_two_who_book_the_same_hours_one_gets_them(people, browser, live_server):
    screens = [
        Screen(browser.new_context(locale="zh-CN").new_page(), live_server.url, width=width)
        for width in (1280, PHONE)
    ]
    for screen, who in zip(screens, ("firm", "rival"), strict=True):
        screen.taken_by(people[who])
        fill_in_a_booking(screen)

    # Both at once: neither waits for the answer of the other.
    for screen in screens:
        screen.page.evaluate("document.querySelector('main form').requestSubmit()")
    for screen in screens:
        expect(screen.main).to_contain_text(re.compile("已保存|所选机时已有预约"))

    assert Booking.objects.count() == 1
    told = [screen for screen in screens if "已有预约" in screen.main.inner_text()]
    assert len(told) == 1
    told[0].look()
    told[0].fill({"开始时间": "11:00", "结束时间": "12:00"})
    told[0].send("预约机时")
    told[0].reads("11:00–12:00")
    for screen in screens:
        screen.look()
        screen.page.context.close()
        assert screen.faults == []
    assert Booking.objects.count() == 2


def fill_in_a_booking(screen: Screen) -> None:
    screen.open("/equipment/")
    screen.turn_to(MICROSCOPE)
    screen.reads("9:00–17:00")
    screen.turn_to("预约机时")
    screen.look()
    hours = {"开始时间": "9:00", "结束时间": "11:00"}
    screen.fill({"日期": TOMORROW, "用途": "断口分析", **hours})
