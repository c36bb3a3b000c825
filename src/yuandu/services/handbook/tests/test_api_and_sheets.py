"""The handbook for programs and as a spreadsheet, in and out."""

import datetime

import pytest
from django.core.files.base import ContentFile

from tests.people import TODAY
from yuandu.kernel.indicators import figures
from yuandu.kernel.sheets import actions as sheets
from yuandu.kernel.sheets import layouts, queries
from yuandu.services.handbook import actions
from yuandu.services.handbook.models import Clause
from yuandu.services.handbook.tests.records import a_clause, a_heading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_files")]
URL = "/api/v1/handbook"
HEAD = "类别或方面,类别序号,条号,条款标题,条款正文,来源文件,施行日期,适用条件\n"


def test_programs_get_clauses_questions_and_what_applies(weifang, city_officer, sign_in):
    clause = a_clause(weifang)
    program = sign_in(city_officer)

    listed = program.get(f"{URL}/clauses").json()
    one = program.get(f"{URL}/clauses/{clause.pk}").json()
    asked = program.get(f"{URL}/questions").json()
    weighed = program.get(f"{URL}/for?kind=industry").json()

    assert (listed["total"], one["label"]) == (1, "一-001")
    assert len(asked) == 8
    assert weighed["clauses"][0]["applicability"] == "depends"
    assert weighed["clauses"][0]["depends_on"] == ["land"]
    assert weighed["next_question"] == "land"


def test_a_day_asks_for_what_was_in_force_then(weifang, city_officer, sign_in):
    a_clause(weifang, valid_to=TODAY - datetime.timedelta(days=1))
    program = sign_in(city_officer)

    assert program.get(f"{URL}/clauses").json()["total"] == 0
    assert (
        program.get(f"{URL}/clauses?on={TODAY - datetime.timedelta(days=1)}").json()["total"] == 1
    )


def test_a_figure_counts_what_is_in_force(weifang):
    a_clause(weifang)
    a_clause(weifang, number=2, valid_from=TODAY + datetime.timedelta(days=1))
    a_clause(weifang, heading=a_heading(weifang, "aspect"))

    found = figures.values(weifang, TODAY)

    assert found["handbook.class_clauses.count"].value == 1
    assert found["handbook.aspect_clauses.count"].value == 1


def sent(by, lines):
    file = ContentFile((HEAD + lines).encode(), "手册.csv")
    upload = sheets.receive(by=by, layout=layouts.get("handbook"), file=file)
    return sheets.read(by=by, upload=upload)


def test_a_sheet_goes_into_the_open_edition_and_supersedes(weifang, acting, city_officer):
    old = a_clause(weifang)
    by = acting(city_officer)
    edition = actions.open_edition(by=by, title="修订")
    rows = (
        f"大类,1,1,弹性年期出让,不超过50亩的可以选择。,示例文件,{TODAY},\n"
        f'大类,1,2,先租后让,租赁期满转让。,示例文件,{TODAY},"{{""land"": [""new""]}}"\n'
    )

    for turn in (1, 2):
        upload = sent(by, rows.replace("50亩", f"{turn}0亩"))
        sheets.accept(by=by, upload=upload, version=upload.version, good_rows_only=False)
        sheets.commit(by=by, upload=upload)

    first, second = Clause.objects.filter(edition=edition)
    assert first.supersedes == old
    assert "20亩" in first.text
    assert second.condition == {"land": ["new"]}


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("大类,9,1,标题,正文,示例文件,2026-11-24,\n", "heading"),
        ("大类,1,2,标题,正文,示例文件,2026-11-24,随便\n", "condition"),
        ('大类,1,2,标题,正文,示例文件,2026-11-24,"{""colour"": [""red""]}"\n', "condition"),
        ("大类,1,1,标题,正文,示例文件,2020-01-01,\n", "valid_from"),
        ("大类,甲,1,标题,正文,示例文件,2026-11-24,\n", "heading"),
    ],
)
def test_a_row_that_makes_no_sense_is_told_at_its_cell(weifang, acting, city_officer, line, field):
    a_clause(weifang)
    by = acting(city_officer)
    actions.open_edition(by=by, title="修订")

    upload = sent(by, line)

    assert field in {problem["field"] for problem in queries.problems_of(upload)}


def test_without_an_open_edition_nothing_goes_in(weifang, acting, city_officer):
    a_heading(weifang)

    upload = sent(acting(city_officer), "大类,1,1,标题,正文,示例文件,2026-11-24,\n")

    assert "no-draft-edition" in {problem["code"] for problem in queries.problems_of(upload)}


def test_the_sheet_goes_out_as_it_comes_in(weifang, acting, city_officer):
    clause = a_clause(weifang)
    (row,) = layouts.get("handbook").export(acting(city_officer))

    assert row["title"] == clause.title
    assert row["condition"] == '{"kind": ["industry"], "land": ["new"]}'
