"""The staff list by spreadsheet: taken over, handed out the same, told what is wrong."""

import datetime

import pytest

from tests.companies import a_company, a_section, people_of
from yuandu.kernel.registry.queries import actor_for
from yuandu.kernel.sheets.rules.columns import Reference
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.workforce import sheets
from yuandu.mechanisms.workforce.models import Worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def hr(db):
    company = a_company()
    return actor_for(people_of(company)["hr_officer"], company)


def a_row(by, number, at=1, *, section="S01", **values):
    place = a_section(by.workspace, section)
    told = {
        "number": number,
        "name": "样本·新人",
        "section": Reference(place.pk, place.name, place.code),
        "joined_on": datetime.date(2026, 3, 2),
    }
    return Row(number=at, values=told | values)


def test_a_list_that_went_out_comes_in_without_a_change(hr):
    out = list(sheets.export(hr))
    rows = [Row(number=at, values=values) for at, values in enumerate(out, start=1)]
    assert dict(sheets.existing(hr, rows)) == {row.number: row.values for row in rows}


def test_new_lines_are_added_and_known_ones_changed(hr):
    known = Worker.objects.get(workspace=hr.workspace, number="00001")
    rows = [a_row(hr, "77777", 1), a_row(hr, known.number, 2, section="S02")]
    outcome = sheets.commit(hr, rows)
    known.refresh_from_db()
    assert (outcome.created, outcome.updated) == (1, 1)
    assert known.section.code == "S02"
    assert known.user_id is not None  # an account is not the list's to take


@pytest.mark.parametrize(
    ("section", "values", "code"),
    [
        ("B1", {}, "no-section"),
        ("S01", {"left_on": datetime.date(2026, 3, 1)}, "leaves-first"),
        ("S01", {"left_on": datetime.date(2026, 3, 2)}, ""),
    ],
)
def test_what_is_wrong_is_told_of_the_row(hr, section, values, code):
    found = [each.code for each in sheets.resolve(hr, [a_row(hr, "1", section=section, **values)])]
    assert found == ([code] if code else [])
