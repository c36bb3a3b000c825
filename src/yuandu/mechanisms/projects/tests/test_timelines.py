"""Time lines: where days lie, what a track's steps amount to, the pages and what they cost."""

import datetime

import pytest
from django.urls import reverse

from tests.people import TODAY
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.projects.queries import forecast
from yuandu.mechanisms.projects.rules.timelines import (
    Stepped,
    Stretch,
    Window,
    around,
    month_of,
    stretches,
)
from yuandu.mechanisms.projects.tests.records import NEW_YEAR, a_draft, a_project, some_projects

MOST_QUERIES = 12
JANUARY, JUNE = datetime.date(2026, 1, 1), datetime.date(2026, 6, 1)
DAYS = datetime.timedelta


def test_a_window_begins_on_its_first_day_and_ends_before_the_day_after():
    window = Window(JANUARY, 12)

    assert window.at(JANUARY) == 0
    assert window.at(datetime.date(2025, 12, 31)) is None
    assert window.at(datetime.date(2027, 1, 1)) is None
    assert window.last == datetime.date(2026, 12, 31)


def test_a_stretch_is_cut_at_both_edges_and_holds_both_its_days():
    window = Window(JANUARY, 12)

    assert window.cut(datetime.date(2025, 3, 1), datetime.date(2028, 1, 1)) == (0, 100)
    assert window.cut(JANUARY, JANUARY) == (0, round(100 / 365, 2))
    assert window.cut(datetime.date(2024, 1, 1), datetime.date(2025, 12, 31)) is None


def test_a_tick_stands_at_every_quarter_of_two_years():
    ticks = Window(datetime.date(2025, 11, 1), 24).ticks()

    assert [tick.day.month for tick in ticks] == [1, 4, 7, 10, 1, 4, 7, 10]
    assert [tick.is_year for tick in ticks].count(True) == 2


def test_a_window_cannot_be_moved_out_of_the_calendar():
    assert Window(datetime.date(1950, 2, 1), 60).moved(-600) == datetime.date(1950, 1, 1)


def test_the_window_around_days_holds_them_all():
    window = around([JUNE, TODAY])

    assert window.first == month_of(JUNE, -1)
    assert window.at(TODAY) is not None


def test_a_track_stands_in_a_stage_until_the_next_step():
    found = stretches([Stepped("plan", JANUARY), Stepped("build", JUNE)])

    assert found == [Stretch("plan", JANUARY, JUNE), Stretch("build", JUNE, None)]


def test_a_track_without_steps_stood_nowhere():
    assert stretches([]) == []


def test_a_step_that_was_taken_back_never_was():
    steps = [Stepped("plan", JANUARY), Stepped("build", JUNE), Stepped("plan", JUNE, True)]

    assert stretches(steps) == [Stretch("plan", JANUARY, None)]


def a_late_project(workspace, **fields) -> Project:
    return a_project(
        workspace,
        stage="build",
        planned_start_on=NEW_YEAR,
        planned_end_on=TODAY - DAYS(30),
        works_started_on=NEW_YEAR + DAYS(20),
        **fields,
    )


@pytest.mark.django_db
def test_a_row_says_in_words_what_its_bars_show(weifang, city_officer, sign_in):
    project = a_late_project(weifang)

    page = sign_in(city_officer).get(reverse("projects:timelines") + "?year=0").text

    assert project.name in page
    assert f"{NEW_YEAR:%Y-%m-%d}" in page
    assert "gantt-planned" in page
    assert "gantt-works" in page
    assert "gantt-today" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "months=7&first=2026-13&page=-3",
        "months=60&first=0001-01",
        "first=9999-12&months=12&year=0",
        "first=%27%22%3Cscript%3E&words=" + "长" * 3000,
    ],
)
def test_odd_addresses_still_give_a_page(weifang, city_officer, sign_in, query):
    a_late_project(weifang)

    page = sign_in(city_officer).get(f"{reverse('projects:timelines')}?{query}")

    assert page.status_code == 200


def ended_projects(workspace) -> None:
    """Put enough works on record that ended, for others to be foretold from them."""
    first = datetime.date(2024, 1, 1)
    some_projects(
        workspace,
        *(
            a_draft(
                workspace,
                planned_start_on=first,
                works_started_on=first,
                planned_end_on=first + DAYS(300),
                completed_on=first + DAYS(300 + 6 * each),
            )
            for each in range(40)
        ),
    )


@pytest.mark.django_db
def test_a_row_says_between_which_days_the_works_are_foretold_to_end(
    weifang, city_officer, sign_in
):
    ended_projects(weifang)
    project = a_late_project(weifang)
    told = forecast(weifang, project).told

    page = sign_in(city_officer).get(f"{reverse('projects:timelines')}?year=0&sort=-newest").text

    row = page.partition(project.name)[2].partition("</tr>")[0]
    assert f"{told.earliest:%Y-%m-%d}" in row
    assert f"{told.latest:%Y-%m-%d}" in row
    assert "gantt-told" in row
    assert page.count("gantt-told") == 2  # of this row, and what it means


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 60])
def test_time_lines_cost_the_same_for_one_project_as_for_many(
    weifang, city_officer, sign_in, django_assert_max_num_queries, number
):
    ended_projects(weifang)
    draft = {"planned_start_on": NEW_YEAR, "planned_end_on": NEW_YEAR + DAYS(500)}
    some_projects(weifang, *(a_draft(weifang, **draft) for _ in range(number)))
    browser = sign_in(city_officer)
    one = reverse("projects:timeline", args=[Project.objects.first().pk])

    for page in (f"{reverse('projects:timelines')}?year=0&sort=-newest", one):
        with django_assert_max_num_queries(MOST_QUERIES):
            assert browser.get(page).status_code == 200


@pytest.mark.django_db
def test_the_time_line_of_a_project_shows_its_stages_and_permits(weifang, city_officer, sign_in):
    project = a_late_project(weifang)

    page = sign_in(city_officer).get(reverse("projects:timeline", args=[project.pk]))

    assert page.status_code == 200
    assert "gantt-stage-3" in page.text
    assert "至今" in page.text
    part = sign_in(city_officer).get(
        reverse("projects:timeline", args=[project.pk]), headers={"hx-request": "true"}
    )
    assert "<html" not in part.text


@pytest.mark.django_db
def test_a_county_sees_the_time_lines_of_its_own(weifang, other_county_officer, sign_in):
    project = a_late_project(weifang)
    desk = sign_in(other_county_officer)

    assert project.name not in desk.get(reverse("projects:timelines") + "?year=0").text
    assert desk.get(reverse("projects:timeline", args=[project.pk])).status_code == 404
