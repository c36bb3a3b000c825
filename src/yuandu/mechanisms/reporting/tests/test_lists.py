"""A month's lists as files: what their pages show, as their filters have it."""

import csv

import pytest

from tests.people import a_division
from yuandu.mechanisms.reporting.tests.records import (
    a_locked_month,
    a_project_to_report,
    an_entry,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture
def month(weifang):
    """Return a locked month: two projects in need, one of them of land, one red for its funds."""
    first, second = (a_project_to_report(weifang) for _ in range(2))
    land = an_entry(1_200, needs="用地", factor="land", funds_in_place=False)
    other = an_entry(10, needs="待定")
    return a_locked_month(weifang, **{f"p{first.pk}": land, f"p{second.pk}": other})


@pytest.fixture
def taken(month, sign_in, city_officer, django_assert_max_num_queries):
    """Return a function: the rows of a list as a file."""

    def read(which: str, asked: str = "", user=city_officer) -> list[dict[str, str]]:
        browser = sign_in(user)
        with django_assert_max_num_queries(MOST_QUERIES):
            answer = browser.get(f"/reports/rounds/{month.pk}/{which}.csv{asked}")
            assert answer.status_code == 200
            text = b"".join(answer.streaming_content).decode("utf-8-sig")
        return list(csv.DictReader(text.splitlines()))

    return read


def test_needs_go_out_with_their_class(taken):
    assert {row["需协调问题"]: row["要素类别"] for row in taken("needs")} == {
        "用地": "土地",
        "待定": "",
    }
    assert [row["需协调问题"] for row in taken("needs", "?factor=land")] == ["用地"]


def test_lights_go_out_with_their_reasons(taken):
    red = taken("lights", "?tone=red&kind=funds")

    assert len(taken("lights")) == 2
    assert [row["资金"] for row in red] == ["红灯 · 资金未到位"]


def test_doubts_and_counties_go_out(taken):
    [doubt] = taken("doubts")
    [county] = taken("counties")

    assert doubt["县市区"] == county["县市区"] == "青州市"
    assert county["已报"] == "2"


def test_another_county_takes_nothing_along(taken, weifang, other_county_officer):
    a_division(weifang, "370782", "诸城市")

    for which in ("needs", "lights", "doubts"):
        assert taken(which, user=other_county_officer) == []


def test_a_list_that_is_not_there_is_not_found(month, sign_in, city_officer, owner):
    assert sign_in(city_officer).get(f"/reports/rounds/{month.pk}/moon.csv").status_code == 404
    assert sign_in(owner).get(f"/reports/rounds/{month.pk}/needs.csv").status_code == 404
