"""`yuandu workforce similar`: for who works at a terminal, and for programs."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.companies import a_company
from yuandu.mechanisms.proposals.tests.records import IDEA, OTHER

pytestmark = pytest.mark.django_db


def told(text: str, **options) -> tuple[str, str]:
    out, aside = StringIO(), StringIO()
    call_command("workforce", "similar", text, stdout=out, stderr=aside, **options)
    return out.getvalue(), aside.getvalue()


def test_the_likest_come_first_a_line_each(staff):
    made = staff.post()
    staff.post(idea=OTHER)
    first = json.loads(told(IDEA, json=True, limit=1)[0])
    assert (first["number"], first["idea"], first["score"]) == (made.number, IDEA, 1.0)
    assert made.number in told(IDEA)[0].splitlines()[0]


def test_where_nothing_is_alike_it_says_so_and_programs_read_nothing(staff):
    staff.post()
    said, aside = told("zzz")
    assert said == ""
    assert "没有与此相近的提案" in aside
    assert told("zzz", json=True)[0] == ""


def test_of_two_companies_one_is_to_be_named(staff):
    a_company("other-company", name="另一家公司", name_en="Other Company")
    with pytest.raises(CommandError, match="other-company"):
        told(IDEA)
    staff.post()
    assert IDEA in told(IDEA, company=staff.company.slug)[0]
