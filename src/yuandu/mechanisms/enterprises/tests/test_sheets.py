"""Announcements and the register of platforms, in and out again."""

import datetime

import pytest

from tests.people import TODAY, a_division
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.registry.models import Party
from yuandu.kernel.sheets import actions as sheets
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.tests.works import sent, workbook
from yuandu.mechanisms.enterprises import queries
from yuandu.mechanisms.enterprises.models import Firm, Platform, Recognition
from yuandu.mechanisms.enterprises.tests.records import a_firm, a_title
from yuandu.site.sample import codes

pytestmark = pytest.mark.django_db
HEAD = ("统一社会信用代码", "企业名称", "县市区", "公告类型", "层级", "批次", "文号", "公告日期")
FIRST, SECOND = (codes.organisation("370781", number) for number in (1, 2))


def a_row(code=FIRST, **cells) -> list:
    row = {
        "统一社会信用代码": code,
        "企业名称": f"示例阀门{code[-4:]}有限公司",
        "县市区": "青州",
        "公告类型": "认定",
        "层级": "省级专精特新中小企业",
        "批次": "2025年度",
        "文号": "样本公告〔2025〕13号",
        "公告日期": "2025年12月18日",
    }
    return list((row | cells).values())


def read(by, *rows, layout="recognitions", head=HEAD):
    file = sent(workbook(["名单"], list(head), *rows))
    upload = sheets.receive(by=by, layout=layouts.get(layout), file=file, mapping=None)
    sheets.read(by=by, upload=upload)
    upload.refresh_from_db()
    return upload


def problems(upload) -> set[str]:
    return {problem["code"] for line in upload.rows.all() for problem in line.problems}


def committed(by, *rows, **options):
    upload = read(by, *rows, **options)
    assert not upload.counts["refused"], problems(upload)
    sheets.accept(by=by, upload=upload, version=upload.version, good_rows_only=False)
    sheets.commit(by=by, upload=upload)
    return upload


@pytest.fixture
def office(weifang, city_officer, acting):
    a_division(weifang)
    return acting(city_officer)


def test_an_announcement_gives_titles_and_enters_firms_it_names_first(weifang, office):
    committed(office, a_row(FIRST), a_row(SECOND))

    assert Firm.objects.count() == 2
    title = Recognition.objects.get(firm__party__code=FIRST)
    assert (title.tier, title.announcement.document) == ("srdi_sme", "样本公告〔2025〕13号")
    assert title.valid_to == datetime.date(2028, 12, 17)
    assert Party.objects.get(code=FIRST).division.name == "青州市"
    assert Entry.objects.filter(action="recognition.recognised").count() == 2


def test_the_same_announcement_twice_gives_one_title(weifang, office):
    committed(office, a_row())
    committed(office, a_row())

    assert Recognition.objects.count() == 1


def test_a_list_put_up_for_comment_recognises_nobody(weifang, office):
    upload = read(office, a_row(公告类型="公示"))

    assert problems(upload) == {"notice-recognises-nobody"}


def test_a_title_ends_by_another_announcement_with_its_reason(weifang, office):
    committed(office, a_row())
    ending = {"文号": "样本公告〔2026〕31号", "公告日期": "2026年6月10日"}

    committed(office, a_row(公告类型="取消", **ending))

    title = Recognition.objects.get()
    assert (title.ending, title.ended_on) == ("cancelled", datetime.date(2026, 6, 10))
    assert not queries.unexpired(weifang, TODAY).exists()
    assert queries.unexpired(weifang, datetime.date(2026, 6, 9)).count() == 1


def test_nobody_loses_a_title_they_do_not_hold(weifang, office):
    upload = read(office, a_row(公告类型="取消"))

    assert problems(upload) == {"nothing-to-end"}


def test_a_credit_code_whose_check_character_is_wrong_is_refused(weifang, office):
    wrong = FIRST[:-1] + ("0" if FIRST[-1] != "0" else "1")

    upload = read(office, a_row(wrong))

    assert upload.counts["refused"] == 1
    assert any(code.startswith("uscc-") for code in problems(upload))


def test_a_firm_not_on_file_needs_a_place(weifang, office):
    upload = read(office, a_row(县市区=None))

    assert "division-missing" in problems(upload)


def test_what_goes_out_comes_in_again_and_changes_nothing(weifang, office):
    committed(office, a_row())
    ending = {"文号": "样本公告〔2026〕31号", "公告日期": "2026年6月10日"}
    committed(office, a_row(公告类型="取消", **ending))
    lines = list(layouts.get("recognitions").export(office))

    assert [line["outcome"] for line in lines] == ["recognised", "cancelled"]
    assert {line["code"] for line in lines} == {FIRST}


def test_an_early_recheck_counts_the_firm_once(weifang):
    firm = a_firm(weifang)
    a_title(firm)
    newer = a_title(firm, valid_from=datetime.date(2026, 10, 1))

    assert list(queries.unexpired(weifang, TODAY)) == [newer]


PLATFORM_HEAD = (
    "平台名称",
    "平台级别",
    "平台类型",
    "统一社会信用代码",
    "依托单位",
    "认定日期",
    "原级别",
)


def test_a_platform_that_was_raised_stands_at_its_highest_level(weifang, office):
    name = "示例重点实验室"
    below = [name, "市级", "重点实验室", FIRST, "示例阀门有限公司", "2020-05-01", None]
    above = [name, "省级", "重点实验室", FIRST, "示例阀门有限公司", "2023-05-01", "市级"]

    committed(office, above, below, layout="platforms", head=PLATFORM_HEAD)

    assert Platform.objects.count() == 2
    assert [each.level for each in queries.current_platforms(weifang, TODAY)] == ["provincial"]
    before = queries.current_platforms(weifang, datetime.date(2022, 1, 1))
    assert [each.level for each in before] == ["municipal"]


def test_nothing_is_raised_downwards_or_from_nothing(weifang, office):
    down = ["甲", "市级", "重点实验室", FIRST, "示例阀门有限公司", "2020-05-01", "省级"]
    from_nothing = ["乙", "省级", "重点实验室", FIRST, "示例阀门有限公司", "2020-05-01", "市级"]

    upload = read(office, down, from_nothing, layout="platforms", head=PLATFORM_HEAD)

    assert problems(upload) == {"raised-from-no-lower-level", "raised-from-nothing"}
