"""A day's quotes entered on a page and by a program: all or none, corrections kept."""

import pytest
from django.urls import reverse

from yuandu.mechanisms.flowers.models import Correction, Market, Quote
from yuandu.mechanisms.flowers.tests.records import a_kind, filed

pytestmark = pytest.mark.django_db
ROW = "2026-11-16,青州花卉市场,蝴蝶兰,一级,盆,28,30.5,33,400,20"
MOST_QUERIES = 12


@pytest.fixture
def kind(weifang, tmp_path):
    kind = a_kind(weifang)
    filed(weifang, tmp_path, ROW)
    return kind


@pytest.fixture
def market(kind):
    return Market.objects.get()


def sent(kind, **values):
    return {f"{kind.pk}-first-{name}": value for name, value in values.items()}


def test_staff_enter_a_day_and_correct_it(
    sign_in, city_officer, kind, market, django_assert_max_num_queries
):
    desk, url = sign_in(city_officer), reverse("flowers:day", args=[market.pk])

    with django_assert_max_num_queries(MOST_QUERIES):
        page = desk.get(url).text
    first = desk.post(url, {"day": "2026-11-23"} | sent(kind, average="31", volume="0"))
    again = desk.post(url, {"day": "2026-11-23", "reason": "笔误"} | sent(kind, average="32"))

    assert "30.50" in page
    assert (first.status_code, again.status_code) == (302, 302)
    quote = Quote.objects.get(on="2026-11-23")
    assert (quote.average, quote.unit, quote.volume) == (32, "pot", None)
    assert Correction.objects.get().corrected_by.reason == "笔误"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"average": "三十"}, "不是数字"),
        ({"average": "0"}, "大于零"),
        ({"average": "30", "unsold": "-1"}, "-1"),
        ({"average": "30", "low": "31"}, "31"),
        ({"low": "30"}, "此处为空"),
        ({}, "至少"),
        ({"average": "3\x000"}, "不是数字"),
    ],
)
def test_a_bad_day_is_told_and_nothing_is_kept(sign_in, city_officer, kind, market, given, told):
    url = reverse("flowers:day", args=[market.pk])

    page = sign_in(city_officer).post(url, {"day": "2026-11-23"} | sent(kind, **given))

    assert page.status_code == 422
    assert told in page.text
    assert Quote.objects.count() == 1


def test_a_day_to_come_or_none_is_refused(sign_in, city_officer, kind, market):
    desk, url = sign_in(city_officer), reverse("flowers:day", args=[market.pk])

    assert desk.post(url, {"day": "2027-01-01"} | sent(kind, average="30")).status_code == 422
    assert desk.post(url, {"day": "odd"} | sent(kind, average="30")).status_code == 422


def test_who_files_nothing_does_not_find_the_page(sign_in, owner, market):
    assert sign_in(owner).get(reverse("flowers:day", args=[market.pk])).status_code in {403, 404}


def test_a_program_files_a_day_all_or_none(sign_in, city_officer, kind, market):
    desk, url = sign_in(city_officer), f"/api/v1/flowers/markets/{market.pk}/days/"
    row = {"kind": "蝶兰", "grade": "first", "unit": "pot", "average": "31.00"}

    def send(*rows):
        body = {"on": "2026-11-23", "rows": list(rows)}
        return desk.post(url, body, content_type="application/json")

    good = send(row)
    by_weight = send(row | {"unit": "jin"}, row | {"grade": "second"})
    strange = send(row | {"kind": "蝴碟兰"})

    assert good.json() == {"new": 1, "changed": 0, "unchanged": 0, "doubtful": 0}
    assert (by_weight.status_code, strange.status_code) == (422, 422)
    assert "蝴蝶兰" in strange.text
    assert Quote.objects.count() == 2
