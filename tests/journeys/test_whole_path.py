"""The whole path as a new user walks it: from a messy workbook to the paper and its proof.

In both languages, in one hand and at a desk, on a city of which nothing is known but its
divisions and on a small one that has begun. Everything is found by what a person reads.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import Page, expect

from tests.journeys.taking_turns import DESK, PHONE, Screen
from tests.journeys.test_projects import PASSWORD, PHOTO
from tests.people import a_division, a_user, a_workspace
from yuandu.mechanisms.projects.tests.records import YI, a_draft, a_list, a_place, some_projects

FARM, SCHOOL, BAD = "样本智能农机产业园项目", "样本第一中学迁建项目", "样本坏数据项目"
HEAD = ["序号", "项目名称", "项目代码", "县市区", "建设单位", "投了多少", "项目类别", "级别"]


@dataclass(frozen=True)
class Words:
    """What stands on buttons, links and labels."""

    language: str
    sign_in: str = "登录"
    login: str = "用户名或电子邮箱"
    password: str = "密码"
    more: str = "更多"
    sheets: str = "导入"
    layout: str = "项目"
    file: str = "工作簿或 CSV 文件"
    send: str = "上传并预览"
    refused: str = "有 1 行退回"
    digits: str = "共23位，按规定格式应为24位"
    no_division: str = "本地没有“火星”这个区划"
    not_taken: str = "未予读取：投了多少"
    match: str = "核对列"
    investment: str = "总投资"
    read: str = "按此读取"
    not_a_number: str = "“很多”不是数字"
    faults: str = "标注问题的工作簿"
    good_rows: str = "只写入合格的 2 行"
    written: str = "新增 2 行"
    projects: str = "项目"
    lists: str = "年度名单"
    publish: str = "公布"
    board: str = "阶段看板"
    map: str = "地图"
    stage: str = "开工"
    start: str = "登记开工"
    photo: str = "永久工程破土的现场照片"
    note: str = "说明"
    recorded: str = "已登记"
    not_reported: str = "本期尚未报送"
    press_check: str = "核稿"
    text: str = "文稿"
    check: str = "核对数字"
    agrees: str = "相符"
    differs: str = "不符"
    unknown: str = "无据可查"


CHINESE = Words("zh-hans")
ENGLISH = Words(
    "en",
    sign_in="Sign in",
    login="User name or e-mail",
    password="Password",
    more="More",
    sheets="Import",
    layout="Projects",
    file="Workbook or CSV file",
    send="Send and preview",
    refused="1 row is refused",
    digits="printed it has 24",
    no_division="There is no division “火星” here",
    not_taken="are not taken: 投了多少",
    match="Match the columns",
    investment="Total investment",
    read="Read the file like this",
    not_a_number="“很多” is not a number",
    faults="Workbook with the faults marked",
    good_rows="Write the 2 good rows only",
    written="2 new",
    projects="Projects",
    lists="Annual lists",
    publish="Publish",
    board="Board by stage",
    map="Map",
    stage="Works start",
    start="Start the works",
    photo="Dated photo of permanent works on the site",
    note="Words",
    recorded="is recorded",
    not_reported="has not been reported yet",
    press_check="Press-check",
    text="Text",
    check="Check the numbers",
    agrees="agrees",
    differs="differs",
    unknown="in no figure",
)


@pytest.fixture
def city(transactional_db):
    """A city of which nothing is known but its divisions, and the officer of its lists."""
    workspace = a_workspace()
    a_division(workspace, longitude=118.47, latitude=36.68)
    a_division(workspace, "370782", "诸城市")
    officer = a_user("officer", "市级专员", workspace=workspace, role="city_officer")
    officer.set_password(PASSWORD)
    officer.save(update_fields=["password"])
    return workspace


def begin(workspace) -> None:
    """Put three projects on this year's published lists of the county."""
    place = a_place(a_list(workspace, "county", published=True))
    drafts = [
        a_draft(workspace, stage=stage, investment_total=YI, listings=(place,))
        for stage in ("plan", "build", "production_start")
    ]
    some_projects(workspace, *drafts)


@pytest.fixture
def messy_workbook(tmp_path) -> Path:
    """A workbook as offices send it, and worse."""
    path = tmp_path / "重点项目（最终版）.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("问题清单")
        sheet.merge_range("A1:H1", "青州市2026年重点项目名单")
        sheet.write("A2", "单位：万元")
        first, second = "2603-370781-04-01-000001", "2603-370781-01-01-000002"
        rows = [
            HEAD,
            ["1", FARM, first, "青州市", "样本甲公司", "１２，０００", "产业", "县级"],
            ["2", SCHOOL, second, "青州", "样本乙单位", 8000, "社会民生", "县级"],
            ["3", BAD, "2603-370781-01-01-00003", "火星", "样本乙单位", "很多", "产业", "县级"],
            [],
            ["合计", "", "", "", "", 20000, "", ""],
        ]
        for at, row in enumerate(rows, start=2):
            sheet.write_row(at, 0, row)
    return path


class Walk(Screen):
    """One person's way through the site, with a look at each page on it."""

    def __init__(self, page: Page, address: str, words: Words, width: int) -> None:
        super().__init__(page, address, width=width, language=words.language)
        self.words = words

    def go(self, name: str) -> None:
        """Go where the navigation leads, on a phone out of what it folds away."""
        link = self.page.get_by_role("navigation").get_by_role("link", name=name, exact=True)
        if not link.first.is_visible():
            self.page.get_by_text(self.words.more, exact=True).first.click()
        self.follow(link.locator("visible=true").first)


