"""Pages of measures: few queries, whoever reads; what is wrong is said at its field."""

import pytest
from django.urls import reverse

from tests.people import a_division
from yuandu.mechanisms.reforms import rules
from yuandu.mechanisms.reforms.models import Measure
from yuandu.mechanisms.reforms.tests.records import a_measure

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


def post(**fields):
    return {
        "number": 1,
        "name": "示例举措",
        "office": "市重大项目办",
        "content": "每月调度",
        "source": "示例1号",
        "planned_on": "2026-03-02",
        "rises": ["projects.key.start_rate"],
    } | fields


def test_lists_and_pages_take_few_queries_however_many_measures(
    weifang, sign_in, city_officer, django_assert_max_num_queries
):
    places = [a_division(weifang)]
    made = [
        a_measure(weifang, rules.IN_FORCE, divisions=places, falls=("visits.answered.days",))
        for _ in range(3)
    ]
    desk = sign_in(city_officer)

    for url in (reverse("reforms:list"), made[0].get_absolute_url()):
        with django_assert_max_num_queries(MOST_QUERIES):
            page = desk.get(url)
        assert made[0].name in page.text


def test_the_public_reads_what_a_measure_claims_in_both_languages(weifang, sign_in):
    client = sign_in()
    measure = a_measure(weifang, rules.IN_FORCE, name_en="A sample measure")

    chinese = client.get(measure.get_absolute_url()).text
    english = client.get(measure.get_absolute_url(), headers={"accept-language": "en"}).text

    assert "重点项目开工率" in chinese
    assert "全市范围实施" in chinese
    assert "A sample measure" in english
    assert "should rise" in english


def test_an_officer_enters_and_changes_a_measure(weifang, sign_in, city_officer):
    client = sign_in(city_officer)

    client.post(reverse("reforms:enter"), post(divisions=[a_division(weifang).pk]))
    measure = Measure.objects.get()
    assert measure.coverage.count() == measure.claims.count() == 1

    taken = client.post(reverse("reforms:enter"), post())
    assert taken.status_code == 422
    assert "清单中已有" in taken.text

    edited = post(version=1, content="每周调度")
    client.post(reverse("reforms:edit", args=[measure.pk]), edited)
    measure.refresh_from_db()
    assert (measure.content, measure.coverage.count()) == ("每周调度", 0)
    stale = client.post(reverse("reforms:edit", args=[measure.pk]), edited)
    assert stale.status_code == 422


@pytest.mark.parametrize("show", ["nonsense", "planned", "ended", "all"])
def test_an_odd_choice_shows_what_is_in_force(weifang, sign_in, show):
    measure = a_measure(weifang, rules.IN_FORCE)

    page = sign_in().get(reverse("reforms:list"), {"show": show}).text

    assert (measure.name in page) == (show in {"nonsense", "all"})
