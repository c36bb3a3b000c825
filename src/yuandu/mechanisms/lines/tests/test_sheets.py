"""Which counties a line reaches, by sheet: what is wrong is told, what is right is kept."""

from decimal import Decimal

import pytest

from tests.people import a_user
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.queries import actor_for
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.lines.sheets import reach
from yuandu.mechanisms.lines.tests.records import a_county, a_line

pytestmark = pytest.mark.django_db


def a_row(line, code="130104", number=2, is_new=False, **values):
    defaults = {"hours": Decimal(12), "kilometres": Decimal(540)}
    return Row(
        number=number,
        values={"line": line, "county_code": code} | defaults | values,
        is_new=is_new,
    )


def test_a_sheet_adds_counties_and_changes_hours(weifang):
    by, line = Actor.system(weifang), a_line(weifang)
    a_county(weifang, "110106", "丰台区")
    rows = [a_row(line.name), a_row(line.name, "110106", 3, is_new=True)]

    before = reach.existing(by, rows)
    assert before == {2: {"hours": Decimal(10), "kilometres": Decimal(520)}}
    outcome = reach.commit(by, rows)

    assert (outcome.created, outcome.updated) == (1, 1)
    assert [(each["county_code"], each["hours"]) for each in reach.export(by)] == [
        ("110106", Decimal(12)),
        ("130104", Decimal(12)),
    ]


def test_a_sheet_with_unknown_lines_and_counties_says_where(weifang):
    by, line = Actor.system(weifang), a_line(weifang)
    rows = [a_row("没有的专线"), a_row(line.name, "999999", 3)]

    found = {(each.row, each.code) for each in reach.resolve(by, rows)}

    assert found == {(2, "no-such-line"), (3, "no-such-county")}


def test_who_does_not_run_the_lines_sends_no_sheet(weifang):
    line = a_line(weifang)
    by = actor_for(a_user("shipper", workspace=weifang, role="grower"), weifang)

    assert {each.code for each in reach.resolve(by, [a_row(line.name)])} == {"not-your-lines"}
