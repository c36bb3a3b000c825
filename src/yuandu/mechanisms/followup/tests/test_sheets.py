"""Months go out as a workbook, are edited, perhaps by two, and come back."""

import csv
from decimal import Decimal

import pytest

from tests.people import an_organisation
from yuandu.kernel.registry.models import Post
from yuandu.kernel.sheets import actions as sheets
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.refusals import Stale
from yuandu.kernel.sheets.tests.works import sent, workbook
from yuandu.kernel.sheets.writing import sheets as writing
from yuandu.mechanisms.followup.models import Correction, Month, SourceOffice
from yuandu.mechanisms.followup.tests.records import (
    OCTOBER,
    SEPTEMBER,
    a_project_to_follow,
    file,
)
from yuandu.mechanisms.projects.tests.records import WAN

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(county_officer, acting):
    return acting(county_officer)


@pytest.fixture
def projects(weifang):
    return [a_project_to_follow(weifang) for _number in range(2)]


def exported(by) -> tuple[list, list[list]]:
    """Return header and rows of what `by` takes along."""
    layout = layouts.get("followed-months")
    head, *rows = csv.reader(writing.csv_lines(layout, layout.export(by), by.workspace))
    return head, rows


TITLES = {
    "month": "月份", "tax": "缴税", "refund": "退税", "output": "产值", "scale": "纳统状态",
    "why": "更正说明",
}  # fmt: skip


def edited(head, rows, project, period=OCTOBER, **cells):
    """Return the rows with cells of one project's month changed."""
    changed = [list(row) for row in rows]
    month, name = head.index("月份"), head.index("项目")
    [row] = [
        row
        for row in changed
        if row[name] == project.name
        and row[month].replace("年", "-").startswith(period[:4])
        and period[5:].lstrip("0") in row[month]
    ]
    for key, value in cells.items():
        [column] = [at for at, title in enumerate(head) if title.startswith(TITLES[key])]
        row[column] = value
    return changed


def read(by, head, *rows):
    upload = sheets.receive(
        by=by, layout=layouts.get("followed-months"), file=sent(workbook(list(head), *rows))
    )
    sheets.read(by=by, upload=upload)
    upload.refresh_from_db()
    return upload


def codes(upload) -> list[str]:
    return [problem["code"] for line in upload.rows.order_by("pk") for problem in line.problems]


def committed(by, upload):
    sheets.accept(by=by, upload=upload, version=upload.version, good_rows_only=False)
    sheets.commit(by=by, upload=upload)
    return upload


def test_what_went_out_comes_back_unchanged(weifang, clerk, projects):
    file(weifang, projects[0], OCTOBER, -5, 300, scale="above")
    head, rows = exported(clerk)

    upload = read(clerk, head, *rows)

    assert len(rows) == 6  # October of both, August and September that nobody filed
    assert (upload.counts["same"], upload.counts["refused"]) == (6, 0)
    assert not upload.problems


def test_an_edited_row_is_filed_and_the_rest_stays_unfiled(clerk, projects):
    head, rows = exported(clerk)
    rows = edited(head, rows, projects[0], tax="12.5", output="300", scale="规上")

    upload = committed(clerk, read(clerk, head, *rows))

    assert (upload.counts["new"], upload.counts["same"]) == (1, 5)
    month = Month.objects.get(project=projects[0], period=OCTOBER)
    assert (month.tax_paid, month.output_value) == (125_000, 300 * WAN)
    assert month.scale == "above"
    assert Month.objects.exclude(version=0).count() == 1


def test_a_correction_comes_with_its_reason(weifang, clerk, projects):
    file(weifang, projects[0], OCTOBER, 10, 300)
    head, rows = exported(clerk)

    silent = read(clerk, head, *edited(head, rows, projects[0], tax="11"))
    told = edited(head, rows, projects[0], tax="11", why="补缴入库")
    committed(clerk, read(clerk, head, *told))

    assert codes(silent) == ["no-reason"]
    assert Correction.objects.get().why == "补缴入库"
    assert Month.objects.get(project=projects[0], period=OCTOBER).tax_paid == 11 * WAN


def test_what_makes_no_sense_is_refused_at_its_cell(weifang, clerk, projects):
    file(weifang, projects[1], OCTOBER, 10, 300)
    head, rows = exported(clerk)
    rows = edited(head, rows, projects[0], tax="-3", output="1")
    rows = edited(head, rows, projects[1], tax="")

    upload = read(clerk, head, *rows)

    assert sorted(codes(upload)) == ["emptied", "negative"]
    assert upload.counts["refused"] == 2


@pytest.mark.parametrize(
    ("month", "code"), [("2026-11", "month-not-ended"), ("2026-07", "not-followed")]
)
def test_a_month_that_is_not_followed_or_has_not_ended_is_refused(clerk, projects, month, code):
    head, rows = exported(clerk)

    upload = read(clerk, head, *edited(head, rows, projects[0], month=month, tax="9"))

    assert codes(upload) == [code]


def test_of_two_copies_the_second_is_told_what_the_first_filed(weifang, clerk, projects):
    head, rows = exported(clerk)
    first = read(clerk, head, *edited(head, rows, projects[0], tax="9", output="90"))
    committed(clerk, first)

    second = read(clerk, head, *edited(head, rows, projects[0], tax="8", output="90"))

    assert "filed-meanwhile" in codes(second)
    assert Month.objects.get(project=projects[0], period=OCTOBER).tax_paid == 9 * WAN


def test_nothing_is_filed_when_somebody_was_quicker_than_the_preview(weifang, clerk, projects):
    head, rows = exported(clerk)
    upload = read(clerk, head, *edited(head, rows, projects[0], tax="9", output="90"))
    file(weifang, projects[0], OCTOBER, 7, 70)
    sheets.accept(by=clerk, upload=upload, version=upload.version, good_rows_only=False)

    with pytest.raises(Stale):
        sheets.commit(by=clerk, upload=upload)

    assert Month.objects.get(project=projects[0], period=OCTOBER).tax_paid == 7 * WAN


def test_another_county_takes_nothing_along_and_files_nothing(
    clerk, projects, acting, other_county_officer
):
    head, rows = exported(clerk)
    other = acting(other_county_officer)

    assert exported(other)[1] == []
    assert set(codes(read(other, head, *rows))) == {"not-followed"}


def test_the_tax_office_files_tax_and_leaves_output_alone(
    weifang, clerk, projects, acting, department_officer
):
    office = an_organisation(weifang, "示例税务局")
    Post.objects.filter(user=department_officer).update(organisation=office)
    SourceOffice.objects.create(workspace=weifang, office=office, source="tax")
    officer = acting(department_officer)
    head, rows = exported(officer)

    both = read(officer, head, *edited(head, rows, projects[0], tax="9", output="90"))
    own = read(officer, head, *edited(head, rows, projects[0], SEPTEMBER, tax="9"))
    committed(officer, own)

    assert codes(both) == ["not-yours"]
    month = Month.objects.get(project=projects[0], period=SEPTEMBER)
    assert (month.tax_paid, month.output_value) == (Decimal(90_000), None)
