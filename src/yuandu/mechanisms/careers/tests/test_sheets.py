"""Records go in and out as a spreadsheet and are never changed by it; positions go out."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from yuandu.kernel.sheets import actions as sheets
from yuandu.kernel.sheets import layouts
from yuandu.mechanisms.careers.models import WorkerRecord
from yuandu.mechanisms.careers.tests.people import PAPER, House

pytestmark = pytest.mark.django_db
HEAD = "工号,kind,title,value,quantity,obtained_on,expires_on,evidence"


@pytest.fixture
def house(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return House()


def sent(house, *rows):
    content = "\n".join([HEAD, *rows]).encode()
    upload = sheets.receive(
        by=house.hr,
        layout=layouts.get("careers-records"),
        file=SimpleUploadedFile("a.csv", content),
    )
    return sheets.read(by=house.hr, upload=upload)


def codes(upload):
    return [[each["code"] for each in row.problems] for row in upload.rows.order_by("number")]


def test_records_are_entered_from_a_sheet_and_sent_again_nothing_is_doubled(house):
    number = house.worker("worker").number
    rows = (
        f"{number},courses,样本·数控加工,digital_machining,,2024-05-01,,{PAPER}",
        f"{number},projects,样本·攻关项目,,2,2024-06-01,,{PAPER}",
    )

    for new in (2, 0):
        upload = sent(house, *rows)
        assert codes(upload) == [[], []]
        sheets.accept(by=house.hr, upload=upload, version=upload.version, good_rows_only=False)
        assert sheets.commit(by=house.hr, upload=upload).counts["created"] == new

    found = WorkerRecord.objects.order_by("obtained_on")
    assert list(found.values_list("kind", "value", "number")) == [
        ("courses", "digital_machining", 1),
        ("projects", "", 2),
    ]


def test_a_long_sheet_is_entered_in_as_many_statements_as_a_short_one(house):
    number = house.worker("worker").number

    def asked(*days):
        upload = sent(
            house, *(f"{number},projects,样本·攻关,,1,2024-06-{day:02d},,{PAPER}" for day in days)
        )
        sheets.accept(by=house.hr, upload=upload, version=upload.version, good_rows_only=False)
        with CaptureQueriesContext(connection) as found:
            sheets.commit(by=house.hr, upload=upload)
        return len(found)

    assert asked(*range(1, 21)) == asked(*range(21, 24))
    assert WorkerRecord.objects.count() == 23


def test_what_the_page_lets_stand_side_by_side_goes_out_and_comes_in_again(house):
    for course in ("design_basics", "digital_machining"):
        house.record("worker", "courses", course, title="样本·脱产培训")
    records = list(layouts.get("careers-records").export(house.hr))
    lines = [
        ",".join(str(each[name] or "") for name in ("number", *HEAD.split(",")[1:]))
        for each in records
    ]

    again = sent(house, *lines)
    assert codes(again) == [[], []]
    assert again.counts["same"] == 2

    WorkerRecord.objects.all().delete()
    anew = sent(house, *lines)
    sheets.accept(by=house.hr, upload=anew, version=anew.version, good_rows_only=False)
    assert sheets.commit(by=house.hr, upload=anew).counts["created"] == 2
    assert list(layouts.get("careers-records").export(house.hr)) == records


def test_what_makes_no_sense_is_told_at_its_row(house):
    number = house.worker("worker").number
    house.record("worker", "projects", title="样本·攻关项目")

    upload = sent(
        house,
        f"X9,projects,样本·甲,,1,2024-06-01,,{PAPER}",
        f"{number},education,样本·乙,phd,,2024-06-01,,{PAPER}",
        f"{number},projects,样本·丙,,1,2099-06-01,,{PAPER}",
        f"{number},projects,样本·攻关项目,,3,2024-05-01,,{PAPER}",
    )

    assert codes(upload) == [
        ["unknown-worker"],
        ["record-value"],
        ["record-future"],
        ["record-stands"],
    ]


def test_the_records_that_count_and_where_people_stand_go_out(house):
    house.a_technician()
    number = house.worker("worker").number

    records = list(layouts.get("careers-records").export(house.hr))
    assert {each["number"] for each in records} == {number}
    assert {each["kind"] for each in records} == {"projects", "education", "review", "courses"}

    (stands,) = layouts.get("careers-positions").export(house.hr)
    assert (stands["number"], stands["rung"], stands["basis"]) == (number, "技师", PAPER)
    assert list(layouts.get("careers-positions").export(house.actor("team_leader"))) == []
