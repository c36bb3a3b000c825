"""Projects to watch: stuck beyond the usual, silent after production, started or listed alone."""

import datetime
import itertools

import pytest
from django.db.models import Count

from tests.people import TODAY, a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.models import Step, Track
from yuandu.kernel.registry.queries import actor_for
from yuandu.mechanisms.projects import rules, watchkeeping
from yuandu.mechanisms.projects.models import Watched, WatchTally
from yuandu.mechanisms.projects.queries import Filters, watching
from yuandu.mechanisms.projects.rules.watching import followed_from, full_months
from yuandu.mechanisms.projects.tests.records import WAN, a_draft, a_project, some_projects

pytestmark = pytest.mark.django_db
DAYS = datetime.timedelta


def left_planning(workspace, days: int, count: int = 30) -> None:
    """Let projects have stood in planning for so many days."""
    for project in some_projects(
        workspace, *(a_draft(workspace, stage="works_start") for _ in range(count))
    ):
        Step.objects.create(
            workspace=workspace,
            track=project.track,
            move="works_start",
            source="plan",
            target="works_start",
            on=TODAY,
            days=days,
        )


def found(workspace, which: str) -> set[int]:
    watchkeeping.keep(workspace)
    house = Actor.system(workspace)
    listed = {each.project_id for each in watching.every(house, Filters(), which)}
    assert watching.lengths(house, Filters()).numbers[which] == len(listed)
    return listed


def listed(project, stage: str = "listed") -> None:
    lifecycle.start(
        by=Actor.system(project.workspace),
        subject=project,
        cycle=rules.INVESTMENT_LISTING,
        on=TODAY,
        stage=stage,
    )


def test_who_stands_longer_than_nine_of_ten_is_stuck(weifang):
    left_planning(weifang, 100)
    long, short = a_project(weifang), a_project(weifang)
    Track.objects.filter(pk=long.track_id).update(entered_on=TODAY - DAYS(101))
    Track.objects.filter(pk=short.track_id).update(entered_on=TODAY - DAYS(100))

    assert found(weifang, watching.STUCK) == {long.pk}


def test_of_too_few_cases_nobody_is_stuck(weifang):
    left_planning(weifang, 1, count=29)
    project = a_project(weifang)
    Track.objects.filter(pk=project.track_id).update(entered_on=TODAY - DAYS(900))

    assert found(weifang, watching.STUCK) == set()


def test_production_is_followed_for_24_months_until_tax_and_statistics(weifang):
    days = {"works_started_on": TODAY - DAYS(900)}
    new = a_project(weifang, stage="production_start", produced_on=TODAY - DAYS(100), **days)
    a_project(weifang, stage="production_start", produced_on=TODAY - DAYS(800), **days)
    a_project(weifang, stage="above_scale_listing", produced_on=TODAY - DAYS(100), **days)

    assert found(weifang, watching.SILENT) == {new.pk}


def test_started_and_listed_diverge_either_way(weifang):
    started, both = a_project(weifang, stage="build"), a_project(weifang, stage="build")
    a_project(weifang, stage="build", investment_total=400 * WAN)  # below the statistics
    only_listed, submitted = a_project(weifang), a_project(weifang)
    for project in (both, only_listed):
        listed(project)
    listed(submitted, "submitted")

    assert found(weifang, watching.UNLISTED) == {started.pk}
    assert found(weifang, watching.UNSTARTED) == {only_listed.pk}


@pytest.mark.parametrize(
    ("since", "months"),
    [("2026-11-24", 0), ("2026-10-25", 0), ("2026-10-24", 1), ("2025-11-24", 12)],
)
def test_only_whole_months_count(since, months):
    assert full_months(datetime.date.fromisoformat(since), TODAY) == months


def test_a_leap_day_has_a_day_two_years_before():
    assert followed_from(datetime.date(2028, 2, 29)) == datetime.date(2026, 2, 28)


def test_each_list_has_its_page_and_goes_out_filtered(
    weifang, sign_in, city_officer, django_assert_max_num_queries
):
    desk, project = sign_in(city_officer), a_project(weifang, stage="build")
    watchkeeping.keep(weifang)
    for which in watching.WATCHES:
        with django_assert_max_num_queries(12):
            assert desk.get(f"/projects/watch/?show={which}").status_code == 200

    assert project.name in desk.get("/projects/watch/?show=unlisted").text
    assert project.name not in desk.get("/projects/watch/?show=unlisted&words=无此项目").text
    sheet = desk.get("/projects/watch.csv?show=unlisted")
    assert project.name in b"".join(sheet.streaming_content).decode()
    assert desk.get("/projects/watch/?show=waltz").status_code == 404


