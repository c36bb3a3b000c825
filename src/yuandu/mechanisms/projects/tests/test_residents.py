"""How many people live where: it comes in as a sheet, and boards measure per head by it."""

from decimal import Decimal

import pytest

from tests.people import a_division
from yuandu.kernel.indicators.models import MonthlyValue
from yuandu.kernel.sheets import actions as sheets
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.permissions import MAY_LAYOUT
from yuandu.kernel.sheets.tests.works import sent, workbook

pytestmark = pytest.mark.django_db
HEAD = ["县市区", "起始月份", "常住人口"]


@pytest.fixture
def city(city_officer, acting):
    return acting(city_officer)


@pytest.fixture
def counties(weifang):
    for code, name in (("370781", "青州市"), ("370782", "诸城市")):
        a_division(weifang, code, name, kind="county")


def taken_in(by, *rows):
    upload = sheets.receive(
        by=by, layout=layouts.get("residents"), file=sent(workbook(HEAD, *rows))
    )
    sheets.read(by=by, upload=upload)
    upload.refresh_from_db()
    if not upload.counts["refused"]:
        sheets.accept(by=by, upload=upload, version=upload.version, good_rows_only=False)
        sheets.commit(by=by, upload=upload)
    return upload


def residents():
    found = MonthlyValue.objects.filter(measure="division.residents")
    return {(each.division.name, each.period): each.value for each in found}


def test_residents_come_in_are_corrected_and_go_out(city, counties):
    taken_in(city, ["青州市", "2025-12", "960000"])
    again = taken_in(city, ["青州市", "2025-12", "961000"], ["诸城市", "2025年12月", "1080000"])

    assert (again.counts["new"], again.counts["changed"]) == (1, 1)
    assert residents() == {("青州市", "2025-12"): 961000, ("诸城市", "2025-12"): 1080000}
    out = list(layouts.get("residents").export(city))
    assert [row["residents"] for row in out] == [Decimal(961000), Decimal(1080000)]


def test_every_county_stands_in_the_sheet_to_be_filled_in(city, counties):
    out = list(layouts.get("residents").export(city))

    assert [str(row["division"]) for row in out] == ["青州市", "诸城市"]
    assert all("residents" not in row for row in out)


@pytest.mark.parametrize("number", ["0", "很多", "-5"])
def test_what_is_no_number_of_people_is_refused(city, counties, number):
    assert taken_in(city, ["青州市", "2025-12", number]).counts["refused"] == 1
    assert residents() == {}


def test_the_city_alone_enters_them(acting, county_officer, city):
    assert MAY_LAYOUT["import"](city, layouts.get("residents"))
    assert not MAY_LAYOUT["import"](acting(county_officer), layouts.get("residents"))
