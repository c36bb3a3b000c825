"""Standings and tallies say what the register, the lists and the tracks say."""

import datetime
import random
from collections import Counter, defaultdict
from decimal import Decimal

import pytest
from django.db import transaction

from tests.people import TODAY, a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.models import Track
from yuandu.mechanisms.projects import queries, rules
from yuandu.mechanisms.projects.models import Listing, Project, SiteTally, Standing, Tally
from yuandu.mechanisms.projects.queries import Filters
from yuandu.mechanisms.projects.tests.records import (
    NEW_YEAR,
    WAN,
    YI,
    a_draft,
    a_list,
    a_place,
    a_project,
    some_projects,
)

pytestmark = pytest.mark.django_db


def recounted(workspace) -> dict:
    """Count by hand: read everything, once a project and year, at the highest level."""
    cells: dict = defaultdict(lambda: [0, Decimal(0), Decimal(0)])
    for project in Project.objects.filter(workspace=workspace).select_related("track"):
        places = defaultdict(list)
        for listing in project.listings.filter(left_on=None).select_related("annual_list"):
            places[listing.annual_list.year].append(listing)
        stage = project.track.stage if project.track else ""
        total = project.investment_total or Decimal(0)
        is_public = any(
            listing.annual_list.published_on for year in places.values() for listing in year
        )
        cell = cells[0, "", project.kind, "", is_public, project.division_id, stage]
        cell[0] += 1
        cell[1] += total
        for year, listings in places.items():
            first = min(
                listings, key=lambda each: (rules.LEVELS.index(each.annual_list.level), each.pk)
            )
            key = (
                *(year, first.annual_list.level, first.category, first.status),
                *(bool(first.annual_list.published_on), project.division_id, stage),
            )
            cells[key][0] += 1
            cells[key][1] += total
            cells[key][2] += first.annual_plan or Decimal(0)
    return {key: tuple(cell) for key, cell in cells.items()}


def tallied(workspace) -> dict:
    cells: dict = defaultdict(lambda: [0, Decimal(0), Decimal(0)])
    for row in Tally.objects.filter(workspace=workspace):
        key = (row.year, row.level, row.category, row.status, row.is_public, row.division_id)
        cell = cells[*key, row.stage]
        cell[0] += row.projects
        cell[1] += row.investment_total
        cell[2] += row.annual_plan
    return {key: tuple(cell) for key, cell in cells.items() if any(cell)}


def sited(workspace) -> dict:
    cells: dict = defaultdict(lambda: [0, Decimal(0), 0, 0, 0])
    for row in SiteTally.objects.filter(workspace=workspace):
        cell = cells[row.year, row.is_public, row.division_id, row.grid_column, row.grid_row]
        for index, name in enumerate(("projects", "investment_total", "columns", "rows", "keys")):
            cell[index] += getattr(row, name)
    return {key: tuple(cell) for key, cell in cells.items() if any(cell)}


