from datetime import date

import pytest

from yuandu.engines.calendar import (
    BadTable,
    Calendar,
    china,
    is_working_day,
    read_table,
    write_table,
)
from yuandu.engines.calendar.seed import table_from_library

NEXT_YEAR = """day,kind,name,name_en
2027,announced,,
2027-01-01,off,元旦,New Year's Day
2027-01-03,work,元旦,New Year's Day
"""


def test_the_shipped_table_is_what_the_library_gives():
    assert china().table == table_from_library()


def test_a_table_is_written_and_read_back():
    table = china().table

    assert read_table(write_table(table)) == table


def test_next_years_notice_can_be_added():
    calendar = Calendar(china().table.joined(read_table(NEXT_YEAR)))

    assert not is_working_day(date(2027, 1, 1), calendar=calendar)
    assert is_working_day(date(2027, 1, 3), calendar=calendar)
    assert not calendar.is_provisional(date(2027, 1, 1))
    assert calendar.table.entries[date(2027, 1, 1)].name == "元旦"
    assert not is_working_day(date(2026, 10, 1), calendar=calendar)


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("", "first line"),
        ("day,kind\n", "first line"),
        (NEXT_YEAR + "2027-01-01,off,元旦,\n", "line 5: 2027-01-01 stands twice"),
        (NEXT_YEAR + "2027-02-30,off,,\n", "line 5"),
        (NEXT_YEAR + "2027-02-03,rest,,\n", "the kind 'rest'"),
        (NEXT_YEAR + "next,announced,,\n", "line 5"),
        (NEXT_YEAR + "2027-02-03\n", "line 5"),
        (NEXT_YEAR + "2028-02-03,off,,\n", "2028, which is not announced"),
    ],
)
def test_a_table_with_a_mistake_says_where(text, trouble):
    with pytest.raises(BadTable, match=trouble):
        read_table(text)
