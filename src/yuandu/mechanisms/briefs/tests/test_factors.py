"""The factor view: cells add up, open to their rows, and show what the reader may read."""

import datetime
from dataclasses import dataclass

import pytest
from django.urls import reverse

from tests.people import a_division
from yuandu.mechanisms.briefs import rules
from yuandu.mechanisms.briefs.rules import Cell
from yuandu.mechanisms.reporting.tests.records import a_locked_month, a_project_to_report, an_entry
from yuandu.mechanisms.visits.tests.records import (
    NewDifficulty,
    a_difficulty,
    a_project,
    an_office,
)

MARCH, MAY = datetime.date(2026, 3, 1), datetime.date(2026, 5, 1)


@dataclass(frozen=True)
class APile:
    row: str
    factor: str
    number: int
    late: int
    oldest_on: datetime.date
    due_on: datetime.date | None


def test_both_edges_add_up_and_keep_the_oldest_and_the_next_day():
    piles = [
        APile("a", "land", 3, 1, MAY, None),
        APile("a", "energy", 2, 0, MARCH, MAY),
        APile("b", "land", 4, 2, MAY, MARCH),
    ]

    found = rules.table(piles, lambda pile: pile.row)

    assert found.rows == ("b", "a")  # the most overdue in front
    assert found.row_sums["a"] == Cell(5, 1, MARCH, MAY)
    assert found.factor_sums["land"] == Cell(7, 3, MAY, MARCH)
    assert found.all == Cell(9, 3, MARCH, MARCH)


def test_the_age_is_that_of_the_oldest():
    assert Cell(1, 0, MARCH, None).age(MAY) == 61
    assert Cell().age(MAY) is None


@pytest.fixture
def lacking(weifang, department_officer):
    """A difficulty with the office for energy, and one for land that nobody answers for."""
    an_office(weifang, department_officer, department="市发改委")
    sent = a_difficulty(weifang)
    said = NewDifficulty(factor="land", title="二期用地未批", words="")
    unsent = a_difficulty(weifang, a_project(weifang), said=said)
    return sent, unsent


@pytest.mark.django_db
@pytest.mark.parametrize("by", ["division", "department"])
def test_a_cell_opens_to_its_rows(weifang, city_officer, sign_in, lacking, by):
    sent, unsent = lacking
    desk = sign_in(city_officer)

    page = desk.get(f"{reverse('briefs:factors')}?rows={by}")

    assert page.status_code == 200
    key = str(a_division(weifang).pk) if by == "division" else "市发改委"
    (row,) = [row for row in page.context["rows"] if row["division_id"] == key]
    energy = row["cells"][0]
    assert energy["cell"].number == 1
    listed = desk.get(energy["url"]).text
    assert sent.title in listed
    assert unsent.title not in listed


@pytest.mark.django_db
def test_what_no_office_was_asked_about_is_a_row_that_opens(city_officer, sign_in, lacking):
    sent, unsent = lacking
    desk = sign_in(city_officer)

    page = desk.get(f"{reverse('briefs:factors')}?rows=department&department=-")

    (row,) = page.context["rows"]
    assert row["title"] == "未明确部门"
    listed = desk.get(row["sum"]["url"]).text
    assert unsent.title in listed
    assert sent.title not in listed


@pytest.mark.django_db
def test_another_county_sees_nothing_of_it(other_county_officer, sign_in, lacking):
    assert sign_in(other_county_officer).get(reverse("briefs:factors")).context["rows"] == []


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["rows=moon&division=x&department=y", "division=999999999999"])
def test_odd_addresses_still_give_the_view(city_officer, sign_in, lacking, query):
    assert sign_in(city_officer).get(f"{reverse('briefs:factors')}?{query}").status_code == 200


@pytest.mark.django_db
def test_what_was_reported_opens_too_and_costs_little(
    weifang, city_officer, sign_in, django_assert_max_num_queries
):
    project = a_project_to_report(weifang)
    other = a_project_to_report(weifang)
    said = an_entry(100, needs="施工用电容量不足", factor="energy")
    a_locked_month(weifang, **{f"p{project.pk}": said, f"p{other.pk}": an_entry(9, needs="待定")})
    desk = sign_in(city_officer)

    with django_assert_max_num_queries(12):
        needs = desk.get(reverse("briefs:factors")).context["needs"]

    (row,) = needs["rows"]
    assert [cell["number"] for cell in row["cells"]] == [1, 0, 0, 0, 0, 0, 1, 2]
    assert [cell["number"] for cell in needs["sums"]] == [cell["number"] for cell in row["cells"]]
    energy, unclassed = row["cells"][0], row["cells"][-2]
    with django_assert_max_num_queries(12):
        opened = desk.get(energy["url"]).text
    assert "施工用电容量不足" in opened
    assert "待定" not in opened
    assert "待定" in desk.get(unclassed["url"]).text
