"""A department answers, the owner closes: the departments' board moves, and says by what."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import serious_faults
from tests.journeys.signing_in import let_in
from tests.people import TODAY, a_user, a_workspace, an_organisation
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import actions as indicators
from yuandu.kernel.indicators.models import Over
from yuandu.kernel.registry.models import Party
from yuandu.kernel.registry.queries import actor_for
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.visits.actions import NewDifficulty
from yuandu.mechanisms.visits.models import Difficulty
from yuandu.mechanisms.visits.tests.records import a_difficulty, a_project, an_office, step

TERMS = {
    "components": [
        {"measure": "visits.solved", "weight": "60", "measuring": "share"},
        {"measure": "visits.in_time", "weight": "40", "measuring": "share"},
    ],
    "stars": [{"stars": 5, "at_least": "85"}],
}
MONTH = f"/boards/offices/{TODAY:%Y-%m}/"


def a_departments_board(workspace: Workspace, *departments: Party) -> None:
    """Let departments be compared by how they close what they are asked, and how soon they answer."""
    board = indicators.keep_board(
        by=Actor.system(workspace),
        code="offices",
        name="市直部门挂牌亮榜",
        over=Over.ORGANISATIONS,
        organisations=list(departments),
    )
    first = TODAY.replace(month=1, day=1)
    indicators.publish_rule(
        by=Actor.system(workspace),
        board=board,
        terms=TERMS,
        basis="潍办〔2026〕1号",
        published_on=first,
        effective_on=first,
    )


@pytest.fixture
def city(transactional_db):
    """Two departments with two difficulties each; one of them has closed one already."""
    workspace = a_workspace()
    owner = an_organisation(workspace)
    land, energy = (an_organisation(workspace, name) for name in ("市自然资源局", "市发改委"))
    people = {
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
    project = a_project(workspace, owner)
    made = [
        a_difficulty(workspace, project, said=NewDifficulty(factor=factor, title=title))
        for factor, title in (
            ("land", "二期用地未批"),
            ("land", "临时道路占地"),
            ("energy", "二期用电容量不足"),
            ("energy", "天然气未通"),
        )
    ]
    for found in (made[0], made[2], made[3]):
        officer = people["land"] if found is made[0] else people["energy"]
        step(actor_for(officer, workspace), found, "answer", words="已协调")
    step(actor_for(people["firm"], workspace), made[0], "close")
    a_departments_board(workspace, land, energy)
    return workspace


def first_of(page: Page) -> str:
    return page.locator(".ranking tbody tr th").first.inner_text()


def test_a_closed_difficulty_moves_the_board(city, open_as):
    board = open_as("city", MONTH)
    expect(board.locator("#rule")).to_contain_text("60.0%")
    assert serious_faults(board) == []
    # 市自然资源局: 1 of 2 closed, and the one answered in time; 市发改委: none closed.
    assert "市自然资源局" in first_of(board)

    for title in ("二期用电容量不足", "天然气未通"):
        found = Difficulty.objects.get(title=title)
        firm = open_as("firm", f"/visits/difficulties/{found.pk}/")
        firm.get_by_role("link", name="已解决，销号").click()
        firm.locator("main form button[type=submit]").last.click()
        expect(firm.locator("main")).to_contain_text("项目单位销号")

    board.reload()
    assert "市发改委" in first_of(board)
    board.locator(".ranking").get_by_role("link", name="市发改委").click()
    expect(board.locator("main")).to_contain_text("60.00 / 60.00")
    board.get_by_role("link", name="交办困难销号率").click()
    expect(board.locator("#rows")).to_contain_text("能耗")
    expect(board.locator("#rows")).not_to_contain_text("土地")
