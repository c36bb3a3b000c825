"""Pages and API: few queries whoever reads, odd choices, nothing to show."""

import pytest
from django.urls import reverse

from tests.people import CityClient
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.flowers import actions
from yuandu.mechanisms.flowers.tests.records import (
    SOURCE,
    a_file,
    a_kind,
    a_source,
    filed,
    weekly,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
PRICES = ["30", "31", "29", "30", "32", "31", "33", "32", "34", "33", "35", "34"]


@pytest.fixture
def kind(weifang, tmp_path):
    kind = a_kind(weifang)
    rows = [
        *weekly(PRICES),
        *weekly(PRICES[:1], "2025-11-18"),
        *weekly(PRICES, market="昌邑花卉市场"),
    ]
    filed(weifang, tmp_path, *rows)
    return kind


def test_pages_take_few_queries_and_are_read_by_everybody(
    sign_in, city_officer, kind, django_assert_max_num_queries
):
    for client in (sign_in(), sign_in(city_officer)):
        for url in (reverse("flowers:list"), kind.get_absolute_url()):
            with django_assert_max_num_queries(MOST_QUERIES):
                page = client.get(url)
            assert "蝴蝶兰" in page.text
            assert "元/盆" in page.text


def test_the_list_shows_the_last_price_and_its_change(weifang, sign_in, kind):
    a_kind(weifang, code="anthurium", name="红掌", name_en="", group="aroid", other_names="火鹤花")
    client = sign_in()

    page = client.get(reverse("flowers:list")).text
    searched = client.get(reverse("flowers:list"), {"words": "火鹤"}).text
    quoted = client.get(reverse("flowers:list"), {"only_quoted": "on", "group": "nonsense"}).text

    assert "34.00" in page
    assert "−2.9%" in page
    assert "红掌" in searched
    assert "蝴蝶兰" not in searched
    assert "红掌" not in quoted


def test_a_kind_shows_the_same_week_last_year_and_one_market_on_request(sign_in, kind):
    client = sign_in()
    english = {"accept-language": "en"}

    page = client.get(kind.get_absolute_url(), headers=english).text
    market = kind.quotes.select_related("market").filter(market__name="昌邑花卉市场")[0].market
    one = client.get(kind.get_absolute_url(), {"market": market.pk, "grade": "odd"}).text

    assert "Moth orchid" in page
    assert "+13.3%" in page
    assert "yuan a pot" in page
    assert "昌邑花卉市场" in one
    assert "prices-of-market" in one


def test_other_currencies_have_a_chart_of_their_own(weifang, sign_in, kind, tmp_path):
    source = a_source(tmp_path, SOURCE.replace("CNY", "TWD"))
    path = a_file(tmp_path, *weekly(["120", "130"], "2026-11-02", market="台北"))
    actions.file_quotes(by=Actor.system(weifang), source=source, path=path)

    page = sign_in().get(kind.get_absolute_url()).text

    assert 'id="prices-cny-pot"' in page
    assert 'id="prices-twd-pot"' in page
    assert "新台币/盆" in page


def test_a_kind_without_a_quote_says_so(weifang, sign_in):
    page = sign_in().get(a_kind(weifang).get_absolute_url())

    assert page.status_code == 200
    assert "没有市场" in page.text


def test_another_city_sees_nothing(elsewhere, kind):
    assert CityClient(elsewhere).get(f"/flowers/kinds/{kind.pk}/").status_code == 404


def test_programs_read_kinds_and_quotes_by_range(sign_in, city_officer, kind):
    desk = sign_in(city_officer)

    (told,) = desk.get("/api/v1/flowers/kinds/", {"words": "蝶兰"}).json()["kinds"]
    url = f"/api/v1/flowers/kinds/{kind.pk}/quotes/"
    found = desk.get(url, {"from_on": "2026-11-10", "to_on": "2026-11-17"}).json()

    assert (told["code"], told["other_names"]) == ("phalaenopsis", ["蝶兰"])
    assert found["total"] == 4
    assert found["quotes"][0]["average"] == "34.00"
    assert desk.get(url, {"from_on": "2026-11-10", "to_on": "2026-11-01"}).status_code == 422
