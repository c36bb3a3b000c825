"""Experts as a spreadsheet, in and out; needs out."""

import pytest
from django.core.files.base import ContentFile

from yuandu.kernel.sheets import actions as sheets
from yuandu.kernel.sheets import layouts, queries
from yuandu.services.cooperation.models import Expert, Free, Tie
from yuandu.services.cooperation.queries import consented
from yuandu.services.cooperation.tests.records import (
    a_challenge,
    a_firm,
    a_need,
    an_expert,
    an_institute,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_files")]
HEAD = (
    "专家编号,姓名,层次,主要领域,其他领域,单位统一社会信用代码,"
    "可服务起始日,可服务截止日,每月天数,同意入库对接期限\n"
)
COLLEGE = "91370700MA3C0XKN5T"


def sent(by, lines: str):
    file = ContentFile((HEAD + lines).encode(), "专家.csv")
    upload = sheets.receive(by=by, layout=layouts.get("experts"), file=file)
    return sheets.read(by=by, upload=upload)


def take_in(by, lines: str) -> None:
    upload = sent(by, lines)
    assert not list(queries.problems_of(upload))
    sheets.accept(by=by, upload=upload, version=upload.version, good_rows_only=False)
    sheets.commit(by=by, upload=upload)


def test_experts_come_in_and_a_second_time_are_changed_not_doubled(weifang, acting, city_officer):
    an_institute(weifang, code=COLLEGE)
    by = acting(city_officer)
    line = "ZJ1,样本专家,{},新材料,食品加工,{},2027-01-01,2027-12-31,{},2028-01-01\n"

    take_in(by, line.format("正高级职称", COLLEGE, 4))
    take_in(by, line.format("领军人才", COLLEGE, 6))

    expert = Expert.objects.get()
    assert (expert.level, expert.fields) == ("leading", ["materials", "food"])
    assert Free.objects.get().days_a_month == 6
    assert Tie.objects.get().organisation.code == COLLEGE
    assert consented(Expert.objects.all(), weifang.today()).exists()
    out = list(layouts.get("experts").export(by))
    assert (out[0]["code"], out[0]["employer"]) == ("ZJ1", COLLEGE)


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("ZJ1,样本,正高级职称,新材料,炼金术,,,,,\n", "other_fields"),
        ("ZJ1,样本,正高级职称,新材料,,91370700MA3C0XKN5T,,,,\n", "employer"),
        ("ZJ1,样本,正高级职称,新材料,,,2027-01-01,,,\n", "free_from"),
        ("ZJ1,样本,正高级职称,新材料,,,2027-12-31,2027-01-01,3,\n", "free_to"),
        ("ZJ1,样本,正高级职称,新材料,,,,,,2020-01-01\n", "consents_to"),
        ("ZJ1,样本,没有的层次,新材料,,,,,,\n", "level"),
    ],
)
def test_a_row_that_makes_no_sense_is_told_at_its_cell(acting, city_officer, line, field):
    upload = sent(acting(city_officer), line)

    assert field in {problem["field"] for problem in queries.problems_of(upload)}


def test_needs_go_out_as_far_as_one_may_know_of_them(weifang, acting, city_officer, owner):
    firm = a_firm(weifang)
    a_challenge(firm)
    a_challenge(firm, stage="draft")
    a_need(firm)
    an_expert(weifang)
    layout = layouts.get("cooperation_needs")

    assert [row["kind"] for row in layout.export(acting(city_officer))] == [
        "challenge",
        "challenge",
        "talent",
    ]
    assert len(list(layout.export(acting(owner)))) == 2
