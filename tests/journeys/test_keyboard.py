"""Single keys: to the search box, along the rows of a list, open one; and how they are turned off."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import serious_faults
from tests.journeys.signing_in import let_in
from tests.people import a_user, a_workspace
from yuandu.mechanisms.projects.tests.records import a_draft, some_projects

NAMES = [f"示例项目{number}" for number in range(3)]


@pytest.fixture
def city(transactional_db):
    """Three projects and an officer of the city."""
    workspace = a_workspace()
    let_in(a_user("officer", workspace=workspace, role="city_officer"))
    some_projects(workspace, *(a_draft(workspace, name=name) for name in NAMES))
    return workspace


def stands_at(page: Page) -> str:
    return page.evaluate("document.activeElement.textContent.trim()")


def test_a_list_is_walked_by_keys_that_can_be_turned_off(city, open_as):
    page = open_as("officer", "/projects/?year=0")
    rows = page.locator("main tbody tr th a, main tbody tr td a").all_inner_texts()
    names = [name for name in rows if name in NAMES]

    page.keyboard.press("j")
    assert stands_at(page) == names[0]
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("j")  # there is no fourth
    assert stands_at(page) == names[2]
    page.keyboard.press("k")
    assert stands_at(page) == names[1]

    page.keyboard.press("/")
    box = page.get_by_role("search").get_by_role("searchbox")
    expect(box).to_be_focused()
    page.keyboard.type("jk?/")
    expect(box).to_have_value("jk?/")
    page.keyboard.press("Tab")

    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="快捷键")
    expect(dialog).to_be_visible()
    assert serious_faults(page) == []
    page.keyboard.press("j")
    expect(dialog).to_be_visible()
    dialog.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()

    page.reload()
    for key in ("j", "?", "/"):
        page.keyboard.press(key)
    assert stands_at(page) not in names
    expect(dialog).to_be_hidden()
    expect(box).not_to_be_focused()

    page.get_by_role("button", name="快捷键").click()
    dialog.get_by_role("checkbox").check()
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    assert stands_at(page) == names[2]
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/projects/\d+/"))
    expect(page.get_by_role("heading", name=names[2])).to_be_visible()
