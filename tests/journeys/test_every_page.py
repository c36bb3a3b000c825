"""Every page that an officer or a reader opens: on a phone and a desk, in both languages."""

import pytest

from tests.journeys.taking_turns import DESK, PHONE, Screen
from tests.people import a_division, a_user, a_workspace
from yuandu.kernel.registry.queries import actor_for
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.projects.tests.records import YI, a_draft, a_list, a_place, some_projects
from yuandu.services.policies import actions as policy_actions
from yuandu.services.policies.models import Ask, Case
from yuandu.services.policies.tests import records as policies

PUBLIC = (
    "/",
    "/projects/",
    "/projects/board/",
    "/projects/totals/",
    "/projects/counties/",
    "/projects/map/",
    "/projects/{project}/",
    "/figures/",
    "/figures/projects.key.count/",
    "/boards/",
    "/policies/",
    "/policies/notices/",
    "/policies/calls/",
    "/search/?q=示例",
    "/accounts/login/",
)
OFFICE = (
    *PUBLIC[:-1],
    "/workbench/",
    "/projects/add/",
    "/projects/{project}/edit/",
    "/projects/{project}/list/",
    "/projects/lists/",
    "/projects/doubles/",
    "/press-check/",
    "/sheets/",
    "/sheets/projects/",
    "/inbox/",
    "/promises/",
    "/promises/about/projects.project/{project}/",
    "/charges/about/projects.project/{project}/",
    "/late/",
    "/policies/add/",
    "/policies/cases/",
    "/policies/mine/",
    "/organisations/",
    "/divisions/",
    "/posts/",
    "/ledger/",
    "/me/",
    "/tokens/",
)

# Of a fund in whose window one case is on notice and one firm is asked for a fact.
FUND = (
    "/policies/{policy}/",
    "/policies/{policy}/effect/",
    "/policies/versions/{version}/",
    "/policies/versions/{draft}/edit/parts/",
    "/policies/versions/{draft}/edit/examples/",
    "/policies/versions/{draft}/edit/whole/",
    "/policies/versions/{draft}/edit/criterion-c1/",
    "/policies/versions/{draft}/edit/requires/",
    "/policies/versions/{draft}/edit/score-merit/",
    "/policies/versions/{draft}/edit/item-merit-research/",
    "/policies/versions/{draft}/edit/new-score/",
    "/policies/versions/{draft}/edit/benefit-b1/",
    "/policies/versions/{draft}/edit/budget/",
    "/policies/sweeps/{sweep}/",
    "/policies/windows/{window}/",
    "/policies/calls/{call}/",
    "/policies/cases/{case}/",
    "/policies/cases/{case}/object/",
    "/policies/check/{firm}/",
    "/policies/asks/{ask}/",
    "/figures/policies.paid.amount/",
    "/figures/policies.notice.count/",
)


@pytest.fixture
def fund(transactional_db) -> dict[str, int]:
    """Return the keys of a fund's things, by what the addresses call them."""
    workspace = a_workspace(is_sample=True)
    officer = actor_for(a_user("drafter", workspace=workspace, role="city_officer"), workspace)
    second = actor_for(a_user("second", workspace=workspace, role="city_officer"), workspace)
    firm = policies.a_firm(workspace, "示例新能源汽车核心零部件智能制造有限公司", research=300)
    policies.a_firm(workspace, "未报数公司", research=None)
    version = policies.a_fund(officer, second)
    sweep = policy_actions.sweep_version(by=officer, version=version)
    policy_actions.ask_missing(by=officer, sweep=sweep)
    case = Case.objects.get(party=firm)
    for move in ("verify", "publish"):
        policies.step(officer, case, move)
    return {
        "policy": version.policy_id,
        "version": version.pk,
        "draft": policy_actions.revise(by=officer, policy=version.policy).pk,
        "sweep": sweep.pk,
        "window": case.window_id,
        "call": policies.a_call(officer, version, places=3).pk,
        "case": case.pk,
        "firm": firm.pk,
        "ask": Ask.objects.get().pk,
    }


@pytest.fixture
def project(transactional_db) -> Project:
    """Return a project of a small city whose names are as long as names get."""
    workspace = a_workspace(is_sample=True)
    a_division(workspace, "370782", "诸城市", name_en="Zhucheng City")
    zone = a_division(
        workspace,
        "3707-BH",
        "潍坊滨海经济技术开发区",
        name_en="Weifang Binhai Economic-Technological Development Zone",
        kind="zone",
    )
    published = a_list(workspace, published=True)
    stages = ("plan", "works_start", "build", "production_start", "tax")
    drafts = [
        a_draft(
            workspace,
            stage=stage,
            division_id=zone.pk,
            name=f"示例年产{number}万件动力总成及新能源汽车核心零部件智能化改造扩产提质项目",
            name_en=f"Example expansion for {number} intelligent powertrain components a year",
            investment_total=number * YI,
            listings=(a_place(published),),
        )
        for number, stage in enumerate(stages, start=1)
    ]
    return some_projects(workspace, *drafts)[0]


def look_at(screen: Screen, path: str, *, is_told: bool) -> None:
    """Open `path` on a desk, then hold it in one hand; listen to it if `is_told`."""
    screen.open(path)
    for width in (DESK, PHONE):
        screen.has_width(width)
        screen.fits()
    if is_told:
        screen.is_told()


@pytest.mark.parametrize(("reader", "paths"), [("public", PUBLIC), ("officer", OFFICE)])
def test_every_page_fits_its_screen_and_is_told_to_everybody(
    project, page, live_server, reader, paths
):
    screen = Screen(page, live_server.url)
    if reader == "officer":
        screen.taken_by(a_user("officer", workspace=project.workspace, role="city_officer"))

    for language in ("zh-hans", "en"):
        screen.speak(language)
        for path in paths:
            # What axe says does not depend on the language, and takes its time.
            look_at(screen, path.format(project=project.pk), is_told=language == "en")

    assert screen.faults == []


def test_every_page_of_a_fund_fits_its_screen_and_is_told_to_everybody(fund, page, live_server):
    screen = Screen(page, live_server.url)
    workspace = Workspace.objects.get()
    screen.taken_by(a_user("officer", workspace=workspace, role="city_officer"))

    for language in ("zh-hans", "en"):
        screen.speak(language)
        for path in FUND:
            look_at(screen, path.format(**fund), is_told=language == "en")

    assert screen.faults == []
