"""A firm's way up the ladder: self-assessment, vault, pre-review, letter, notice, announcement.

Three people go it in turn: the firm's accountant, the officer of its county, the officer of
the city; a fourth, of a department, objects. The title itself comes with an announcement.
"""

import io
import re
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from tests.journeys.taking_turns import Screen
from tests.people import TODAY, a_division, a_user, a_workspace
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.enterprises.models import Tier
from yuandu.mechanisms.enterprises.tests.records import a_firm, a_title, facts_of_a_year
from yuandu.services.policies.loading import load_library
from yuandu.site.sample import codes

FIRM, TITLE = "样本精密泵业有限公司", "专精特新中小企业"
LETTER, NOTICE, DOCUMENT = "潍工信推〔2026〕7号", "样本公示〔2026〕3号", "样本公告〔2026〕20号"
FIGURE = "/figures/enterprises.srdi_sme.count/"
ANNOUNCED = (
    ("统一社会信用代码", codes.organisation("370781", 1)),
    *(("企业名称", FIRM), ("县市区", "青州"), ("公告类型", "认定")),
    *(("层级", "省级专精特新中小企业"), ("批次", "2026年度")),
    *(("文号", DOCUMENT), ("公告日期", f"{TODAY.year}年{TODAY.month}月{TODAY.day}日")),
)


@pytest.fixture
def people(transactional_db) -> dict[str, object]:
    """Return who works in a city where one firm holds the title and another wants it."""
    workspace = a_workspace()
    qingzhou = a_division(workspace)
    load_library(Actor.system(workspace))
    a_title(a_firm(workspace, name="样本持证轴承有限公司"))
    firm = a_firm(workspace, name=FIRM, code=codes.organisation("370781", 1))
    facts_of_a_year(firm, 2025)

    def somebody(name, role, **post):
        return a_user(role, name, workspace=workspace, role=role, **post)

    return {
        "accountant": somebody("企业会计", "owner", organisation=firm.party),
        "county": somebody("青州专员", "county_officer", division=qingzhou),
        "city": somebody("市级专员", "city_officer"),
        "department": somebody("税务联络员", "department_officer"),
    }


def a_paper(year: int) -> bytes:
    return f"%PDF-1.7\n% 审计报告 {year}\n%%EOF\n".encode()


@pytest.fixture
def announcement(tmp_path) -> Path:
    """Return the announcement as a workbook."""
    path = tmp_path / "认定公告.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for at, (head, cell) in enumerate(ANNOUNCED):
            sheet.write(0, at, head)
            sheet.write(1, at, cell)
    return path


def test_a_firm_climbs_a_rung(people, page, live_server, tmp_path, announcement):
    screen = Screen(page, live_server.url)

    screen.taken_by(people["accountant"])
    apply_with_a_self_assessment(screen)
    put_papers_in(screen, 2025)
    screen.taken_by(people["county"])
    find_the_application(screen)
    screen.move("纳入辅导")
    screen.taken_by(people["accountant"])
    find_the_application(screen)
    screen.move("提交预审")
    screen.taken_by(people["county"])
    find_the_application(screen)
    screen.move("退回补正", 说明="缺2024年度审计报告，请补正")
    screen.taken_by(people["accountant"])
    mend_and_hand_in_again(screen)
    screen.taken_by(people["county"])
    find_the_application(screen)
    screen.move("预审通过")
    screen.taken_by(people["city"])
    find_the_application(screen)
    screen.move("出具推荐函", 推荐函文号=LETTER)
    screen.reads(LETTER)
    open_the_pack(screen.take("申报材料包", tmp_path))
    count_the_titled(screen, "1家")
    find_the_application(screen)
    screen.move("登记公示", 公示文件=NOTICE, 公示截止日="2026-12-01")
    screen.taken_by(people["department"])
    object_to_it(screen)
    screen.taken_by(people["city"])
    find_the_application(screen)
    screen.reads("异议核查", "研发费用与年报不一致")
    screen.move("异议不成立", 说明="经复核，差额为委托研发费用")
    take_the_announcement_in(screen, announcement)
    count_the_titled(screen, "2家")
    screen.follow(screen.main.get_by_role("link", name=FIRM))
    read_the_history(screen)

    assert screen.faults == []


