"""What programs book and confirm: equipment by the hour, the yearly update."""

import datetime

import pytest

from tests.people import TODAY, a_user
from yuandu.kernel.notices.models import Notice
from yuandu.mechanisms.enterprises.models import Booking, Firm, UpdateAnswer
from yuandu.mechanisms.enterprises.tests.records import (
    a_booking,
    a_firm,
    a_piece,
    a_title,
    an_innovation_platform,
    facts_of_a_year,
)

pytestmark = pytest.mark.django_db
ROOM = "/api/v1/enterprises"
JSON = "application/json"
TOMORROW = TODAY + datetime.timedelta(days=1)


@pytest.fixture
def firm(weifang) -> Firm:
    return a_firm(weifang, name="示例泵业有限公司")


@pytest.fixture
def boss(weifang, firm):
    return a_user("boss", workspace=weifang, role="owner", organisation=firm.party)


def test_hours_are_booked_once_and_given_back(weifang, firm, boss, sign_in):
    host = a_firm(weifang)
    piece = a_piece(an_innovation_platform(host), use="形貌分析")
    keeper = a_user("keeper", workspace=weifang, role="owner", organisation=host.party)
    browser, address = sign_in(boss), f"{ROOM}/equipment/{piece.pk}"
    asked = {
        "firm": firm.party_id,
        "day": TOMORROW.isoformat(),
        "first": 9,
        "last": 12,
        "purpose": "样品检测",
    }

    [listed] = browser.get(f"{ROOM}/equipment?words=形貌").json()["equipment"]
    made = browser.post(f"{address}/bookings", asked, JSON)
    again = browser.post(f"{address}/bookings", asked | {"first": 11}, JSON)
    early = browser.post(f"{address}/bookings", asked | {"first": 7, "last": 8}, JSON)
    strange = browser.post(f"{address}/bookings", asked | {"firm": host.party_id}, JSON)
    told = browser.get(address).json()

    # Today is a Tuesday: five days of eight hours each.
    assert listed["idle_hours"] == 40
    assert (made.status_code, made.json()["first"], made.json()["last"]) == (201, 9, 12)
    assert (again.status_code, again.json()["code"]) == (409, "taken")
    assert (early.status_code, early.json()["reasons"][0]["code"]) == (422, "outside-hours")
    assert strange.status_code == 404
    assert told["idle_hours"] == 37
    assert {"day": TOMORROW.isoformat(), "first": 12, "last": 17} in told["idle"]
    assert [each["id"] for each in told["bookings"]] == [made.json()["id"]]
    assert Notice.objects.get(to=keeper).kind == "enterprises.booked"

    cancel = f"{ROOM}/bookings/{made.json()['id']}/cancel"
    freed, twice = browser.post(cancel), browser.post(cancel)
    assert (freed.json()["cancelled_on"], freed.json()["first"]) == (TODAY.isoformat(), 9)
    assert (twice.status_code, twice.json()["code"]) == (409, "already-cancelled")
    assert browser.get(f"{ROOM}/bookings").json()["total"] == 0
    assert browser.get(f"{ROOM}/bookings?standing=false").json()["total"] == 1


def test_bookings_are_read_by_the_firm_its_host_and_the_officers(
    weifang, firm, boss, sign_in, owner, county_officer
):
    piece = a_piece(an_innovation_platform(a_firm(weifang)))
    a_booking(piece, firm.party)

    def total(user) -> int:
        return sign_in(user).get(f"{ROOM}/bookings").json()["total"]

    assert (total(boss), total(county_officer), total(owner)) == (1, 1, 0)
    assert sign_in(owner).get(f"{ROOM}/equipment/{piece.pk}").json()["bookings"] == []
    assert Booking.objects.count() == 1


def test_a_yearly_update_is_opened_reminded_of_and_confirmed(
    firm, boss, sign_in, city_officer, county_officer
):
    a_title(firm)
    city, county, own = (sign_in(user) for user in (city_officer, county_officer, boss))
    window = {"year": TODAY.year - 1, "to_on": "2026-12-20"}

    opened = city.post(f"{ROOM}/updates", window, JSON)
    twice = city.post(f"{ROOM}/updates", window, JSON)
    odd = city.post(f"{ROOM}/updates", window | {"to_on": "2026-01-01"}, JSON)
    address = f"{ROOM}/updates/{opened.json()['id']}"
    reminded = [county.post(f"{address}/remind").json() for _time in range(2)]
    [silent] = county.get(f"{address}/firms").json()["answers"]
    before = own.get(f"{address}/firms/{firm.pk}").json()
    early = own.post(f"{address}/firms/{firm.pk}/confirm", {}, JSON)
    facts_of_a_year(firm, TODAY.year - 1)
    done = own.post(f"{address}/firms/{firm.pk}/confirm", {"words": "住所迁至高新区"}, JSON)
    again = own.post(f"{address}/firms/{firm.pk}/confirm", {}, JSON)

    assert opened.status_code == 201
    assert (twice.status_code, twice.json()["code"]) == (409, "round-open")
    assert (odd.status_code, odd.json()["code"]) == (422, "odd-round")
    assert reminded == [{"reminded": 1}, {"reminded": 0}]
    assert silent["firm"]["id"] == firm.pk
    assert "revenue" in before["missing"]
    assert (early.status_code, early.json()["code"]) == (422, "facts-missing")
    assert (done.json()["confirmed_on"], done.json()["missing"]) == (TODAY.isoformat(), [])
    assert again.status_code == 409
    [counted] = county.get(f"{ROOM}/updates").json()
    assert (counted["asked"], counted["answered"]) == (1, 1)
    assert county.get(f"{address}/firms").json()["total"] == 0
    [answered] = county.get(f"{address}/firms?answered=true").json()["answers"]
    assert answered["words"] == "住所迁至高新区"
    [mine] = own.get(f"{ROOM}/updates/mine").json()
    assert mine["year"] == TODAY.year - 1
    assert UpdateAnswer.objects.get().by_user == boss
    assert own.get(f"{ROOM}/updates").status_code == 403