def test_an_owner_and_a_county_watch_their_own_alone(weifang, owner, county_officer):
    firm = owner.posts.get().organisation
    own = a_project(weifang, stage="build", owner_id=firm.pk)
    near = a_project(weifang, stage="build")
    away = a_project(weifang, stage="build", division_id=a_division(weifang, "370782").pk)
    watchkeeping.keep(weifang)

    def seen(user) -> set[int]:
        rows = watching.every(actor_for(user, weifang), Filters(), watching.UNLISTED)
        return {each.project_id for each in rows}

    assert seen(owner) == {own.pk}
    assert seen(county_officer) == {own.pk, near.pk}
    assert found(weifang, watching.UNLISTED) == {own.pk, near.pk, away.pk}


def test_lists_are_of_the_day_they_were_worked_out(weifang):
    house, project = Actor.system(weifang), a_project(weifang, stage="build")
    before = watching.usual_times(house).on
    watchkeeping.keep(weifang)
    listed(project)

    assert (before, watching.usual_times(house).on) == (None, TODAY)
    assert watching.lengths(house, Filters()).numbers[watching.UNLISTED] == 1
    assert found(weifang, watching.UNLISTED) == set()


def test_a_program_reads_a_list_with_what_is_usual(weifang, sign_in, city_officer, stranger):
    left_planning(weifang, 100)
    project = a_project(weifang)
    Track.objects.filter(pk=project.track_id).update(entered_on=TODAY - DAYS(101))
    watchkeeping.keep(weifang)

    told = sign_in(city_officer).get("/api/v1/projects/watch?show=stuck").json()

    assert (told["on"], told["total"], told["counts"]["stuck"]) == (str(TODAY), 1, 1)
    assert [(each["id"], each["days"], each["usual"]) for each in told["projects"]] == [
        (project.pk, 101, 100)
    ]
    assert {"stage": "plan", "cases": 30, "days": 100} in told["usual"]
    assert sign_in(stranger).get("/api/v1/projects/watch").status_code == 404


def test_the_workbench_leads_to_what_is_stuck(weifang, sign_in, city_officer):
    left_planning(weifang, 100)
    project = a_project(weifang)
    Track.objects.filter(pk=project.track_id).update(entered_on=TODAY - DAYS(101))
    watchkeeping.keep(weifang)

    assert "/projects/watch/?show=stuck" in sign_in(city_officer).get("/workbench/").text


def kept_and_counted(workspace):
    """Return how long the lists are by what is kept of them, and by their rows."""
    kept = WatchTally.objects.filter(workspace=workspace, projects__gt=0)
    rows = Watched.objects.filter(workspace=workspace).order_by()
    return (
        {(each.which, each.division_id): each.projects for each in kept},
        {
            (which, division): number
            for which, division, number in rows.values_list("which", "division_id").annotate(
                Count("pk")
            )
        },
    )


def test_lists_know_their_lengths_whatever_comes_moves_and_goes(weifang):
    near = [a_project(weifang, stage="build") for _ in range(3)]
    away = a_division(weifang, "370782")
    a_project(weifang, stage="build", division_id=away.pk)
    watchkeeping.keep(weifang)
    kept, counted = kept_and_counted(weifang)
    assert kept == counted
    assert sum(kept.values()) == 4

    Watched.objects.filter(project=near[0]).update(division_id=away.pk)
    Watched.objects.filter(project=near[1]).update(which=watching.SILENT)
    Watched.objects.filter(project=near[2]).delete()
    kept, counted = kept_and_counted(weifang)
    assert kept == counted == {("unlisted", away.pk): 2, ("silent", near[1].division_id): 1}

    watchkeeping.keep(weifang)
    kept, counted = kept_and_counted(weifang)
    assert kept == counted


def test_a_page_in_the_far_half_is_found_from_the_end(weifang, monkeypatch):
    monkeypatch.setattr(watching, "ROWS_A_PAGE", 2)
    for _ in range(7):
        a_project(weifang, stage="build")
    watchkeeping.keep(weifang)
    house = Actor.system(weifang)

    pages = [
        [each.project_id for each in watching.watched_page(house, Filters(), "unlisted", 7, number)]
        for number in range(1, 5)
    ]

    rows = Watched.objects.order_by("since_on", "project_id")
    assert list(itertools.chain(*pages)) == list(rows.values_list("project_id", flat=True))


def test_lists_by_words_are_counted_so_far_and_no_farther(weifang, monkeypatch):
    monkeypatch.setattr(watching, "COUNT_UP_TO", 2)
    for _ in range(4):
        a_project(weifang, stage="build", name="示范园区")
    watchkeeping.keep(weifang)
    house = Actor.system(weifang)

    by_words = watching.lengths(house, Filters(words="示范园区"))
    assert (by_words.numbers["unlisted"], by_words.cut) == (2, {"unlisted"})
    assert watching.lengths(house, Filters()).numbers["unlisted"] == 4