def resited(workspace) -> dict:
    """Count by hand, from the degrees of the register, in which cell how many sites lie."""
    cells: dict = defaultdict(lambda: [0, Decimal(0), 0, 0, 0])
    for row in Standing.objects.filter(workspace=workspace).select_related("project"):
        project = row.project
        if project.longitude is None:
            continue
        column, line = (
            int((degree + 180) * 2**20 // 360) for degree in (project.longitude, project.latitude)
        )
        where = column // 2**8, line // 2**8
        cell = cells[row.year, row.is_public, project.division_id, *where]
        added = 1, project.investment_total or Decimal(0), column, line, project.pk
        for index, value in enumerate(added):
            cell[index] += value
    return {key: tuple(cell) for key, cell in cells.items()}


def test_a_project_counts_once_a_year_at_its_highest_level(weifang):
    lists = [a_list(weifang, level) for level in ("county", "province", "city")]
    a_project(weifang, listings=tuple(a_place(each) for each in lists))

    this_year = Standing.objects.filter(year=TODAY.year)
    assert [row.level for row in this_year] == ["province"]
    assert tallied(weifang) == recounted(weifang)


def test_a_project_that_leaves_its_highest_list_counts_at_the_next(weifang):
    province, city = a_list(weifang, "province"), a_list(weifang, "city")
    project = a_project(weifang, listings=(a_place(province), a_place(city)))

    Listing.objects.filter(annual_list=province).update(left_on=TODAY)

    assert project.standings.get(year=TODAY.year).level == "city"
    assert tallied(weifang) == recounted(weifang)


def test_a_project_at_rest_is_never_due(weifang):
    project = a_project(weifang, stage="suspended", before="plan", planned_start_on=NEW_YEAR)

    assert project.due_on == NEW_YEAR
    assert project.standings.get().due_on is None


def test_deleting_a_project_takes_it_out_of_every_count(weifang):
    project = a_project(weifang, listings=(a_place(a_list(weifang)),))

    project.delete()

    assert not Standing.objects.exists()
    assert tallied(weifang) == {}


def test_whatever_is_done_the_tallies_equal_a_recount(weifang):
    rng = random.Random(7)
    divisions = [a_division(weifang, f"37078{n}", f"县{n}").pk for n in range(3)]
    lists = [a_list(weifang, level, year=year) for level in rules.LEVELS for year in (2025, 2026)]
    places = [(None, None), (119.1, 36.7), (119.11, 36.71), (119.4, 36.2), (-58.4, -34.6)]
    some_projects(
        weifang,
        *(
            a_draft(
                weifang,
                division_id=rng.choice(divisions),
                listings=tuple(a_place(each) for each in rng.sample(lists, rng.randint(0, 3))),
            )
            for _ in range(25)
        ),
    )

    def somebody() -> Project:
        return rng.choice(Project.objects.all())

    def list_somewhere():
        project, place = somebody(), rng.choice(lists)
        if not project.listings.filter(annual_list=place).exists():
            Listing.objects.create(
                workspace=weifang,
                annual_list=place,
                project=project,
                category=rng.choice(["industry", "social"]),
                status=rng.choice(["new_start", "reserve"]),
                annual_plan=rng.randint(1, 900) * WAN,
                entered_on=NEW_YEAR,
            )

    def change_lists():
        Listing.objects.filter(pk__in=rng.sample(_keys(Listing), 2)).update(
            left_on=rng.choice([None, TODAY]), category=rng.choice(["platform", "industry"])
        )

    deeds = [
        list_somewhere,
        change_lists,
        lambda: Project.objects.filter(pk__gte=somebody().pk).update(
            division_id=rng.choice(divisions), investment_total=rng.randint(1, 99) * YI
        ),
        lambda: Track.objects.filter(pk=somebody().track_id).update(
            stage=rng.choice(rules.STAGES), entered_on=TODAY
        ),
        lambda: Project.objects.filter(pk__gte=somebody().pk).update(
            **dict(zip(("longitude", "latitude"), rng.choice(places), strict=True))
        ),
        lambda: somebody().delete(),
        lambda: Listing.objects.filter(pk=rng.choice(_keys(Listing))).delete(),
        lambda: a_list(weifang, rng.choice(rules.LEVELS), published=True),
        lambda: a_project(weifang, listings=(a_place(rng.choice(lists)),)),
    ]
    for _ in range(120):
        rng.choice(deeds)()
        assert tallied(weifang) == recounted(weifang)
        assert sited(weifang) == resited(weifang)


def _keys(model) -> list[int]:
    return list(model.objects.order_by("pk").values_list("pk", flat=True))


def test_changes_are_merged_before_they_crowd_the_tallies(weifang):
    project = a_project(weifang)
    for turn in range(300):
        stage = ("plan", "build")[turn % 2]
        Track.objects.filter(pk=project.track_id).update(stage=stage)

    assert Tally.objects.count() < 300
    assert tallied(weifang) == recounted(weifang)


def test_sites_that_move_are_merged_before_they_crowd_the_tallies(weifang):
    project = a_project(weifang, longitude=119.1, latitude=36.7)
    for turn in range(300):
        Project.objects.filter(pk=project.pk).update(longitude=119.1 + turn % 2 / 5)

    assert SiteTally.objects.count() < 300
    assert sited(weifang) == resited(weifang)


def test_a_change_that_is_rolled_back_was_never_counted(weifang):
    project = a_project(weifang)

    with transaction.atomic():
        Project.objects.filter(pk=project.pk).update(investment_total=9 * YI)
        transaction.set_rollback(True)

    assert tallied(weifang) == recounted(weifang)


def test_rows_and_columns_add_up_to_the_same_total(weifang):
    rng = random.Random(3)
    county, city = a_list(weifang, "county"), a_list(weifang, "city")
    divisions = [a_division(weifang, f"37078{n}", f"县{n}").pk for n in range(4)]
    some_projects(
        weifang,
        *(
            a_draft(
                weifang,
                division_id=rng.choice(divisions),
                listings=(a_place(rng.choice([county, city]), category=category),),
            )
            for category in ("industry", "social", "platform", "infrastructure")
            for _ in range(5)
        ),
    )

    table = queries.cross(
        Actor.system(weifang),
        Filters(year=TODAY.year),
        rows="division_id",
        columns="category",
        order=(divisions, ()),
    )

    assert table.grand.projects == 20
    assert sum(cell.projects for cell in table.row_sums.values()) == 20
    assert sum(cell.projects for cell in table.column_sums.values()) == 20
    by_hand = Counter(Listing.objects.values_list("project__division_id", "category"))
    assert {key: cell.projects for key, cell in table.cells.items()} == by_hand
    assert table.grand.investment_total == 100 * YI


def test_a_standing_knows_since_when_works_have_begun_or_should_have(weifang):
    day = datetime.date(2026, 3, 10)
    days = (
        (None, None, None),
        (None, day, day + datetime.timedelta(1)),  # late from the day after
        (day, day + datetime.timedelta(30), day),
        (day + datetime.timedelta(30), day, day + datetime.timedelta(1)),
        (day, None, day),
    )
    for started, planned, due in days:
        project = a_project(weifang, works_started_on=None, planned_start_on=None)
        Project.objects.filter(pk=project.pk).update(
            works_started_on=started, planned_start_on=planned
        )

        for standing in Standing.objects.filter(project=project):
            assert (standing.started_on, standing.start_due_on) == (started, due)