@pytest.mark.parametrize(
    ("words", "width", "has_begun"),
    [
        (CHINESE, DESK, False),
        (ENGLISH, PHONE, False),
        (CHINESE, PHONE, True),
        (ENGLISH, DESK, True),
    ],
    ids=["zh-desk-empty", "en-phone-empty", "zh-phone-begun", "en-desk-begun"],
)
def test_from_a_messy_workbook_to_the_proof(
    city, messy_workbook, page, live_server, tmp_path, words, width, has_begun
):
    if has_begun:
        begin(city)
    walk = Walk(page, live_server.url, words, width)

    sign_in(walk)
    send_what_the_office_has(walk, messy_workbook)
    correct_the_mapping(walk)
    take_the_faults_back(walk, tmp_path)
    take_the_good_rows(walk)
    find_the_project(walk)
    publish_the_list(walk, has_begun)
    move_it(walk)
    see_it_on_the_board(walk)
    total = 5 if has_begun else 2
    open_a_figure_of_the_paper(walk, total)
    check_a_paragraph(walk, total)

    assert walk.faults == []


def sign_in(walk: Walk) -> None:
    words, page = walk.words, walk.page
    page.goto(f"{walk.address}/")
    expect(walk.main).not_to_contain_text(FARM)
    walk.look()
    walk.follow(page.get_by_role("banner").get_by_role("link", name=words.sign_in))
    page.get_by_label(words.login).fill("officer")
    page.get_by_label(words.password, exact=True).fill(PASSWORD)
    walk.look()
    walk.main.get_by_role("button", name=words.sign_in, exact=True).click()
    expect(page.get_by_text("市级专员").first).to_be_attached()


def send_what_the_office_has(walk: Walk, workbook: Path) -> None:
    words = walk.words
    walk.go(words.sheets)
    walk.follow(walk.main.get_by_role("link", name=words.layout, exact=True).first)
    walk.look()
    walk.page.get_by_label(words.file).set_input_files(workbook)
    walk.press(words.send)
    walk.reads(words.refused, words.digits, words.no_division, words.not_taken, "C6", "D6")
    walk.look()


def correct_the_mapping(walk: Walk) -> None:
    words = walk.words
    walk.turn_to(words.match)
    walk.look()
    walk.main.get_by_label("投了多少", exact=True).select_option(label=words.investment)
    walk.press(words.read)
    walk.reads(words.refused, words.not_a_number, "F6")
    expect(walk.main).not_to_contain_text(words.not_taken)


def take_the_faults_back(walk: Walk, folder: Path) -> None:
    with walk.page.expect_download() as handed:
        walk.main.get_by_role("link", name=walk.words.faults).first.click()
    kept = folder / handed.value.suggested_filename
    handed.value.save_as(kept)
    assert kept.suffix == ".xlsx"
    assert kept.read_bytes().startswith(b"PK")


def take_the_good_rows(walk: Walk) -> None:
    walk.press(walk.words.good_rows)
    walk.reads(walk.words.written)
    walk.look()


def find_the_project(walk: Walk) -> None:
    words = walk.words
    walk.go(words.projects)
    walk.reads(FARM, SCHOOL)
    expect(walk.main).not_to_contain_text(BAD)
    walk.look()
    walk.go(words.map)
    walk.reads("青州市")
    walk.look()
    search = walk.page.get_by_role("searchbox").first
    search.fill("智能农机产业园")
    search.press("Enter")
    walk.reads(FARM)
    expect(walk.main).not_to_contain_text(SCHOOL)
    walk.look()


def publish_the_list(walk: Walk, has_begun: bool) -> None:
    words = walk.words
    walk.go(words.projects)
    walk.go(words.lists)
    walk.look()
    if not has_begun:
        walk.main.get_by_text(words.publish, exact=True).first.click()
        walk.main.get_by_role("button", name=words.publish).click()
    walk.reads("2026")


def move_it(walk: Walk) -> None:
    words = walk.words
    walk.go(words.projects)
    walk.turn_to(FARM)
    walk.look()
    walk.turn_to(words.start)
    walk.look()
    # Without its evidence the gate stays shut.
    walk.press(words.start)
    walk.reads(words.photo)
    papers = {"name": "现场.png", "mimeType": "image/png", "buffer": PHOTO}
    walk.main.get_by_label(re.compile(words.photo)).set_input_files(papers)
    walk.main.get_by_label(re.compile(words.note)).fill("厂房基础已破土动工")
    walk.press(words.start)
    walk.reads("厂房基础已破土动工", "现场.png")
    walk.look()


def see_it_on_the_board(walk: Walk) -> None:
    words = walk.words
    walk.go(words.projects)
    walk.go(words.board)
    column = walk.main.get_by_role("list", name=words.stage, exact=True)
    expect(column.get_by_role("link", name=FARM)).to_be_visible()
    walk.look()


def open_a_figure_of_the_paper(walk: Walk, total: int) -> None:
    words = walk.words
    walk.page.goto(f"{walk.address}/")
    walk.look()
    walk.reads(words.not_reported)
    walk.follow(walk.main.get_by_role("link", name=re.compile(rf"^{total}个?$")).first)
    walk.reads(FARM, SCHOOL)
    walk.look()


def check_a_paragraph(walk: Walk, total: int) -> None:
    words = walk.words
    walk.go(words.press_check)
    walk.main.get_by_label(words.text, exact=True).fill(
        f"全市重点项目{total}个，其中社会民生项目9个；另有锦鲤1234尾。"
    )
    walk.press(words.check)
    walk.reads(words.agrees, words.differs, words.unknown)
    walk.look()
