"""A team in a dead zone: the visit waits on the phone, is sent, and a difficulty goes its way.

The department answers, the owner closes, and the departments' board moves.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.signing_in import let_in
from tests.journeys.test_boards import MONTH, a_departments_board, first_of
from tests.people import TODAY, a_user, a_workspace, an_organisation
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.queries import actor_for
from yuandu.mechanisms.visits import actions
from yuandu.mechanisms.visits.actions import NewDifficulty
from yuandu.mechanisms.visits.models import Difficulty, Visit
from yuandu.mechanisms.visits.tests.records import a_difficulty, a_project, a_team, an_office, step

PHONE = 390
LACK = "二期用电容量不足"


@pytest.fixture
def city(transactional_db):
    """A project on a team's route today, its owner, and two departments that a board compares.

    The one for land has closed one of two difficulties; the one for energy was asked nothing yet.
    """
    workspace = a_workspace()
    owner = an_organisation(workspace)
    land, energy = (an_organisation(workspace, name) for name in ("市自然资源局", "市发改委"))
    people = {
        "member": a_user("member", workspace=workspace, role="auditor"),
        "city": a_user("city", workspace=workspace, role="city_officer"),
        "land": a_user("land", workspace=workspace, role="department_officer", organisation=land),
        "energy": a_user(
            "energy", workspace=workspace, role="department_officer", organisation=energy
        ),
        "firm": a_user("firm", workspace=workspace, role="owner", organisation=owner),
    }
    let_in(*people.values())
    an_office(workspace, people["land"], "land", department="市自然资源局")
    an_office(workspace, people["energy"], "energy")
    a_departments_board(workspace, land, energy)
    project = a_project(workspace, owner)
    found, _other = (
        a_difficulty(
            workspace, a_project(workspace, owner), said=NewDifficulty(factor="land", title=title)
        )
        for title in ("二期用地未批", "临时道路占地")
    )
    step(actor_for(people["land"], workspace), found, "answer", words="已协调")
    step(actor_for(people["firm"], workspace), found, "close")
    team = a_team(workspace, people["member"], name="第二督查服务组")
    actions.plan(by=Actor.system(workspace), team=team, projects=[project], on=TODAY)
    return workspace


def test_a_visit_from_a_dead_zone_is_sent_answered_and_closed_and_the_board_moves(city, open_as):
    board = open_as("city", MONTH)
    assert "市自然资源局" in first_of(board)

    phone = open_as("member", "/visits/", width=PHONE)
    visit_without_a_network(phone)

    board.reload()
    expect(row_of(board, "市发改委")).to_have_count(0)  # nothing to compare: it has not answered

    office = open_as("energy", "/visits/difficulties/?show=asked", width=PHONE)
    office.get_by_role("link", name=LACK).click()
    office.get_by_role("link", name="答复", exact=True).click()
    office.locator("textarea[name=words]").fill("已列入新增专线计划")
    office.locator("main form button[type=submit]").last.click()
    expect(office.locator("main")).to_contain_text("已答复")
    board.reload()
    assert "市自然资源局" in first_of(board)
    expect(row_of(board, "市发改委")).to_contain_text("40.00")

    firm = open_as("firm", "/visits/difficulties/?show=to_close", width=PHONE)
    firm.get_by_role("link", name=LACK).click()
    firm.get_by_role("link", name="已解决，销号").click()
    firm.locator("main form button[type=submit]").last.click()
    expect(firm.locator("main")).to_contain_text("项目单位销号")
    assert Difficulty.objects.select_related("track").get(title=LACK).stage == "closed"

    board.reload()
    assert "市发改委" in first_of(board)
    expect(row_of(board, "市发改委")).to_contain_text("100.00")


def row_of(board: Page, name: str):
    return board.locator(".ranking tbody tr", has_text=name)


def visit_without_a_network(phone: Page) -> None:
    """Log a visit while there is no network; see it sent when there is one again."""
    before = Visit.objects.count()
    phone.get_by_role("link", name="第二督查服务组").first.click()
    expect(phone.locator("visit-outbox")).to_contain_text("没有网络也能用")
    assert _fits(phone)

    phone.context.set_offline(True)
    phone.get_by_role("link", name="登记走访").click()
    phone.get_by_label("现场情况").fill("主体封顶，二期用电没有着落。")
    phone.get_by_label("要素类别").first.select_option(label="能耗")
    phone.get_by_label("一句话概括").first.fill(LACK)
    assert _fits(phone)
    phone.get_by_role("button", name="保存走访").click()
    expect(phone.locator(".outbox-waiting")).to_contain_text("在本机待发送")
    assert Visit.objects.count() == before

    phone.context.set_offline(False)
    expect(phone.locator(".outbox-counted")).to_contain_text("走访已登记")
    visit = Visit.objects.get(team__name="第二督查服务组")
    assert visit.words == "主体封顶，二期用电没有着落。"
    expect(phone.locator(".outbox-waiting")).to_have_count(0)
    phone.goto("/weifang/visits/")
    expect(phone.locator("#drives")).to_contain_text("100")


def _fits(page: Page) -> bool:
    """Whether nothing sticks out at the side of the screen."""
    return bool(
        page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
    )
