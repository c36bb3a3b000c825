import datetime
import re
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import registry
from yuandu.mechanisms.reporting.tests.records import (
    a_locked_month,
    a_project_to_report,
    an_entry,
)
from yuandu.site.front_page import NAMES

MOST_QUERIES = 12
CODES = (
    *("key_projects", "key_investment", "platform_projects", "industry_projects"),
    *("industry_investment", "social_projects", "social_investment", "infrastructure_projects"),
    *("infrastructure_investment", "in_production", "new_output", "new_projects"),
    *("new_investment", "private_share", "private_rank"),
)


def front_page(language="zh-hans", **context) -> str:
    workspace = SimpleNamespace(title="潍坊市", today=datetime.date(2026, 11, 24))
    with translation.override(language):
        return render_to_string(
            "site/front_page.html",
            {"workspace": workspace, **context},
            RequestFactory().get("/"),
        )


def all_figures(**agrees) -> dict:
    return {
        code: {"text": f"⟨{code}⟩", "url": f"/figures/{code}/", "agrees": agrees.get(code)}
        for code in CODES
    }


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_article_prints_every_figure_as_a_link_to_its_rows(language):
    html = front_page(language, f=all_figures())

    linked = set(re.findall(r'<a class="figure" href="/figures/(\w+)/">', html))
    assert linked == set(CODES)
    assert "—</a>" not in html


# What is printed once there is something to say.
MORE = (
    *("start_rate", "measures", "meetings", "ideas", "idea_investment", "visited", "teams"),
    *("visited_provincial", "difficulties", "solved", "land_classes", "land_class_clauses"),
    *("land_aspects", "land_aspect_clauses"),
)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_name_that_the_page_gives_a_figure_is_printed(language):
    more = {
        name: {"text": f"⟨{name}⟩", "value": 100, "url": f"/figures/{name}/", "agrees": None}
        for name in MORE
    }

    html = front_page(language, f=all_figures() | more)

    linked = re.findall(r'<a class="figure" href="/figures/(\w+)/">', html)
    assert set(linked) == set(NAMES) - {"platform_investment"}
    assert {"zh-hans": "全部开工", "en": "every one"}[language] in html


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_it_claims_that_the_parts_add_up_only_when_they_do(language):
    claim = {"zh-hans": "分毫不差", "en": "add up to the total"}[language]

    assert claim in front_page(language, f=all_figures(key_projects=True))
    assert claim not in front_page(language, f=all_figures(key_projects=False))
    assert claim not in front_page(language, f=all_figures())


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_what_nobody_has_reported_is_said_instead_of_a_dash(language):
    unknown = {"text": None, "url": "/figures/private_share/", "agrees": None}

    html = front_page(language, f=all_figures() | {"private_share": unknown})

    assert {"zh-hans": "本期尚未报送", "en": "has not been reported yet"}[language] in html
    assert "private_rank" not in html


def test_an_article_whose_sums_do_not_hold_is_not_published():
    failing = [{"title": "四类之和", "equation": "1516 ≠ 1517", "source": "", "terms": []}]

    html = front_page(f=all_figures(), failing=failing)

    assert "⟨key_projects⟩" not in html
    assert "本文今日暂不刊发" in html
    assert "1516 ≠ 1517" in html


def test_a_city_without_records_prints_columns_that_say_so():
    html = front_page()

    assert html.count("故本期不刊") == 4
    assert 'class="figure"' not in html


def test_the_day_is_the_workspaces_own():
    assert "2026年11月24日" in front_page()
    assert "24 November 2026" in front_page("en")


def test_a_page_that_listens_refreshes_its_issue_alone():
    html = front_page(live_url="/events/?topics=projects.project,figures")

    assert '<live-region source="/events/?topics=projects.project,figures"' in html
    assert 'hx-select="#issue"' in html


@pytest.fixture
def reported(weifang):
    """A city with key projects of several categories and stages, one of them reported and red."""
    keys = [
        a_project_to_report(weifang, kind=kind, stage=stage).pk
        for kind in ("platform", "industry")
        for stage in ("plan", "build", "tax")
    ]
    said = {f"p{key}": an_entry() for key in keys}
    a_locked_month(weifang, **said | {f"p{keys[1]}": an_entry(0, funds_in_place=False)})
    return weifang


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "figures/", "figures/projects.key.count/"])
def test_pages_of_figures_take_few_queries(
    reported, sign_in, city_officer, client, path, django_assert_max_num_queries
):
    for browser in (client, sign_in(city_officer)):
        with django_assert_max_num_queries(MOST_QUERIES):
            assert browser.get(f"/weifang/{path}").status_code == 200


@pytest.mark.django_db
def test_what_the_database_keeps_of_figures_is_what_their_rows_say(reported):
    kept = [figure for figure in registry.computed() if figure.kept]
    anew = [replace(figure, kept=None) for figure in kept]

    said = figures.values(reported, only=kept)
    assert said["projects.key.count"].value == 6
    assert said["reporting.red.count"].value == 6
    counted = figures.values(reported, only=anew)
    assert {code: (each.value, each.rows) for code, each in said.items()} == {
        code: (each.value, each.rows) for code, each in counted.items()
    }


@pytest.mark.django_db
def test_describing_a_figures_rows_asks_the_database_nothing(weifang, django_assert_num_queries):
    with django_assert_num_queries(0):
        for figure in registry.computed():
            figure.rows(weifang, weifang.today())
            if figure.kept:
                figure.kept.cells(weifang, weifang.today())
