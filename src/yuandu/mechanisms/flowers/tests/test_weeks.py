"""Weeks are what their quotes add up to, whatever came in, was corrected or stands in doubt."""

import datetime
from decimal import Decimal
from math import exp, log
from statistics import fmean

import pytest

from yuandu.mechanisms.flowers import prices
from yuandu.mechanisms.flowers.models import Market, Quote, Week
from yuandu.mechanisms.flowers.tests.records import a_kind, filed, weekly

pytestmark = pytest.mark.django_db
MARKET = "青州花卉市场"
# A week whose Tuesday tells no volume, and a Wednesday at which nothing was sold.
DAYS = (
    f"2026-11-16,{MARKET},蝴蝶兰,一级,盆,28,30,33,400,20",
    f"2026-11-17,{MARKET},蝴蝶兰,一级,盆,,36,,,",
    f"2026-11-18,{MARKET},蝴蝶兰,一级,盆,10,12,50,0,7",
    f"2026-11-16,{MARKET},蝴蝶兰,二级,盆,20,22,23,100,5",
    f"2026-11-19,{MARKET},蝴蝶兰,二级,盆,21,26,27,300,6",
    f"2026-11-22,{MARKET},红掌,一级,盆,9,10,11,50,1",
    f"2026-11-23,{MARKET},红掌,一级,盆,8,9,10,60,2",
)


def recount() -> dict[tuple, tuple]:
    """Return the weeks as a plain loop over all quotes adds them up."""
    cells: dict[tuple, list[Quote]] = {}
    for quote in Quote.objects.filter(doubt="").order_by("on"):
        monday = quote.on - datetime.timedelta(quote.on.weekday())
        key = quote.kind_id, quote.grade, monday, quote.market_id, quote.unit
        cells.setdefault(key, []).append(quote)
    return {key: _added_up(quotes) for key, quotes in cells.items()}


def _added_up(quotes):
    def given(name):
        return [value for quote in quotes if (value := getattr(quote, name)) is not None]

    volumes, left, stock = given("volume"), given("unsold"), given("stock")
    if len(volumes) == len(quotes) and sum(volumes):
        worth = sum(quote.average * quote.volume for quote in quotes)
        average = worth / sum(volumes)
    else:
        average = sum(given("average")) / len(quotes)
    return (
        len(quotes),
        len(volumes),
        len(left),
        round(average, 2),
        min(given("low"), default=None),
        max(given("high"), default=None),
        sum(volumes) if volumes else None,
        sum(left) if left else None,
        stock[-1] if stock else None,
    )


def kept() -> dict[tuple, tuple]:
    key = ("kind", "grade", "on", "market", "unit")
    rows = Week.objects.values_list(
        *key, "days", "reported", "reported_left", "average", "low", "high", "volume", "unsold",
        "stock",
    )  # fmt: skip
    return {row[:5]: row[5:] for row in rows}


@pytest.fixture
def kinds(weifang):
    return a_kind(weifang), a_kind(weifang, code="anthurium", name="红掌", other_names="")


def test_weeks_are_what_their_quotes_add_up_to(weifang, tmp_path, kinds):
    filed(weifang, tmp_path, *DAYS)

    assert kept() == recount()
    assert len(kept()) == 4


def test_a_correction_adds_its_week_up_anew(weifang, tmp_path, kinds):
    filed(weifang, tmp_path, *DAYS)
    filed(weifang, tmp_path, DAYS[0].replace(",30,", ",31,"), DAYS[2].replace(",0,7", ",80,7"))
    assert kept() == recount()

    filed(weifang, tmp_path, DAYS[-1].replace(",60,", ",0,"))

    assert kept() == recount()
    assert len(kept()) == 3  # all that the last week had is in doubt now


def test_last_prices_compare_the_same_markets_and_grades(weifang, tmp_path, kinds):
    first, second = weekly(["30", "33"], "2026-11-09"), weekly(["20", "25"], "2026-11-09", "济南")
    third = [row.replace("一级", "二级") for row in weekly(["11"], "2026-11-16")]
    filed(weifang, tmp_path, *first, *second, *third)

    told = prices.last_prices(weifang, [kind.pk for kind in kinds])

    (last,) = told.values()
    assert last.average == (Decimal(33) + 25 + 11) / 3
    assert (last.currency, last.unit, last.markets) == ("CNY", "pot", 2)
    assert last.change == pytest.approx(exp(fmean([log(33 / 30), log(25 / 20)])) - 1)


def test_a_market_stands_beside_its_week_before_and_its_year_ago(weifang, tmp_path, kinds):
    rows = [*weekly(["28"], "2025-11-17"), *weekly(["30", "33"], "2026-11-09")]
    filed(weifang, tmp_path, *rows, *weekly(["20"], "2026-11-09", "济南"))

    stands = {one.market.name: one for one in prices.markets_of(kinds[0], "first")}

    here = stands[Market.objects.get(name=MARKET).name]
    assert (here.average, here.before, here.year_ago) == (33, 30, 28)
    assert (stands["济南"].before, stands["济南"].year_ago) == (None, None)
