import pytest

from tests.people import CityClient
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.ledger.models import Account
from yuandu.mechanisms.welfare.models import AidCase, Booking
from yuandu.mechanisms.welfare.tests.records import Company

pytestmark = pytest.mark.django_db


@pytest.fixture
def company():
    return Company()


@pytest.fixture
def browser(company):
    def sign_in(persona):
        client = CityClient(company.workspace)
        client.force_login(company.users[persona])
        return client

    return sign_in


@pytest.mark.parametrize(
    "path",
    [
        "/welfare/",
        "/welfare/facilities/{facility}/",
        "/welfare/bookings/",
        "/welfare/entitlements/",
        "/welfare/needs/",
        "/welfare/aid/",
    ],
)
def test_pages_ask_a_bounded_number_of_questions(
    company, browser, path, django_assert_max_num_queries
):
    company.room()
    company.entitlement()
    client = browser("worker")
    with django_assert_max_num_queries(12):
        assert client.get(path.format(facility=company.facility.pk)).status_code == 200


def test_a_worker_books_and_a_second_one_waits(company, browser):
    room = company.room()
    asked = {"day": f"{company.tomorrow}", "first": "9", "last": "11"}
    path = f"/welfare/resources/{room.pk}/"

    assert browser("worker").post(path, asked).status_code == 302
    refused = browser("other_worker").post(path, asked)
    assert refused.status_code == 409
    assert "11:00–22:00" in refused.content.decode()
    assert browser("other_worker").post(path, asked | {"waits": "on"}).status_code == 302
    assert Booking.objects.count() == 1


def test_who_asks_for_aid_reads_the_case_and_no_computer_keeps_it(company, browser):
    sent = {"words": "需要帮助", "officers": [company.users["care_officer"].pk]}

    response = browser("worker").post("/welfare/aid/ask/", sent, follow=True)

    assert response.status_code == 200
    assert "需要帮助" in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"


def test_aid_from_nobody_or_from_hr_is_not_asked_for(company, browser):
    client = browser("worker")
    for officers in ([], [company.users["hr_officer"].pk], ["x"]):
        response = client.post("/welfare/aid/ask/", {"words": "帮助", "officers": officers})
        assert response.status_code == 422
    assert not AidCase.objects.exists()


def test_a_hand_that_shakes_pays_into_the_fund_once(company, browser):
    client = browser("finance_officer")
    key = client.get("/welfare/aid/fund/").context["form"]["key"].value()

    for _hand in range(2):
        assert client.post("/welfare/aid/fund/", {"amount": "5000", "key": key}).status_code == 302

    assert Account.objects.get(code="care-fund").balance == 5000
    assert Entry.objects.filter(action="welfare.fill_fund").count() == 1
    assert client.get("/welfare/aid/fund/").context["form"]["key"].value() != key
