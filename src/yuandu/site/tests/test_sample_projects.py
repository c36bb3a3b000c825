from collections import Counter

import pytest

from yuandu.site.sample import projects

PLACES = [
    projects.Place("370781", "青州市", "Qingzhou", 3, [(118.48, 36.68), (118.5, 36.7)]),
    projects.Place("370782", "诸城市", "Zhucheng", 2, [(119.4, 36.0)]),
]


@pytest.fixture(scope="module")
def city():
    return projects.generate(PLACES)


@pytest.fixture(scope="module")
def key(city):
    return [project for project in city if project.levels]


def test_the_key_projects_are_1517_in_four_categories(key):
    assert len(key) == 1517
    assert Counter(project.category for project in key) == {
        "platform": 72,
        "industry": 1020,
        "social": 257,
        "infrastructure": 168,
    }


def test_each_category_adds_up_to_the_investment_on_the_page(key):
    total = Counter()
    for project in key:
        total[project.category] += project.investment

    assert total["industry"] == 6455 * 10_000
    assert total["social"] == 1973 * 10_000
    assert total["infrastructure"] == 2065 * 10_000
    assert sum(total.values()) == 11_600 * 10_000


def test_299_are_finished_and_their_new_output_is_above_374_6(key):
    finished = [project for project in key if project.finished_on]

    assert len(finished) == 299
    assert sum(project.new_output for project in finished) == 3_746_300


def test_1961_were_newly_filed_above_100_million(city):
    fresh = [project for project in city if project.newly_filed]

    assert len(fresh) == 1961
    assert sum(project.investment for project in fresh) == 102_632_000
    assert min(project.investment for project in fresh) >= 10_000
    assert {project.filed_on.year for project in fresh} == {2026}


def test_days_follow_one_another_and_none_lies_ahead(city):
    for project in city:
        days = [day for day in (project.filed_on, project.started_on, project.finished_on) if day]
        assert days == sorted(days)
        assert days[-1] <= projects.TODAY
        assert project.planned_end_on >= (project.started_on or project.filed_on)


def test_every_key_project_has_started(key):
    assert all(project.started_on for project in key)


def test_codes_are_unique(city):
    assert len({project.code for project in city}) == len(city)


def test_the_same_seed_gives_the_same_city(city):
    assert projects.generate(PLACES) == city
