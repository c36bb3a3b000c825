"""A county's month goes out as a workbook, is edited, perhaps by three, and comes back."""

import csv
from decimal import Decimal

import pytest

from yuandu.kernel.sheets import actions as sheets
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.refusals import Stale
from yuandu.kernel.sheets.tests.works import sent, workbook
from yuandu.kernel.sheets.writing import sheets as writing
from yuandu.mechanisms.projects.tests.records import WAN
from yuandu.mechanisms.reporting import actions
from yuandu.mechanisms.reporting.models import Report
from yuandu.mechanisms.reporting.tests.records import (
    a_filing,
    a_locked_month,
    a_project_to_report,
    a_round,
    an_entry,
    step,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(county_officer, acting):
    return acting(county_officer)


@pytest.fixture
def projects(weifang):
    return [a_project_to_report(weifang) for _number in range(3)]


@pytest.fixture
def filing(weifang, projects):
    entries = {f"p{each.pk}": an_entry(100, progress="基础施工") for each in projects}
    a_locked_month(weifang, **entries)
    return a_filing(weifang, a_round(weifang))


def exported(by) -> tuple[list, list[list]]:
    """Return header and rows of what `by` takes along."""
    layout = layouts.get("reports")
    head, *rows = csv.reader(writing.csv_lines(layout, layout.export(by), by.workspace))
    return head, rows


TITLES = {
    "month": "月份",
    "division": "县市区",
    "invested": "本月完成投资",
    "share": "进度",
    "needs": "需协调问题",
    "factor": "要素类别",
}


def edited(head, rows, project, **cells):
    """Return the rows with cells of one project changed."""
    changed = [list(row) for row in rows]
    [row] = [row for row in changed if row[head.index("项目")] == project.name]
    for key, value in cells.items():
        [column] = [at for at, name in enumerate(head) if name.startswith(TITLES[key])]
        row[column] = value
    return changed


def read(by, head, *rows):
    upload = sheets.receive(
        by=by, layout=layouts.get("reports"), file=sent(workbook(list(head), *rows))
    )
    sheets.read(by=by, upload=upload)
    upload.refresh_from_db()
    return upload


def codes(upload) -> list[str]:
    return [problem["code"] for line in upload.rows.order_by("pk") for problem in line.problems]


def committed(by, upload, *, good_rows_only=False):
    sheets.accept(by=by, upload=upload, version=upload.version, good_rows_only=good_rows_only)
    sheets.commit(by=by, upload=upload)
    return upload


def test_what_went_out_comes_back_unchanged(clerk, filing):
    head, rows = exported(clerk)

    upload = read(clerk, head, *rows)

    assert (upload.counts["same"], upload.counts["refused"]) == (3, 0)
    assert not upload.problems


def test_an_edited_row_is_reported_and_the_rest_stays_unreported(clerk, filing, projects):
    head, rows = exported(clerk)

    said = {"invested": "250", "share": "45%", "needs": "二期用电", "factor": "能耗"}
    upload = read(clerk, head, *edited(head, rows, projects[0], **said))
    committed(clerk, upload)

    assert (upload.counts["new"], upload.counts["same"]) == (1, 2)
    report = Report.objects.get(filing=filing)
    assert report.project == projects[0]
    assert (report.invested, report.progress_share) == (250 * WAN, Decimal("0.45"))
    assert (report.progress, report.needs, report.factor) == ("基础施工", "二期用电", "energy")
    head, rows = exported(clerk)
    again = read(clerk, head, *rows)
    assert again.counts["same"] == 3


def test_progress_of_105_percent_is_refused_at_its_cell(clerk, filing, projects):
    head, rows = exported(clerk)

    upload = read(clerk, head, *edited(head, rows, projects[0], invested="0", share="105%"))

    assert codes(upload) == ["too-large"]
    assert upload.counts["refused"] == 1


def test_what_contradicts_itself_is_a_warning(clerk, filing, projects):
    head, rows = exported(clerk)

    upload = read(clerk, head, *edited(head, rows, projects[0], invested="50", share="30%"))

    assert codes(upload) == ["progress-falls"]
    assert upload.counts["refused"] == 0


def test_a_month_that_is_locked_or_not_open_is_refused(clerk, filing, projects):
    head, rows = exported(clerk)
    rows = edited(head, rows, projects[0], month="2026-10", invested="9")
    rows = edited(head, rows, projects[1], month="2026-12", invested="9")

    assert sorted(codes(read(clerk, head, *rows))) == ["month-locked", "month-not-open"]


def test_rows_of_another_county_are_refused(filing, projects, acting, other_county_officer, clerk):
    head, rows = exported(clerk)

    upload = read(acting(other_county_officer), head, *rows)

    assert set(codes(upload)) == {"not-your-county"}
    assert exported(acting(other_county_officer))[1] == []


def test_a_signed_month_takes_no_rows(clerk, filing, projects):
    entries = {each.pk: an_entry(1) for each in projects}
    actions.enter(by=clerk, filing=filing, entries=entries)
    head, rows = exported(clerk)
    step(clerk, filing, "sign")

    upload = read(clerk, head, *edited(head, rows, projects[0], invested="2"))

    assert set(codes(upload)) == {"filing-signed"}


def test_something_without_this_months_investment_is_not_taken(clerk, filing, projects):
    head, rows = exported(clerk)

    assert codes(read(clerk, head, *edited(head, rows, projects[0], share="60%"))) == [
        "no-investment"
    ]


def test_a_project_that_is_not_reported_is_named(clerk, filing, projects):
    head, rows = exported(clerk)
    rows[0][head.index("项目")], rows[0][head.index("项目代码")] = "不在名单的项目", ""

    assert codes(read(clerk, head, *rows)) == ["not-reported-here"]


def test_copies_edited_by_three_overwrite_nothing(clerk, filing, projects):
    head, rows = exported(clerk)
    first = edited(head, rows, projects[0], invested="11")
    second = edited(head, rows, projects[1], invested="22")
    third = edited(head, edited(head, rows, projects[0], invested="33"), projects[2], invested="3")

    for copy in (first, second):
        committed(clerk, read(clerk, head, *copy))
    upload = read(clerk, head, *third)

    assert upload.counts["refused"] == 1
    problems = [each for line in upload.rows.all() for each in line.problems]
    [problem] = [each for each in problems if each["severity"] == "error"]
    assert problem["code"] == "entered-meanwhile"
    assert problem["params"]["entered"] == "11 万元"
    committed(clerk, upload, good_rows_only=True)
    said = dict(Report.objects.filter(filing=filing).values_list("project", "invested"))
    assert said == {
        project.pk: Decimal(wan * WAN) for project, wan in zip(projects, (11, 22, 3), strict=True)
    }


def test_a_merged_workbook_that_says_two_things_takes_neither(clerk, filing, projects):
    head, rows = exported(clerk)
    merged = [
        *edited(head, rows, projects[0], invested="11"),
        *edited(head, rows, projects[0], invested="33"),
    ]

    upload = read(clerk, head, *merged)
    assert codes(upload).count("said-differently") == 2

    committed(clerk, upload, good_rows_only=True)
    assert not Report.objects.filter(filing=filing).exists()


def test_a_line_entered_on_the_page_after_the_preview_makes_the_sheet_stale(
    clerk, filing, projects
):
    head, rows = exported(clerk)
    upload = read(clerk, head, *edited(head, rows, projects[0], invested="11"))
    sheets.accept(by=clerk, upload=upload, version=upload.version, good_rows_only=False)
    actions.enter(by=clerk, filing=filing, entries={projects[0].pk: an_entry(44)})

    with pytest.raises(Stale):
        sheets.commit(by=clerk, upload=upload)

    assert Report.objects.get(filing=filing).invested == 44 * WAN


def test_the_clerks_page_leads_to_the_sheet(sign_in, county_officer, filing):
    page = sign_in(county_officer).get(filing.get_absolute_url().removeprefix("/weifang")).text

    assert "/sheets/reports/export.xlsx" in page
    assert "/sheets/reports/" in page
