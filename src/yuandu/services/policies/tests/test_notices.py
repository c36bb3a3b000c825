"""The rows on public notice as files: persons masked, rows taken down, no formula."""

import io
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from tests.people import TODAY
from yuandu.services.policies import actions, sheets
from yuandu.services.policies.models import Case
from yuandu.services.policies.tests.records import a_firm, an_approved_policy, step

pytestmark = pytest.mark.django_db
FILE = "/policies/notices"


@pytest.fixture
def version(weifang, city_officer, department_officer, acting):
    """A policy of which a firm with the name of a formula is on notice, and another is not."""
    officer = acting(city_officer)
    for name in ("=HYPERLINK(1)公司", "未公示公司"):
        a_firm(weifang, name, research=300)
    made = an_approved_policy(officer, acting(department_officer), title="+研发投入补助")
    actions.sweep_version(by=officer, version=made)
    for move in ("verify", "publish"):
        step(officer, Case.objects.get(party__name__startswith="="), move)
    return made


def lines(answer) -> list[str]:
    return b"".join(answer.streaming_content).decode("utf-8-sig").strip().splitlines()


def test_anybody_takes_the_list_along_as_csv_without_a_formula_in_it(version, sign_in):
    head, row = lines(sign_in().get(f"{FILE}.csv"))[-2:]

    assert head.split(",")[:5] == ["对象", "县市区", "政策", "文件名称及文号", "金额（元）"]
    cells = row.split(",")
    assert cells[:3] == ["'=HYPERLINK(1)公司", "青州市", "'+研发投入补助"]
    assert Decimal(cells[4]) == 300_000
    assert cells[-2] == TODAY.isoformat()


def test_the_workbook_holds_the_same_rows(version, sign_in):
    file = io.BytesIO(b"".join(sign_in().get(f"{FILE}.xlsx").streaming_content))

    rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    [row] = [row for row in rows if "=HYPERLINK(1)公司" in row]
    assert 300_000 in row
    assert not any("未公示公司" in row for row in rows)


def test_persons_are_masked_and_rows_come_down_when_the_notice_has_ended(
    weifang, version, sign_in, acting, city_officer
):
    case = Case.objects.get(party__name__startswith="=")
    case.party.kind, case.party.name = "person", "王小二"
    case.party.save(update_fields=["kind", "name"])

    public = lines(sign_in().get(f"{FILE}.csv"))[-1]
    assert "王小二" not in public
    assert public.startswith("王")
    assert [row["party"] for row in sheets.rows(acting(city_officer))] == ["王小二"]

    Case.objects.filter(pk=case.pk).update(
        notice_from=TODAY.replace(day=1), notice_until=TODAY.replace(day=2)
    )
    assert not any("王" in line for line in lines(sign_in().get(f"{FILE}.csv")))


def test_the_page_offers_both_files(version, sign_in):
    page = sign_in().get("/policies/notices/").content.decode()

    assert f"{FILE}.xlsx" in page
    assert f"{FILE}.csv" in page