def apply_with_a_self_assessment(screen: Screen) -> None:
    screen.open("/enterprises/")
    screen.turn_to(FIRM)
    screen.reads("历年数据", "尚无公告载明该企业")
    screen.look()
    screen.turn_to("申报称号")
    screen.look()
    screen.fill({"申报称号": TITLE})
    screen.send("发起申报")
    screen.reads("按现行标准", "对照更高梯级标准", "差距", "尚未报送")
    screen.look()


def put_papers_in(screen: Screen, *years: int) -> None:
    """Go from the conditions that lack a paper to the vault, and put audit reports in."""
    for year in years:
        lacking = screen.main.locator("details").filter(has_text="尚缺佐证材料").first
        lacking.locator("summary").click()
        condition = lacking.get_by_role("listitem").filter(has_text="审计报告")
        screen.follow(condition.get_by_role("link", name=str(year)).first)
        expect(screen.main.get_by_label("所属年度")).to_have_value(str(year))
        screen.attach("文件", f"审计报告{year}.pdf", "application/pdf", a_paper(year))
        screen.send("放入")
        screen.reads(f"审计报告{year}.pdf")
        screen.look()


def find_the_application(screen: Screen) -> None:
    """Find it in the list, as everybody does who works on it."""
    screen.open("/enterprises/applications/")
    screen.follow(screen.main.get_by_role("table").get_by_role("link", name=FIRM))


def mend_and_hand_in_again(screen: Screen) -> None:
    """Read why it came back, in the in-box too, add the paper, hand in again."""
    screen.open("/inbox/")
    screen.reads("缺2024年度审计报告，请补正")
    find_the_application(screen)
    screen.reads("缺2024年度审计报告，请补正")
    put_papers_in(screen, 2024)
    find_the_application(screen)
    screen.reads("2份")
    screen.send("重新自评")
    screen.reads("已重新自评")
    screen.move("提交预审")
    screen.reads("提交预审")


def open_the_pack(path: Path) -> None:
    """Open what was handed out: the self-assessment, the figures, the papers as they were."""
    assert path.name == f"{FIRM}-{TITLE}.zip"
    with zipfile.ZipFile(path) as pack:
        assert pack.testzip() is None
        held = {name.split("-", 1)[1]: pack.read(name) for name in pack.namelist()}
    assert held["自评报告.pdf"].startswith(b"%PDF-")
    figures = CalamineWorkbook.from_filelike(io.BytesIO(held["历年数据.xlsx"]))
    assert "2025" in figures.get_sheet_by_index(0).to_python()[0]
    assert held["2024-审计报告.pdf"] == a_paper(2024)
    assert held["2025-审计报告.pdf"] == a_paper(2025)


def count_the_titled(screen: Screen, number: str) -> None:
    """Read article 3 of the paper, and open its number."""
    screen.open("/")
    screen.follow(screen.main.locator(f"a.figure[href$='{FIGURE}']").first)
    screen.reads(number)


def object_to_it(screen: Screen) -> None:
    screen.open("/enterprises/applications/notices/")
    screen.reads(FIRM, "2026-12-01")
    screen.look()
    screen.turn_to(re.compile("提出异议"))
    screen.fill({"异议内容": "研发费用与年报不一致，见2025年年报第12页"})
    screen.look()
    screen.send("提出异议")
    screen.reads_nothing_of(FIRM)


def take_the_announcement_in(screen: Screen, announcement: Path) -> None:
    screen.open("/sheets/recognitions/")
    screen.main.get_by_label("工作簿或 CSV 文件").set_input_files(announcement)
    screen.send("上传并预览")
    screen.reads(FIRM)
    screen.look()
    screen.follow(screen.main.locator("form[action*=commit] button").last)
    screen.reads("新增 1 行")
    find_the_application(screen)
    screen.reads("已获认定", DOCUMENT, "经复核，差额为委托研发费用")
    screen.look()


def read_the_history(screen: Screen) -> None:
    """Read on the firm's own page that it holds the title, since when and until when."""
    row = screen.main.get_by_role("row").filter(has_text=DOCUMENT)
    expect(row).to_contain_text(str(Tier.SRDI_SME.label))
    expect(row).to_contain_text("2026-11-24")
    expect(row).to_contain_text("2029-11-23")
    screen.look()
