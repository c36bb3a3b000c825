"""What a company publishes, and that a city sees nothing else of it."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.companies import a_company, a_worker, people_of
from tests.people import CityClient, a_user
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.indicators import figures, snapshots
from yuandu.kernel.indicators.figures import registry
from yuandu.kernel.indicators.models import Reported
from yuandu.kernel.registry.queries import actor_for
from yuandu.mechanisms.workforce import actions, queries
from yuandu.mechanisms.workforce.models import Statement
from yuandu.mechanisms.workforce.refusals import (
    NotAffiliated,
    NothingToPublish,
    OddAffiliate,
    TooFewToPublish,
)

pytestmark = pytest.mark.django_db
COUNT, ASSETS = "workforce.workers.count", "workforce.assets.value"
DEBT = "workforce.start.debt"


@pytest.fixture
def company(db):
    return a_company()


@pytest.fixture
def officer(company):
    return actor_for(people_of(company)["improvement_officer"], company)


@pytest.fixture
def host(weifang):
    return actor_for(a_user("host", workspace=weifang, role="city_officer"), weifang)


def test_a_published_figure_is_the_companys_own_and_reaches_the_citys_page(company, officer, host):
    actions.affiliate(by=host, slug=company.slug)
    made = actions.publish(by=officer, city="weifang", codes=[COUNT])
    counted = figures.value(company, COUNT).value
    assert [(each.code, each.value) for each in made] == [(COUNT, counted)]
    city = figures.value(host.workspace, "companies.workers.count")
    assert city.value == counted / Decimal(10_000)
    assert city.rows == 1


def test_a_later_statement_counts_and_the_earlier_stays(company, officer, host):
    actions.affiliate(by=host, slug=company.slug)
    actions.publish(by=officer, city="weifang", codes=[COUNT])
    a_worker(company, "99999")
    actions.publish(by=officer, city="weifang", codes=[COUNT])
    values = Statement.objects.order_by("pk").values_list("value", "is_current")
    (first, is_first), (second, is_second) = values
    assert (second - first, is_first, is_second) == (1, False, True)


def test_nothing_is_published_where_nobody_let_the_company_in(company, officer, weifang):
    with pytest.raises(NotAffiliated):
        actions.publish(by=officer, city="weifang", codes=[COUNT])


def test_a_figure_without_a_value_is_not_published_as_nothing(company, officer, host):
    actions.affiliate(by=host, slug=company.slug)
    with pytest.raises(NothingToPublish) as refused:
        actions.publish(by=officer, city="weifang", codes=[COUNT, ASSETS])
    assert "企业总资产" in refused.value.sentence or "assets" in refused.value.sentence
    assert not Statement.objects.exists()


@pytest.fixture
def at_least(monkeypatch):
    """Return a function: let the number of workers be told only of so many."""

    def tell(fewest: int) -> None:
        stricter = replace(registry.get(COUNT), minimum_rows=fewest)
        monkeypatch.setitem(registry.FIGURES, COUNT, stricter)

    return tell


def test_what_covers_too_few_stays_in_the_company(company, officer, host, at_least):
    actions.affiliate(by=host, slug=company.slug)
    at_work = int(figures.value(company, COUNT).value)
    at_least(at_work + 1)
    with pytest.raises(TooFewToPublish) as refused:
        actions.publish(by=officer, city="weifang", codes=[COUNT])
    assert "在册职工人数" in refused.value.sentence
    assert not Statement.objects.exists()
    at_least(at_work)
    (made,) = actions.publish(by=officer, city="weifang", codes=[COUNT])
    assert made.rows == at_work


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh-hans", "暂不可选：在册职工人数"), ("en", "Not to be chosen now: People")],
)
def test_the_page_says_why_a_figure_cannot_be_chosen(
    company, officer, host, at_least, language, said
):
    actions.affiliate(by=host, slug=company.slug)
    browser = CityClient(company)
    browser.force_login(User.objects.get(pk=officer.user_id))
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    assert said not in browser.get("/publishing/").content.decode()
    at_least(1_000)
    text = browser.get("/publishing/").content.decode()
    assert said in text
    assert f'value="{COUNT}"' not in text
    chosen = {"city": "weifang", "codes": [COUNT]}
    assert browser.post("/publishing/", chosen).status_code == 422
    assert not Statement.objects.exists()


def test_who_ends_an_affiliation_takes_the_figures_off_the_page(company, officer, host):
    place = actions.affiliate(by=host, slug=company.slug)
    actions.publish(by=officer, city="weifang", codes=[COUNT])
    actions.end_affiliation(by=host, affiliate=place)
    assert not queries.statements(host).exists()
    with pytest.raises(NotAffiliated):
        actions.publish(by=officer, city="weifang", codes=[COUNT])


@pytest.mark.parametrize("slug", ["nowhere", "weifang", ""])
def test_only_a_company_is_let_in(host, slug):
    with pytest.raises(OddAffiliate):
        actions.affiliate(by=host, slug=slug)


def test_twice_is_refused(company, host):
    actions.affiliate(by=host, slug=company.slug)
    with pytest.raises(OddAffiliate):
        actions.affiliate(by=host, slug=company.slug)


def test_workers_publish_nothing(company, host):
    actions.affiliate(by=host, slug=company.slug)
    for persona, user in people_of(company).items():
        if persona in {"improvement_officer", "chair"}:
            continue
        with pytest.raises(PermissionDenied):
            actions.publish(by=actor_for(user, company), city="weifang", codes=[COUNT])


def test_the_act_stands_in_the_companys_log_alone(company, officer, host):
    actions.affiliate(by=host, slug=company.slug)
    actions.publish(by=officer, city="weifang", codes=[COUNT])
    entry = Entry.objects.get(action="workforce.publish")
    assert entry.workspace == company


def test_the_door_of_a_company_shows_what_it_published(company, officer, host):
    door = CityClient(company)
    assert "尚未对外发布指标" in door.get("/").content.decode()
    actions.affiliate(by=host, slug=company.slug)
    actions.publish(by=officer, city="weifang", codes=[COUNT])
    assert "在册职工人数" in door.get("/").content.decode()


def report(company, code, value):
    """Report a figure of the company's offices, in its unit."""
    Reported.objects.create(
        workspace=company,
        code=code,
        period="2025",
        period_end=datetime.date(2025, 12, 31),
        value=value,
        unit=registry.get(code).unit,
        source="样本·财务部",
        reported_on=datetime.date(2026, 1, 20),
    )


