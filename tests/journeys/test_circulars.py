"""The office's month: a draft from the figures, edited, put right, and issued by a second person."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.signing_in import let_in
from tests.people import a_user, a_workspace
from yuandu.mechanisms.circulars.tests.records import NUMBER, a_month


@pytest.fixture
def city(transactional_db):
    """A locked month, an office chief and the one who approves."""
    workspace = a_workspace()
    people = (
        a_user("chief", workspace=workspace, role="city_officer"),
        a_user("second", workspace=workspace, role="administrator"),
    )
    let_in(*people)
    a_month(workspace)
    return workspace


def test_a_circular_is_drafted_edited_put_right_and_issued(city, open_as):
    chief = open_as("chief", "/circulars/")
    expect(chief.get_by_text("还没有通报")).to_be_visible()
    chief.get_by_role("button", name="据数起草").click()
    expect(chief.get_by_role("heading", name="关于2026年10月")).to_be_visible()

    chief.get_by_role("link", name="100万元").first.click()
    expect(chief.get_by_role("row", name="青州市")).to_contain_text("100万元")
    chief.go_back()

    _edit(chief, "投资完成情况", "100万元", "900万元")
    expect(chief.get_by_text("有1个数字与指标不符")).to_be_visible()
    chief.get_by_role("link", name="已修改1段").click()
    expect(chief.locator("del")).to_have_text("100")
    expect(chief.locator("ins")).to_have_text("900")
    chief.go_back()
    _edit(chief, "投资完成情况", "900万元", "100万元")
    _move(chief, "报审")
    expect(chief.get_by_text("待审定").first).to_be_visible()

    second = open_as("second", chief.url.partition("/weifang")[2])
    _move(second, "审定并印发", 发文字号=NUMBER)
    expect(second.get_by_text(NUMBER).first).to_be_visible()
    with second.expect_download() as handed_out:
        second.get_by_role("link", name="Word").click()
    assert handed_out.value.suggested_filename.endswith(".docx")
    assert Path(handed_out.value.path()).read_bytes().startswith(b"PK")


def _edit(page: Page, section: str, old: str, new: str) -> None:
    """Change what a section's first paragraph says."""
    heading = page.get_by_role("heading", name=section)
    heading.locator("xpath=following-sibling::div[1]").get_by_role("link", name="修改第").click()
    box = page.get_by_label("中文文本")
    box.fill(box.input_value().replace(old, new, 1))
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", name=section)).to_be_visible()


def _move(page: Page, name: str, **fields: str) -> None:
    """Make a move of the life cycle, with what its gate asks for."""
    page.get_by_role("link", name=name, exact=True).or_(
        page.get_by_role("button", name=name, exact=True)
    ).first.click()
    for label, value in fields.items():
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name=name).last.click()
