"""One-to-one service: an officer of its own for a firm, an issue that only the firm closes.

The county's officer visits with a phone in the hand, an office answers, the firm is not
content and asks again. When three firms have raised the same, the city sees a gap in policy.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.taking_turns import DESK, PHONE, Screen
from tests.people import a_division, a_user, a_workspace
from yuandu.mechanisms.enterprises.tests.records import a_firm
from yuandu.services.liaison.tests.records import an_office

FIRM, SECOND, THIRD = "样本花卉种苗有限公司", "样本绿植有限公司", "样本园艺有限公司"
ISSUE, TOPIC = "组培瓶苗污染率高", "组培技术"
HEARD, PROMISE = "瓶苗污染率一直在一成以上", "联系农科院专家到场会诊"
FIRST_ANSWER, SECOND_ANSWER = "请自行联系科研单位", "农科院专家已于今日到场会诊并留下规程"


@pytest.fixture
def people(transactional_db) -> dict[str, object]:
    """Return who works in a county of three firms none of which is in service yet."""
    workspace = a_workspace()
    qingzhou = a_division(workspace)
    firm, *_others = (a_firm(workspace, name=name) for name in (FIRM, SECOND, THIRD))

    def somebody(name, role, **post):
        return a_user(role, name, workspace=workspace, role=role, **post)

    office = somebody("科技局联络员", "department_officer")
    an_office(workspace, office)
    return {
        "firm": somebody("企业负责人", "owner", organisation=firm.party),
        "county": somebody("青州专员", "county_officer", division=qingzhou),
        "office": office,
        "policy": somebody("政策专员", "city_officer"),
    }


def test_only_the_firm_says_that_it_is_solved(people, page, live_server):
    screen = Screen(page, live_server.url)

    screen.taken_by(people["county"])
    stand_by_the_firm(screen)
    screen.has_width(PHONE)
    visit(screen)
    raise_an_issue(screen)
    screen.move("转交责任部门")
    screen.reads("已转交", "市科技局")
    screen.has_width(DESK)

    screen.taken_by(people["office"])
    answer(screen, FIRST_ANSWER)
    screen.taken_by(people["county"])
    find_the_issue(screen)
    expect(screen.main.get_by_role("link", name="确认已解决")).to_have_count(0)
    screen.taken_by(people["firm"])
    screen.has_width(PHONE)
    find_the_issue(screen)
    screen.reads(FIRST_ANSWER)
    screen.move("未解决，要求再办", 说明="科研单位答复排不上期，请市里协调")
    screen.has_width(DESK)
    screen.taken_by(people["office"])
    answer(screen, SECOND_ANSWER)
    screen.taken_by(people["firm"])
    find_the_issue(screen)
    screen.move("确认已解决", 满意度="5")
    screen.reads("已办结", SECOND_ANSWER)
    screen.look()

    screen.taken_by(people["county"])
    for name in (SECOND, THIRD):
        screen.taken_by(people["policy"])
        screen.open("/liaison/gaps/")
        screen.reads("尚未发现政策缺口")
        screen.taken_by(people["county"])
        open_the_file(screen, name)
        raise_an_issue(screen)
    screen.taken_by(people["policy"])
    fill_the_gap(screen)

    assert screen.faults == []


def open_the_file(screen: Screen, name: str) -> None:
    """Go from the firm's page to its file in the service."""
    screen.open(f"/enterprises/?words={name}")
    screen.turn_to(name)
    screen.turn_to(re.compile("包靠干部"))


def stand_by_the_firm(screen: Screen) -> None:
    open_the_file(screen, FIRM)
    screen.reads("尚未纳入")
    screen.look()
    screen.confirm("纳入包靠")
    screen.reads("请指定包靠干部")
    screen.turn_to("包靠人员")
    screen.look()
    screen.fill({"人员": "青州专员", "身份": "包靠干部", "起始日期": "2026-11-24"})
    screen.send("指定")
    screen.reads("青州专员")


def visit(screen: Screen) -> None:
    """Log a visit and a promise; the list of one's own firms leads there."""
    screen.open("/liaison/")
    screen.turn_to(FIRM)
    screen.turn_to("登记走访")
    screen.look()
    screen.fill(
        {"听到的情况": HEARD, "会见人员": "总经理", "承诺1": PROMISE, "多少个工作日内兑现": "5"}
    )
    screen.send("登记走访")
    screen.reads("走访已登记", HEARD, PROMISE)
    screen.look()


def raise_an_issue(screen: Screen) -> None:
    screen.turn_to("提出诉求")
    screen.look()
    screen.fill(
        {
            "诉求类别": "种苗研发",
            "轻重缓急": "紧急",
            "一句话概括": ISSUE,
            "具体情况和希望得到的帮助": f"{HEARD}，请帮助联系科研单位会诊。",
            "主题词": TOPIC,
        }
    )
    screen.send("提出诉求")
    screen.reads(ISSUE, TOPIC)
    screen.look()


def find_the_issue(screen: Screen) -> None:
    screen.open("/liaison/issues/?show=all")
    screen.turn_to(ISSUE)


def answer(screen: Screen, words: str) -> None:
    """Say as the office that it is at work, and what came of it."""
    screen.open("/liaison/issues/?show=asked")
    screen.turn_to(ISSUE)
    screen.look()
    screen.send("正在办理")
    screen.reads("办理中")
    screen.fill({"答复内容": words})
    screen.send("答复")
    screen.reads(words)


def fill_the_gap(screen: Screen) -> None:
    """Read of the gap in the in-box, open it with its three firms, and close it."""
    screen.open("/inbox/")
    screen.reads(TOPIC)
    screen.open("/liaison/gaps/")
    screen.turn_to(TOPIC)
    screen.reads(FIRM, SECOND, THIRD)
    screen.look()
    screen.fill({"采取了什么措施": "纳入花卉种业补助", "补上缺口的政策编码": "flower-03"})
    screen.send("销号")
    screen.reads("flower-03")
    screen.open("/liaison/gaps/")
    screen.reads("已销号")