def test_what_the_offices_report_is_told_by_name_and_unit(company, officer, host):
    actions.affiliate(by=host, slug=company.slug)
    report(company, ASSETS, 195)
    report(company, DEBT, 96)
    actions.publish(by=officer, city="weifang", codes=[ASSETS, DEBT])
    inside = CityClient(company)
    inside.force_login(User.objects.get(pk=officer.user_id))
    pages = (CityClient(host.workspace), "/companies/"), (CityClient(company), "/")
    for browser, path in (*pages, (inside, "/publishing/")):
        text = browser.get(path).content.decode()
        assert "企业总资产" in text, path
        assert "195亿元" in text, path
        assert "96%" in text, path
        assert "经审计" in text, path  # the definition
        assert ">workforce.assets.value" not in text, path


def test_the_public_page_asks_no_more_for_more_statements(company, officer, host):
    actions.affiliate(by=host, slug=company.slug)
    browser = CityClient(host.workspace)
    asked = []
    for code, value in ((ASSETS, 195), (DEBT, 96), ("workforce.case.times", 5)):
        report(company, code, value)
        actions.publish(by=officer, city="weifang", codes=[code])
        with CaptureQueriesContext(connection) as made:
            assert browser.get("/companies/").status_code == 200
        asked.append(len(made))
    assert asked[0] >= asked[1] == asked[2]


@pytest.mark.parametrize(
    ("code", "first", "second", "joint"),
    [("start.debt", 96, 40, None), ("case.times", 5, 3, None), ("assets.value", 195, 5, 200)],
)
def test_ratios_of_several_companies_are_not_added_up(
    company, officer, host, code, first, second, joint
):
    other = a_company("other-company")
    both = (company, officer), (other, Actor.system(other))
    for (place, by), value in zip(both, (first, second), strict=True):
        actions.affiliate(by=host, slug=place.slug)
        report(place, f"workforce.{code}", value)
        before = figures.value(host.workspace, f"companies.{code}")
        actions.publish(by=by, city="weifang", codes=[f"workforce.{code}"])
    city = figures.value(host.workspace, f"companies.{code}")
    assert (before.rows, before.value) == (1, first)
    assert (city.rows, city.value) == (2, joint)
    for value in (before, city):
        assert value.figure.decimals == registry.get(f"workforce.{code}").decimals
    counted = snapshots.recount(host.workspace, city.figure, host.workspace.today())
    assert counted.value == joint


def test_pages_ask_little(company, officer, host, django_assert_max_num_queries):
    actions.affiliate(by=host, slug=company.slug)
    actions.publish(by=officer, city="weifang", codes=[COUNT])
    browser = CityClient(company)
    browser.force_login(User.objects.get(pk=officer.user_id))
    for path in ("/workbench/", "/staff/", "/publishing/"):
        with django_assert_max_num_queries(12):
            assert browser.get(path).status_code == 200, path
