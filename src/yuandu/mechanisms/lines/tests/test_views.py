"""Pages: few queries, the reader's language, odd input."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.people import TODAY
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces.links import inside
from yuandu.mechanisms.lines import actions
from yuandu.mechanisms.lines.models import County, Reach
from yuandu.mechanisms.lines.tests import records as lines
from yuandu.mechanisms.lines.tests.records import a_booking, a_county, a_line, a_trip, sent

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture
def city(weifang):
    """Return the city with two lines, of which one has bookings that arrived."""
    by = Actor.system(weifang)
    made = sent(weifang)
    actions.receive(by=by, booking=made, received=900, damaged=60, hours=11, cause="frost")
    a_booking(weifang)
    a_county(weifang, "110106", "丰台区")
    return weifang


def pages_of(city):
    line = a_line(city)
    trip = a_trip(city, line)
    booking = trip.bookings.get()
    return {
        "list": reverse("lines:list"),
        "reach": reverse("lines:reach"),
        "counties": reverse("lines:counties"),
        "losses": reverse("lines:losses"),
        "claims": reverse("lines:claims"),
        "claimed": lines.a_claim(city).get_absolute_url(),
        "open": reverse("lines:open"),
        "day": reverse("lines:day"),
        "bookings": reverse("lines:bookings"),
        "line": line.get_absolute_url(),
        "timetable": reverse("lines:timetable", args=[line.pk]),
        "close": reverse("lines:close", args=[line.pk]),
        "edit_reach": reverse("lines:edit_reach", args=[line.pk]),
        "trip": trip.get_absolute_url(),
        "manifest": reverse("lines:manifest", args=[trip.pk]),
        "booking": booking.get_absolute_url(),
    }


def test_every_page_asks_little(city, sign_in, city_officer, subtests):
    browser = sign_in(city_officer)
    for name, address in pages_of(city).items():
        browser.get(address)  # what is remembered from page to page is asked once
        with (
            subtests.test(name),
            CaptureQueriesContext(
                connection,
            ) as asked,
        ):
            assert browser.get(address).status_code == 200
            assert len(asked) <= MOST_QUERIES, "\n".join(each["sql"][:150] for each in asked)


def test_the_public_reads_where_lines_reach_and_opens_the_rows(city, client):
    with inside(city):
        reach, counties = reverse("lines:reach"), reverse("lines:counties")

    page = client.get(reach)
    assert "<svg" in page.text
    assert "?within=24" in page.text

    rows = client.get(f"{counties}?within=24")
    assert "桥西区" in rows.text
    assert "丰台区" not in rows.text
    rest = client.get(f"{counties}?state=open")
    assert "丰台区" in rest.text
    assert "桥西区" not in rest.text


@pytest.mark.parametrize("asked", ["within=9", "within=x", "state=x", "province=火星", "page=x"])
def test_an_odd_filter_is_left_out(city, client, asked):
    with inside(city):
        counties = reverse("lines:counties")

    assert client.get(f"{counties}?{asked}").status_code == 200


def test_places_are_named_in_the_readers_language(city, sign_in, city_officer):
    line = a_line(city)
    County.objects.update(name_en="Qiaoxi District", province_en="Hebei")
    line.destination_en, line.destination_county = "Shijiazhuang", a_county(city)
    line.save()

    page = sign_in(city_officer).get(line.get_absolute_url(), headers={"accept-language": "en"})

    assert "Shijiazhuang" in page.text
    assert "Hebei" in page.text
    assert "石家庄</text>" not in page.text


@pytest.mark.parametrize(
    ("county", "told"), [("丰台区", "302"), ("110106", "302"), ("月球", "422"), ("朝阳区", "422")]
)
def test_a_county_is_entered_by_name_or_code_and_a_name_of_two_asks_which(
    city, sign_in, city_officer, county, told
):
    a_county(city, "110105", "朝阳区")
    a_county(city, "220104", "朝阳区")
    line = a_line(city)

    answer = sign_in(city_officer).post(
        reverse("lines:edit_reach", args=[line.pk]),
        {"county": county, "hours": 9, "kilometres": 520},
    )

    assert str(answer.status_code) == told
    assert Reach.objects.filter(line=line).count() == 1 + (told == "302")


def test_a_county_is_taken_off_once(city, sign_in, city_officer):
    line, browser = a_line(city), sign_in(city_officer)
    address = reverse("lines:drop_reach", args=[line.pk])

    browser.post(address, {"county": "130104"})
    again = browser.post(address, {"county": "130104"}, follow=True)

    assert not Reach.objects.filter(line=line).exists()
    assert "这条专线不到那个县" in again.text


def test_closing_says_what_it_concerns_and_asks_why(city, sign_in, city_officer):
    line, browser = a_line(city), sign_in(city_officer)
    address = reverse("lines:close", args=[line.pk])

    assert "29" in browser.get(address).text
    assert browser.post(address, {"on": TODAY.isoformat()}).status_code == 422
    browser.post(address, {"on": TODAY.isoformat(), "words": "并线"})

    line.refresh_from_db()
    assert line.closed_on == TODAY


def test_a_loggers_file_is_sent_on_a_page_and_an_odd_one_says_where(city, sign_in, city_officer):
    trip, browser = sent(city).trip, sign_in(city_officer)
    address = reverse("lines:temperatures", args=[trip.pk])
    given = {"logger": "前部", "low": 8, "high": 28}
    odd = SimpleUploadedFile("log.csv", "时间,温度\n昨天,5\n".encode())
    log = SimpleUploadedFile(
        "log.csv", "时间,温度\n2026-11-24 18:00,5\n2026-11-24 18:30,12\n".encode()
    )

    refused = browser.post(address, given | {"upload": odd})
    assert refused.status_code == 422
    assert "第2行" in refused.text
    assert browser.post(address, given).status_code == 422
    browser.post(address, given | {"upload": log})

    kept = trip.temperatures.get()
    assert (kept.minutes, kept.minutes_below, kept.readings) == (30, 30, 2)
    assert "前部" in browser.get(trip.get_absolute_url()).text


def test_a_claim_shows_its_moves_to_whose_turn_it_is(city, sign_in, city_officer):
    claim = lines.a_claim(city)
    page = sign_in(city_officer).get(claim.get_absolute_url()).text

    for move, shown in (("grant", True), ("refuse", True), ("pay", False)):
        assert (reverse("lines:move_claim", args=[claim.pk, move]) in page) is shown
