"""The map: a cluster that is pressed comes closer, and its rows are as many as it said."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.taking_turns import Screen
from tests.people import a_user, a_workspace
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.projects.rules.grid import GridCell
from yuandu.mechanisms.projects.tests.records import a_draft, a_list, a_place, some_projects

# The middle of a cell in which the first view is counted, so that it stands in the map's middle.
HERE = GridCell(12, 3403, 2465).box
EAST, NORTH = (HERE.west + HERE.east) / 2 + 1e-5, (HERE.south + HERE.north) / 2 + 1e-5


@pytest.fixture
def projects(transactional_db) -> list[Project]:
    """Return twelve projects of one park."""
    workspace = a_workspace(is_sample=True)
    listings = (a_place(a_list(workspace, published=True)),)
    drafts = (
        a_draft(workspace, longitude=EAST, latitude=NORTH, listings=listings) for _ in range(12)
    )
    return some_projects(workspace, *drafts)


@pytest.fixture
def screen(projects, page: Page, live_server) -> Screen:
    found = Screen(page, live_server.url)
    found.taken_by(a_user("officer", workspace=projects[0].workspace, role="city_officer"))
    return found


def level(page: Page) -> int:
    return int(page.locator("site-map").get_attribute("data-level") or 0)


def is_closer_than(page: Page, before: int) -> None:
    expect(page.locator(f"site-map[data-level='{before}']")).to_have_count(0)
    assert level(page) > before


def test_a_cluster_comes_closer_until_its_projects_open(screen, projects, page):
    screen.open("/projects/map/")
    expect(page.locator("site-map.is-drawn")).to_be_visible()
    said = page.locator(".map-said")
    expect(said).to_contain_text("12")

    first = level(page)
    page.locator("site-map").click()  # in the middle
    is_closer_than(page, first)
    expect(said).to_contain_text("12")

    # The same by the table, without the mouse, until there is nothing closer.
    summary = page.locator("#sites summary")
    summary.focus()
    page.keyboard.press("Enter")
    closer = page.locator("[data-closer]")
    while closer.count():
        before = level(page)
        closer.focus()
        page.keyboard.press("Enter")
        is_closer_than(page, before)
    expect(page.locator("#site-clusters")).to_be_visible()

    page.locator("#site-clusters tbody a").click()
    expect(page.locator(".filters-count b")).to_have_text("12")
    page.get_by_role("link", name="不限范围").click()
    expect(page).to_have_url(re.compile("grid_cell=$"))
    assert screen.faults == []


def test_a_view_that_the_net_keeps_back_is_said_and_asked_for_again(screen, page):
    screen.open("/projects/map/")
    expect(page.locator("site-map[data-level]")).to_be_visible()
    before = level(page)
    page.route("**/map/sites/**", lambda route: route.abort())

    page.get_by_role("button", name="放大").click()

    expect(page.get_by_role("alert").filter(has_text="未能取得")).to_be_visible()
    assert level(page) == before
    page.unroute("**/map/sites/**")
    page.get_by_role("button", name="重试").click()
    is_closer_than(page, before)
    expect(page.get_by_role("alert").filter(has_text="未能取得")).to_be_hidden()


def test_without_script_each_cluster_leads_closer_and_to_its_rows(projects, browser, live_server):
    with browser.new_context(java_script_enabled=False, base_url=live_server.url) as context:
        page = context.new_page()
        page.goto("/weifang/projects/map/")

        page.locator("[data-closer]").click()
        page.locator("#site-clusters tbody th a").click()

        expect(page.locator(".filters-count b")).to_have_text("12")
