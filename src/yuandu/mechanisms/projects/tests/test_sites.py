"""Sites on the map: clusters hold what lists hold, whoever reads and however close."""

import random
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.people import a_division, an_organisation
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.projects import queries
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.projects.queries import Filters
from yuandu.mechanisms.projects.rules import grid
from yuandu.mechanisms.projects.rules.grid import Box, GridCell, NoBox, NoCell
from yuandu.mechanisms.projects.tests.records import (
    YI,
    a_draft,
    a_list,
    a_place,
    a_project,
    some_projects,
)

CITY = Box(118.2, 35.5, 120.0, 37.4)


def index(degree: float, level: int) -> int:
    """Say in which column or row a degree lies, by the definition."""
    return int((degree + 180) * 2**level // 360)


def scattered(workspace, number: int, **fields) -> list[Project]:
    rng = random.Random(number)
    drafts = [
        a_draft(
            workspace,
            longitude=rng.uniform(CITY.west, CITY.east),
            latitude=rng.uniform(CITY.south, CITY.north),
            investment_total=rng.randrange(1, 900) * YI,
            **fields,
        )
        for _ in range(number)
    ]
    return some_projects(workspace, *drafts)


class TestGrid:
    @pytest.mark.parametrize("level", [0, 5, 11, grid.DEEPEST])
    def test_a_cell_is_called_and_read_alike(self, level):
        cell = GridCell(level, (1 << level) - 1, 0)

        assert GridCell.read(str(cell)) == cell

    @pytest.mark.parametrize(
        "text", ["", "x", "1-2", "1-2-0", "21-0-0", "3--1-0", "3-1-1-1", "３-1-1", "9-99999999-1"]
    )
    def test_what_is_no_cell_is_refused(self, text):
        with pytest.raises(NoCell):
            GridCell.read(text)

    @pytest.mark.parametrize(
        "text",
        ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "3,2,1,4", "1,4,3,2", "nan,1,2,3", "-181,0,1,1"],
    )
    def test_what_is_no_box_is_refused(self, text):
        with pytest.raises(NoBox):
            Box.read(text)

    def test_a_cell_lies_in_the_one_above_it(self):
        cell = GridCell(12, 3403, 2591)

        above, below = cell.within(11).box, cell.box

        assert above.west <= below.west < below.east <= above.east
        assert above.south <= below.south < below.north <= above.north

    def test_a_wide_view_is_counted_in_fewer_cells_than_were_asked_for(self):
        span = grid.span_of(CITY, grid.DEEPEST)

        assert span.level < grid.DEEPEST
        assert span.columns[1] - span.columns[0] < grid.MOST_CELLS

    def test_the_whole_globe_is_one_cell_at_least(self):
        assert grid.span_of(Box(-180, -90, 180, 90), 0).level == 0
        assert grid.level_for(Box(-180, -90, 180, 90)) >= 0

    def test_a_site_with_wrong_degrees_does_not_widen_the_first_view(self):
        cells = [(GridCell(12, 3400 + n % 10, 2590), 40) for n in range(10)]

        view = grid.extent([*cells, (GridCell(12, 0, 0), 1)])

        assert view.west > 118
        assert grid.extent([]) is None


