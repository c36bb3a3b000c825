"""The desk: what it says, and what it costs."""

import datetime

import pytest

from yuandu.mechanisms.projects import watchkeeping
from yuandu.mechanisms.reporting.tests.records import (
    a_filing,
    a_locked_month,
    a_project_to_report,
    an_entry,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


def let_much_wait(weifang):
    """Let there be red lights, a late project and an open month."""
    late = {"planned_start_on": datetime.date(2026, 2, 1), "works_started_on": None}
    keys = [a_project_to_report(weifang, stage="plan", **late).pk for _ in range(8)]
    red = an_entry(0, funds_in_place=False, progress_share=None, progress="")
    a_locked_month(weifang, **{f"p{key}": red for key in keys})
    a_filing(weifang)


@pytest.fixture
def busy(weifang, city_officer, county_officer):
    """Let much wait, for a county's clerk and for the city."""
    let_much_wait(weifang)
    watchkeeping.keep(weifang)


@pytest.mark.parametrize("who", ["county_officer", "city_officer"])
def test_a_busy_desk_takes_few_queries(request, busy, sign_in, django_assert_max_num_queries, who):
    browser = sign_in(request.getfixturevalue(who))
    browser.get("/weifang/workbench/")

    with django_assert_max_num_queries(MOST_QUERIES):
        page = browser.get("/weifang/workbench/").text

    assert "2026-11" in page  # the month that is open
    assert "2026-10" in page  # a red light, promised or to be answered


def test_a_desk_is_told_in_few_queries_of_counties_where_nobody_answers(
    weifang, city_officer, sign_in, django_assert_max_num_queries
):
    let_much_wait(weifang)  # no county has a clerk
    browser = sign_in(city_officer)
    browser.get("/weifang/workbench/")

    with django_assert_max_num_queries(MOST_QUERIES):
        page = browser.get("/weifang/workbench/").text

    assert "无人负责" in page
