"""The price index and the state of the markets: worked out from quotes, shown to everybody."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.flowers import chores
from yuandu.mechanisms.flowers.models import IndexPoint, Standing
from yuandu.mechanisms.flowers.tallying import refresh_tallies
from yuandu.mechanisms.flowers.tests.records import a_kind, filed, weekly

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
STEADY = ["30"] * 9


def quoted(weifang, folder, last: str, unsold: int):
    """File nine steady weeks in two markets, and a last whole week in one of them."""
    a_kind(weifang)
    rows = weekly([*STEADY], "2026-09-14") + weekly([*STEADY, last], "2026-09-14", "昌邑花卉市场")
    day, market, kind, grade, unit, *_ = rows[-1].split(",")
    rows[-1] = f"{day},{market},{kind},{grade},{unit},,{last},,80,{unsold}"
    return filed(weifang, folder, *rows)


def test_a_market_that_pays_more_and_leaves_less_is_short(weifang, tmp_path):
    quoted(weifang, tmp_path, "36", 2)

    refresh_tallies(by=Actor.system(weifang))
    refresh_tallies(by=Actor.system(weifang))

    short = Standing.objects.get(market__name="昌邑花卉市场")
    assert short.state == "short"
    assert round(short.price, 3) == 0.2
    assert (float(short.arrivals), float(short.usual_arrivals)) == (82, 110)
    assert (float(short.unsold), float(short.usual_unsold)) == (0.024, 0.091)
    assert Standing.objects.get(market__name="青州花卉市场").state == "usual"
    # One of the two markets quotes no more: the mean of what is left moves, the index as prices.
    assert [float(each.value) for each in IndexPoint.objects.filter(group="").order_by("on")] == [
        *[100.0] * 9,
        120.0,
    ]


def test_pages_show_the_index_and_what_is_short_to_everybody(
    weifang, sign_in, city_officer, tmp_path, django_assert_max_num_queries
):
    quoted(weifang, tmp_path, "36", 2)
    chores.add_up(weifang)
    url = reverse("flowers:markets")

    for client in (sign_in(), sign_in(city_officer)):
        with django_assert_max_num_queries(MOST_QUERIES):
            page = client.get(url).text
        assert "蝴蝶兰" in page
        assert "+20.0%" in page
        assert "120.00" in page
    glut = sign_in().get(url, {"state": "glut", "group": "orchid"}).text
    odd = sign_in().get(url, {"state": "odd", "group": "odd", "page": "x"}).text

    assert "没有市场处于这一状况" in glut
    assert "蝴蝶兰" in odd


def test_before_anything_is_added_up_the_page_says_so(weifang, sign_in):
    chores.add_up(weifang)

    assert "尚未汇总" in sign_in().get(reverse("flowers:markets")).text


def test_who_keeps_no_market_data_works_nothing_out(weifang):
    with pytest.raises(PermissionDenied):
        refresh_tallies(by=Actor.anonymous(weifang))


def test_a_corrected_quote_stands_with_what_it_said_before(weifang, sign_in, tmp_path):
    kind = a_kind(weifang)
    row = "2026-11-23,青州花卉市场,蝴蝶兰,一级,盆,28,30.5,33,400,20"
    filed(weifang, tmp_path, row)
    filed(weifang, tmp_path, row.replace("30.5", "31.25"), reason="市场更正")

    page = sign_in().get(kind.get_absolute_url()).text

    assert "<del>30.50</del> → 31.25" in page
    assert "市场更正" in page