@pytest.mark.django_db
class TestClusters:
    @pytest.mark.parametrize("level", [6, 10, 13, 16, grid.DEEPEST])
    def test_each_holds_what_lies_in_its_cell(self, weifang, level):
        projects = scattered(weifang, 60)
        wanted: dict = {}
        for project in projects:
            cell = (level, index(project.longitude, level), index(project.latitude, level))
            number, total = wanted.get(cell, (0, Decimal(0)))
            wanted[cell] = number + 1, total + project.investment_total

        found = {}
        for cell in wanted:
            box = GridCell(*cell).box
            middle = Box(
                (box.west * 2 + box.east) / 3,
                (box.south * 2 + box.north) / 3,
                (box.west + box.east * 2) / 3,
                (box.south + box.north * 2) / 3,
            )
            view = queries.sites(Actor.system(weifang), Filters(), middle, level)
            assert len(view.clusters) == 1
            cluster = view.clusters[0]
            found[cell] = cluster.projects, cluster.investment_total
            assert box.west <= cluster.longitude < box.east
            assert (cluster.project is None) == (cluster.projects > 1)

        assert found == wanted

    def test_the_first_view_holds_all_sites_and_leads_to_their_rows(self, weifang):
        scattered(weifang, 80)
        a_project(weifang)
        actor = Actor.system(weifang)

        view = queries.sites(actor, Filters())

        assert view.is_whole
        assert view.projects == 80
        for cluster in view.clusters:
            listed = queries.page(actor, Filters(grid_cell=cluster.cell))
            assert (listed.total, listed.is_all) == (cluster.projects, True)

    def test_filters_and_rights_hold_on_the_map_as_in_the_list(self, weifang):
        zhucheng = a_division(weifang, "370782", "诸城市")
        firm = an_organisation(weifang, "示例动力有限公司")
        listing = (a_place(a_list(weifang, published=True)),)
        scattered(weifang, 5, stage="build", listings=listing)
        scattered(weifang, 7, division_id=zhucheng.pk, owner_id=firm.pk)

        def on_map(filters, actor=None):
            return queries.sites(actor or Actor.system(weifang), filters).projects

        assert on_map(Filters(stage="build")) == 5
        assert on_map(Filters(division_id=zhucheng.pk, least=Decimal(1))) == 7
        assert on_map(Filters(words="示例")) == 12
        assert on_map(Filters(), Actor.anonymous(weifang)) == 5

    def test_tallies_and_standings_say_the_same(self, weifang):
        scattered(weifang, 60)
        actor = Actor.system(weifang)

        # Nobody invests less than nothing: the one reads tallies, the other standings.
        kept, counted = (
            queries.sites(actor, Filters(least=least), CITY, 11) for least in (None, Decimal(0))
        )

        assert kept == counted
        assert kept.projects == 60

    def test_a_project_that_is_moved_moves_on_the_map(self, weifang):
        project = a_project(weifang, longitude=118.5, latitude=36.7)
        actor = Actor.system(weifang)

        Project.objects.filter(pk=project.pk).update(longitude=119.5)
        moved = queries.sites(actor, Filters()).clusters[0]
        Project.objects.filter(pk=project.pk).update(longitude=None, latitude=None)

        assert moved.longitude == pytest.approx(119.5, abs=0.001)
        assert queries.sites(actor, Filters()).clusters == []

    def test_the_rim_of_the_globe_is_in_the_last_cell(self, weifang):
        a_project(weifang, longitude=180, latitude=90)
        a_project(weifang, longitude=-180, latitude=-90)

        assert queries.sites(Actor.system(weifang), Filters()).projects == 2


@pytest.mark.django_db
class TestPages:
    def test_the_map_says_how_many_have_no_place(self, weifang, city_officer, sign_in):
        scattered(weifang, 3)
        a_project(weifang)

        page = sign_in(city_officer).get(reverse("projects:map") + "?year=0")

        assert (page.context["total"], page.context["unplaced"]) == (4, 1)

    def test_another_view_comes_as_the_page_has_it(self, weifang, city_officer, sign_in):
        project = a_project(weifang, longitude=118.5, latitude=36.7)
        browser = sign_in(city_officer)
        address = reverse("projects:sites") + "?year=0&grid_level=14&box="

        here = browser.get(address + "118,36,119,37").content.decode()
        elsewhere = browser.get(address + "119,36,120,37").content.decode()

        assert project.get_absolute_url() in here
        assert project.get_absolute_url() not in elsewhere

    @pytest.mark.parametrize("query", ["box=1,2", "box=x", "grid_level=99", "grid_level=-1"])
    def test_a_view_that_makes_no_sense_is_refused_in_words(
        self, weifang, city_officer, sign_in, query
    ):
        answer = sign_in(city_officer).get(f"{reverse('projects:sites')}?{query}")

        assert answer.status_code == 400
        assert answer.content

    def test_outlines_come_as_geojson(self, weifang, city_officer, sign_in):
        outlines = sign_in(city_officer).get(reverse("projects:divisions")).json()

        assert outlines == {"type": "FeatureCollection", "features": []}

    def test_a_list_of_a_part_of_the_map_says_so(self, weifang, city_officer, sign_in):
        a_project(weifang, longitude=118.5, latitude=36.7)
        browser = sign_in(city_officer)

        whole = browser.get(reverse("projects:list") + "?year=0&grid_cell=0-0-0")
        other = browser.get(reverse("projects:list") + "?year=0&grid_cell=3-0-0")
        wrong = browser.get(reverse("projects:list") + "?year=0&grid_cell=moon")

        assert (whole.context["found"].total, other.context["found"].total) == (1, 0)
        assert whole.context["part"]
        assert wrong.context["form"].errors["grid_cell"]
        assert wrong.context["found"].total == 1
