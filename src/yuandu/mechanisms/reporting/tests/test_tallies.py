"""What the database keeps of reports and lights, and the pages that are read by it."""

from dataclasses import replace

import pytest

from tests.people import a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.projects.tests.records import WAN
from yuandu.mechanisms.reporting import actions, queries
from yuandu.mechanisms.reporting.models import Filing, Light, LightTally, Report
from yuandu.mechanisms.reporting.queries import LightFilters, NeedFilters
from yuandu.mechanisms.reporting.rules import KINDS
from yuandu.mechanisms.reporting.tests.records import (
    OCTOBER,
    a_filing,
    a_project_to_report,
    a_round,
    an_entry,
    step,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
COUNTIES = ("370781", "370782")


@pytest.fixture
def house(weifang):
    return Actor.system(weifang)


def numbers(filing):
    """Return the kept numbers of a filing, and those counted from its reports."""
    kept = Filing.objects.values_list(
        *("reported", "doubtful", "unexplained", "needing", "invested")
    )
    reports = list(Report.objects.filter(filing=filing))
    counted = (
        len(reports),
        sum(bool(each.doubts) for each in reports),
        sum(bool(each.doubts) and not each.explanation for each in reports),
        sum(bool(each.needs) for each in reports),
        sum(each.invested + each.corrected for each in reports),
    )
    return kept.get(pk=filing.pk), counted


def test_a_filing_knows_the_numbers_of_its_reports(house, weifang):
    first, second = (a_project_to_report(weifang).pk for _ in range(2))
    filing = a_filing(weifang)
    doubtful = an_entry(1_200, needs="用电")  # a year's plan in a month

    actions.enter(by=house, filing=filing, entries={first: doubtful, second: an_entry(10)})
    kept, counted = numbers(filing)
    assert kept == counted == (2, 1, 1, 1, 1_210 * WAN)

    actions.explain(by=house, report=Report.objects.get(project=first), words="设备集中到货")
    assert numbers(filing)[0] == (2, 1, 0, 1, 1_210 * WAN)

    changed = {first: an_entry(20), second: replace(doubtful, explanation="补报")}
    actions.enter(by=house, filing=filing, entries=changed)
    kept, counted = numbers(filing)
    assert kept == counted == (2, 1, 0, 1, 1_220 * WAN)

    Report.objects.filter(project=second).delete()
    kept, counted = numbers(filing)
    assert kept == counted == (1, 0, 0, 0, 20 * WAN)


@pytest.fixture
def locked(house, weifang):
    """Return a month in which two counties reported three projects each, some of them red."""
    places = [a_division(weifang, code) for code in COUNTIES]
    projects = [
        a_project_to_report(weifang, division_id=place.pk).pk for _ in range(3) for place in places
    ]
    found = a_round(weifang, OCTOBER)
    for code in COUNTIES:
        filing = a_filing(weifang, found, code)
        own = [each.project_id for each in queries.standings_of(filing)]
        entries = {
            key: an_entry(
                1_200,
                funds_in_place=key != projects[0],
                needs="用地",
                factor="energy" if key == own[0] else "",
            )
            for key in own
        }
        actions.enter(by=house, filing=filing, entries=entries)
        step(house, filing, "sign")
    return actions.lock(by=house, found=found)


def all_pages(read):
    first = read(1)
    return [row for number in first.paginator.page_range for row in read(number)]


@pytest.mark.parametrize("tone", ["", "red", "green"])
@pytest.mark.parametrize("kind", ["", "funds", "listing"])
@pytest.mark.parametrize("code", ["", COUNTIES[1]])
def test_pages_of_lights_are_all_lights_county_by_county(
    house, locked, monkeypatch, tone, kind, code
):
    monkeypatch.setattr("yuandu.mechanisms.reporting.queries.lighting.PER_PAGE", 2)
    filters = LightFilters(tone=tone, kind=kind, division_code=code)

    shown = all_pages(lambda number: queries.light_page(house, locked, filters, number))

    expected = Light.objects.order_by("division__code", "project_id")
    if tone:
        expected = expected.filter(**{kind or "tone": tone})
    if code:
        expected = expected.filter(division__code=code)
    assert shown == list(expected)


def test_lights_are_counted_by_kind_and_tone(locked):
    for tally in LightTally.objects.all():
        assert tally.kind in {"", *KINDS}
        lights = Light.objects.filter(division=tally.division, **{tally.kind or "tone": tally.tone})
        assert lights.count() == tally.projects
    assert LightTally.objects.filter(kind="funds", tone="red").get().projects == 1


@pytest.mark.parametrize("explained", [None, True, False])
def test_pages_of_doubts_are_all_doubts_county_by_county(house, locked, explained):
    known = Report.objects.exclude(doubts=[]).order_by("filing__division__code", "project_id")
    assert known.count() == 6

    def read(number):
        return queries.doubtful_page(house, locked, number, per_page=4, explained=explained)

    shown = all_pages(read)

    if explained is not None:
        known = known.exclude(explanation="") if explained else known.filter(explanation="")
    assert shown == list(known)


def test_pages_of_needs_are_all_needs(house, weifang, locked):
    county = a_division(weifang, COUNTIES[0])

    def read(**asked):
        filters = NeedFilters(**asked)
        return all_pages(lambda number: queries.needs_page(house, locked, number, filters))

    assert len(read()) == 6
    assert read() == list(queries.needs(house, locked, NeedFilters()))
    assert len(read(division_id=county.pk)) == 3
    assert len(read(factor=queries.UNCLASSED)) == 4
    assert [each.factor for each in read(factor="energy")] == ["energy"] * 2
    assert read(factor="land") == []
    assert list(queries.needs_by_place(house, locked).values()) == [{"": 2, "energy": 1}] * 2


def test_pages_take_few_queries(
    weifang, house, locked, sign_in, city_officer, county_officer, django_assert_max_num_queries
):
    filing = Filing.objects.filter(division__code=COUNTIES[0]).get()
    project = Light.objects.filter(division__code=COUNTIES[0])[0].project_id
    for user in (city_officer, county_officer):
        browser = sign_in(user)
        for path in (
            "reports/rounds/",
            f"reports/rounds/{locked.pk}/",
            f"reports/rounds/{locked.pk}/doubts/",
            f"reports/rounds/{locked.pk}/needs/",
            f"reports/rounds/{locked.pk}/lights/?tone=red&kind=listing",
            f"reports/filings/{filing.pk}/",
            f"reports/projects/{project}/",
            "reports/terms/",
        ):
            with django_assert_max_num_queries(MOST_QUERIES):
                assert browser.get(f"/weifang/{path}").status_code == 200


@pytest.mark.parametrize("missing", [True, False])
def test_pages_of_a_filing_are_all_its_projects_the_largest_first(weifang, house, missing):
    projects = [
        a_project_to_report(weifang, investment_total=size * 10_000 * WAN)
        for size in (3, 1, 4, 1, 5)
    ]
    filing = a_filing(weifang)
    actions.enter(by=house, filing=filing, entries={projects[0].pk: an_entry(10)})

    pages = queries.LinePages(filing, 2, missing=missing)
    shown = [each.project_id for number in pages.page_range for each in pages.page(number)]

    asked = [each.pk for each in projects[1 if missing else 0 :]]
    size = {each.pk: each.investment_total for each in projects}
    assert shown == sorted(asked, key=lambda key: (-size[key], -key))
