"""Forecasts of quotes: what is foretold, how it is shown, and that it is no advice."""

import math

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit.models import Entry
from yuandu.mechanisms.flowers import chores
from yuandu.mechanisms.flowers.models import Forecast
from yuandu.mechanisms.flowers.refreshing import HORIZON, refresh_forecasts
from yuandu.mechanisms.flowers.tests.records import a_kind, filed, weekly

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def kind(weifang, tmp_path):
    """A kind with 60 weeks in two markets, and one that was not quoted for long."""
    kind = a_kind(weifang, weeks=20)
    prices = [f"{30 + 5 * math.sin(week / 8):.2f}" for week in range(60)]
    filed(
        weifang,
        tmp_path,
        *weekly(prices, "2025-10-06"),
        *weekly(prices, "2025-10-06", market="昌邑花卉市场"),
        *weekly(prices[:20], "2025-10-06", market="很久以前"),
    )
    return kind


def test_what_is_still_quoted_is_foretold_to_the_growing_time_and_made_anew(weifang, kind):
    by = Actor.system(weifang)

    lines = refresh_forecasts(by=by)
    again = refresh_forecasts(by=by)

    ahead = [*range(1, HORIZON + 1), 20]
    assert lines == again == Forecast.objects.count() == 2 * 2 * len(ahead)
    found = Forecast.objects.filter(market__name="青州花卉市场", what="price").order_by("ahead")
    assert [each.ahead for each in found] == ahead
    assert all(each.low <= each.value <= each.high for each in found[:4])
    assert found[0].past_error is not None
    assert not Forecast.objects.filter(market__name="很久以前").exists()
    assert Entry.objects.filter(action="flowers.forecast").count() == 2


def test_the_chore_and_the_command_do_it_and_an_empty_city_is_left_alone(weifang, capsys):
    chores.foretell(weifang)
    assert not Entry.objects.filter(action="flowers.forecast").exists()

    call_command("flowers", "forecast", "--workspace", weifang.slug)

    assert "0" in capsys.readouterr().out


def test_who_keeps_no_market_data_makes_no_forecasts(weifang, kind):
    with pytest.raises(PermissionDenied):
        refresh_forecasts(by=Actor.anonymous(weifang))


def test_a_page_shows_them_beside_seasonal_naive_and_says_they_are_no_advice(
    weifang, sign_in, kind, django_assert_max_num_queries
):
    refresh_forecasts(by=Actor.system(weifang))

    with django_assert_max_num_queries(MOST_QUERIES):
        page = sign_in().get(kind.get_absolute_url()).text
    english = sign_in().get(kind.get_absolute_url(), headers=ENGLISH).text

    assert "预测不是种植建议" in page
    assert "季节性朴素法" in page
    assert "提前 20 周" in page
    assert "全品种" in page
    assert "no advice on what to plant" in english
    assert "forecast-of-market" in english


def test_programs_read_them(weifang, sign_in, city_officer, kind):
    refresh_forecasts(by=Actor.system(weifang))
    desk = sign_in(city_officer)
    url = f"/api/v1/flowers/kinds/{kind.pk}/forecasts/"

    (first, *_) = desk.get(url, {"grade": "first"}).json()["forecasts"]

    assert (first["what"], first["ahead"], first["level"]) == ("price", 1, 80)
    assert first["seasonal_naive"] is not None
    assert desk.get(url).status_code == 422
