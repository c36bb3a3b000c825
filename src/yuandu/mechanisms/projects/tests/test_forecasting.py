"""When works end, foretold from those of the city that have ended."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import TODAY
from yuandu.mechanisms.projects import queries
from yuandu.mechanisms.projects.tests.records import a_draft, a_project, some_projects

pytestmark = pytest.mark.django_db
DAYS = datetime.timedelta


def ended_works(workspace, count: int = 60) -> None:
    """Let works end, each planned for 200 days, after 180 to 299."""
    drafts = []
    for number in range(count):
        begun = TODAY - DAYS(1500 - 18 * number)
        drafts.append(
            a_draft(
                workspace,
                stage="production_start",
                works_started_on=begun,
                planned_end_on=begun + DAYS(200),
                completed_on=begun + DAYS(180 + 7 * number % 120),
            )
        )
    some_projects(workspace, *drafts)


def under_way(workspace, **fields):
    begun = TODAY - DAYS(100)
    plan = {"works_started_on": begun, "planned_end_on": begun + DAYS(200)}
    return a_project(workspace, **{"stage": "build"} | plan | fields)


def test_works_under_way_end_within_an_interval_after_today(weifang):
    ended_works(weifang)
    project = under_way(weifang)

    found = queries.forecast(weifang, project)

    assert found.state == "running"
    assert TODAY < found.told.earliest <= found.told.middle <= found.told.latest
    assert found.told.cases == 60
    assert found.past.count > 0


def test_works_that_are_late_to_begin_are_counted_from_today(weifang):
    ended_works(weifang)
    planned = TODAY - DAYS(30)
    project = a_project(weifang, planned_start_on=planned, planned_end_on=planned + DAYS(200))

    found = queries.forecast(weifang, project)

    assert (found.state, found.begins_on) == ("planned", TODAY)
    assert found.told.earliest >= TODAY + DAYS(180)
    assert found.planned_on == planned + DAYS(200)  # as the record has it


def test_ended_works_show_what_would_have_been_foretold_when_they_began(weifang):
    ended_works(weifang)
    begun = TODAY - DAYS(250)
    project = under_way(
        weifang,
        stage="production_start",
        works_started_on=begun,
        planned_end_on=begun + DAYS(200),
        completed_on=begun + DAYS(240),
    )

    found = queries.forecast(weifang, project)

    assert (found.state, found.told.cut_off) == ("ended", begun)


def test_too_few_cases_tell_nothing(weifang):
    ended_works(weifang, 10)

    found = queries.forecast(weifang, under_way(weifang))

    assert (found.told, found.cases) == (None, 10)


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"stage": "suspended", "before": "build"}, "resting"),
        ({"planned_end_on": None}, "no-plan"),
        ({"works_started_on": None}, "no-plan"),
    ],
)
def test_nothing_is_foretold_of_what_rests_or_has_no_plan(weifang, fields, state):
    assert queries.forecast(weifang, under_way(weifang, **fields)).state == state


def test_the_cases_of_another_city_do_not_count(weifang, elsewhere):
    ended_works(elsewhere)

    assert queries.forecast(weifang, under_way(weifang)).cases == 0


def test_the_cases_come_from_an_index_newest_first(weifang):
    project = under_way(weifang)
    with CaptureQueriesContext(connection) as asked:
        queries.forecast(weifang, project)
    cases = next(
        each["sql"] for each in asked if "completed_on" in each["sql"] and "LIMIT" in each["sql"]
    )
    with connection.cursor() as cursor:
        # However few rows the table has: only an index in that order spares the sort.
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute(f"EXPLAIN {cases}")
        plan = " ".join(line for (line,) in cursor.fetchall())

    assert "project_ended" in plan
    assert "Sort" not in plan


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_says_the_days_what_they_rest_on_and_how_right_they_were(
    weifang, city_officer, sign_in, language, django_assert_max_num_queries
):
    ended_works(weifang)
    project = under_way(weifang)
    browser = sign_in(city_officer)
    browser.cookies["django_language"] = language

    with django_assert_max_num_queries(12):
        page = browser.get(f"/projects/{project.pk}/forecast/").content.decode()
    told = queries.forecast(weifang, project).told

    assert all(f"{day:%Y-%m-%d}" in page for day in (told.earliest, told.middle, told.latest))
    assert ("以往准确度" in page) is (language == "zh-hans")


def test_the_project_loads_its_forecast_as_a_part(weifang, city_officer, sign_in):
    project = under_way(weifang)
    browser = sign_in(city_officer)

    page = browser.get(f"/projects/{project.pk}/").content.decode()
    part = browser.get(f"/projects/{project.pk}/forecast/", headers={"HX-Request": "true"})

    assert f'hx-get="/weifang/projects/{project.pk}/forecast/"' in page
    assert "<html" not in part.content.decode()
    assert "太少" in part.content.decode()


def test_programs_read_the_forecast(weifang, city_officer, sign_in):
    ended_works(weifang)
    project = under_way(weifang)

    told = sign_in(city_officer).get(f"/api/v1/projects/{project.pk}/forecast").json()

    assert (told["state"], told["cases"], told["share"]) == ("running", 60, 0.8)
    assert told["earliest"] <= told["middle"] <= told["latest"]
    assert told["past"]["forecasts"] > 0
