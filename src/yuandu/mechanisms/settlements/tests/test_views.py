"""Pages of the desk, of the grower and of the buyer: they work, they refuse, they stay bounded."""

import re
import uuid
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import TODAY, a_user
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.files.tests import made
from yuandu.mechanisms.orders.tests.records import an_offer
from yuandu.mechanisms.settlements import actions
from yuandu.mechanisms.settlements.models import Batch, Dispute, Season, Settlement, Shortage
from yuandu.mechanisms.settlements.tests.records import (
    a_batch,
    a_promise,
    a_slip,
    counts,
    graded,
    received,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture
def system(weifang):
    return Actor.system(weifang)


@pytest.fixture
def desk(sign_in, city_officer):
    return sign_in(city_officer)


def people_of(promise):
    """Return accounts of the grower and of the buyer of a promise."""
    workspace = promise.workspace
    grower = a_user("hua", workspace=workspace, role="grower", organisation=promise.offer.grower)
    buyer = a_user("mai", workspace=workspace, role="owner", organisation=promise.order.buyer)
    return grower, buyer


def in_few_queries(client, page):
    """See that a page is there, and asks the database no more than a page may."""
    client.get(page)  # what is kept between requests is there then
    with CaptureQueriesContext(connection) as found:
        response = client.get(page)
    assert response.status_code == 200, page
    asked = [each["sql"][:120] for each in found if "django_session" not in each["sql"]]
    assert len(asked) <= MOST_QUERIES, (page, asked)


def test_a_batch_goes_over_the_desk_by_its_forms(weifang, desk):
    promise = a_promise(weifang)

    sent = {"key": uuid.uuid4(), "quantity": "600", "expected_on": TODAY, "truck": "鲁V00000"}
    announced = desk.post(f"/settlements/promises/{promise.pk}/announce/", sent)
    batch = Batch.objects.get()
    base = f"/settlements/batches/{batch.pk}/"
    desk.post(f"{base}receive/", {"received": "600", "on": TODAY})
    short = desk.post(f"{base}grade/", {"received": "600", "second": "500", "disease": "40"})
    right = desk.post(f"{base}grade/", {"received": "600", "second": "560", "disease": "40"})
    settled = desk.post(f"{base}settle/")

    assert announced["Location"].endswith(base)
    assert short.status_code == 422
    assert "540" in short.content.decode()
    assert (right.status_code, settled.status_code) == (302, 302)
    slip = Settlement.objects.get()
    for verb in ("fund", "pay"):
        desk.post(f"/settlements/slips/{slip.pk}/{verb}/")
    slip.refresh_from_db()
    assert slip.state == "paid"


def test_every_page_of_the_desk_is_served_in_few_queries(weifang, desk, system):
    slip = a_slip(weifang, counts(second=500, disease=100))
    promise, batch = slip.batch.promise, slip.batch
    made = actions.dispute(by=system, batch=batch, words="不同意")
    shortage = actions.write_off(
        by=system, promise=promise, quantity=50, cause="rejected", words="不补"
    )
    an_offer(weifang, "示例花农乙户", quantity=500)
    base = "/settlements/"
    pages = [
        f"{base}desk/",
        *(
            f"{base}desk/?show={pile}"
            for pile in ("due", "received", "graded", "disputed", "deposits", "all")
        ),
        f"{base}desk/?show=all&words=PH2026-{batch.pk:06d}",
        f"{base}promises/{promise.pk}/",
        f"{base}promises/{promise.pk}/announce/",
        f"{base}promises/{promise.pk}/write-off/",
        f"{base}promises/{promise.pk}/abandon/",
        f"{base}promises/{promise.pk}/advance/",
        f"{base}shortages/{shortage.pk}/substitute/",
        f"{base}orders/{promise.order_id}/",
        f"{base}orders/{promise.order_id}/terms/",
        f"{base}orders/{promise.order_id}/deposit/",
        f"{base}batches/{batch.pk}/",
        f"{base}batches/{batch.pk}/label/",
        f"{base}batches/{batch.pk}/grade/",
        f"{base}slips/",
        f"{base}slips/?show=all&words=花农&year=2026",
        f"{base}slips/{slip.pk}/",
        f"{base}slips/{slip.pk}/refused/refuse/",
        f"{base}disputes/{made.pk}/",
        f"{base}disputes/{made.pk}/answer/",
        f"{base}losses/",
    ]
    for page in pages:
        in_few_queries(desk, page)


def test_the_pages_of_both_parties_are_served_in_few_queries(weifang, sign_in, system):
    slip = a_slip(weifang, counts(second=500, disease=100))
    promise, batch = slip.batch.promise, slip.batch
    made = actions.dispute(by=system, batch=batch, words="不同意")
    grower, buyer = people_of(promise)
    both = [
        f"/settlements/promises/{promise.pk}/",
        f"/settlements/orders/{promise.order_id}/",
        f"/settlements/batches/{batch.pk}/",
    ]
    base, household = "/settlements/", promise.offer.grower
    own = [
        f"{base}mine/",
        f"{base}slips/{slip.pk}/",
        f"{base}disputes/{made.pk}/",
        f"{base}losses/{household.pk}/",
        f"{base}losses/{household.pk}/add/",
        f"{base}losses/{household.pk}/quarter/",
    ]

    for person, pages in ((grower, [*own, *both]), (buyer, [f"{base}bought/", *both])):
        client = sign_in(person)
        for page in pages:
            in_few_queries(client, page)


def test_a_slip_is_printed_with_its_amount_in_capitals(weifang, desk):
    slip = a_slip(weifang)

    page = desk.get(f"/settlements/slips/{slip.pk}/")
    paper = desk.get(f"/settlements/slips/{slip.pk}/paper/")

    assert "壹仟捌佰伍拾元肆角整" in page.content.decode()
    assert "1,850.40" in page.content.decode()  # as on the paper
    assert paper.status_code == 200
    assert paper["Content-Type"] == "application/pdf"


def test_a_grower_sees_what_was_delivered_taken_off_and_when_it_is_paid(weifang, sign_in):
    slip = a_slip(weifang)
    grower, _buyer = people_of(slip.batch.promise)
    client = sign_in(grower)

    found = client.get("/settlements/", follow=True)

    text = found.content.decode()
    assert "1,850.40" in text
    assert client.get(f"/settlements/slips/{slip.pk}/").status_code == 200
    assert client.get("/settlements/desk/").status_code == 404
    assert client.get("/settlements/slips/").status_code == 404


def test_a_grower_disputes_from_the_phone_and_takes_the_answer(weifang, sign_in, desk):
    slip = a_slip(weifang, counts(second=500, disease=100))
    grower, _buyer = people_of(slip.batch.promise)
    client = sign_in(grower)

    sent = client.post(f"/settlements/batches/{slip.batch_id}/dispute/", {"words": "是水渍"})
    made = Dispute.objects.get()
    refused = desk.post(
        f"/settlements/disputes/{made.pk}/answer/", {"outcome": "upheld", "words": "属实"}
    )
    desk.post(
        f"/settlements/disputes/{made.pk}/answer/",
        {"outcome": "upheld", "words": "属实", "award": "320"},
    )
    client.post(f"/settlements/disputes/{made.pk}/accept/")

    made.refresh_from_db()
    assert sent.status_code == 302
    assert refused.status_code == 422
    assert (made.state, made.slip.net) == ("closed", 320)


def test_a_buyer_sees_its_account_and_no_growers_slip(weifang, sign_in):
    slip = a_slip(weifang, counts(second=500, disease=100))
    _grower, buyer = people_of(slip.batch.promise)
    client = sign_in(buyer)

    found = client.get("/settlements/bought/")

    assert "1,600.00" in found.content.decode()
    assert client.get(f"/settlements/batches/{slip.batch_id}/").status_code == 200
    assert client.get(f"/settlements/slips/{slip.pk}/").status_code == 404
    assert client.get("/settlements/bought.csv").status_code == 200
    assert client.post(f"/settlements/batches/{slip.batch_id}/settle/").status_code == 403


def test_strangers_learn_of_nothing(weifang, sign_in, stranger, outsider):
    slip = a_slip(weifang)
    for user in (None, stranger, outsider):
        client = sign_in(user)
        for page in (
            f"/settlements/slips/{slip.pk}/",
            f"/settlements/batches/{slip.batch_id}/",
            f"/settlements/promises/{slip.batch.promise_id}/",
            "/settlements/",
            "/settlements/losses/",
        ):
            assert client.get(page).status_code in {302, 404}


@pytest.mark.usefixtures("kept_files")
def test_a_photo_of_a_dispute_is_opened_by_whoever_reads_the_dispute(weifang, sign_in, desk):
    batch = graded(a_promise(weifang), counts(second=500, disease=100))
    grower, buyer = people_of(batch.promise)
    photo = ContentFile(made.jpeg(4, 3), "花盆.jpg")

    sign_in(grower).post(
        f"/settlements/batches/{batch.pk}/dispute/", {"words": "不是病害", "photos": photo}
    )

    page = desk.get(f"/settlements/disputes/{Dispute.objects.get().pk}/").content.decode()
    address = re.search(r'<img src="([^"]*/files/[^"]+)"', page)[1]
    for reader in (desk, sign_in(grower)):
        kept = reader.get(address)
        assert b"".join(kept.streaming_content).startswith(b"\xff\xd8")
    assert sign_in(buyer).get(address).status_code == 404


def test_a_truck_that_never_came_and_who_stands_in(weifang, desk):
    promise = a_promise(weifang)
    received(promise, 100)
    batch = a_batch(promise, 200)
    other = an_offer(weifang, "示例花农乙户", quantity=500)

    empty = desk.post(f"/settlements/batches/{batch.pk}/miss/", {})
    desk.post(
        f"/settlements/batches/{batch.pk}/miss/", {"cause": "not_collected", "words": "车坏了"}
    )
    shortage = Shortage.objects.get()
    sent = desk.post(
        f"/settlements/shortages/{shortage.pk}/substitute/", {"offer": other.pk, "quantity": "200"}
    )

    shortage.refresh_from_db()
    assert empty.status_code == 422
    assert sent.status_code == 302
    assert shortage.substitute.offer == other


def test_a_refusal_of_the_bank_says_what_to_do(weifang, desk):
    slip = a_slip(weifang)

    desk.post(f"/settlements/slips/{slip.pk}/refused/refuse/", {"words": "余额不足"})
    again = desk.post(f"/settlements/slips/{slip.pk}/fund/", follow=True)

    text = again.content.decode()
    assert "余额不足" in text
    slip.refresh_from_db()
    assert slip.state == "refused"


def test_a_household_keeps_its_own_book(weifang, sign_in, desk):
    promise = a_promise(weifang)
    graded(promise, counts(second=500, disease=100))
    grower, _buyer = people_of(promise)
    client, household = sign_in(grower), promise.offer.grower
    base = f"/settlements/losses/{household.pk}/"

    opened = client.get("/settlements/losses/", follow=True)
    client.post(
        f"{base}quarter/", {"starts_on": "2026-10-01", "elsewhere": "400", "income": "5200.50"}
    )
    sent = {"kind": promise.order.kind_id, "cause": "unsold", "quantity": "60", "on": TODAY}
    client.post(f"{base}add/", sent)
    refused = client.post(f"{base}add/", sent | {"quantity": "900"})

    season = Season.objects.get()
    assert opened.status_code == 200
    assert (season.saleable, season.lost, season.income) == (1000, 160, Decimal("5200.50"))
    assert refused.status_code == 422
    assert desk.get(base).status_code == 404


def test_what_no_text_can_hold_is_refused(weifang, desk):
    batch = received(a_promise(weifang))

    sent = desk.post(f"/settlements/batches/{batch.pk}/miss/", {"cause": "x", "words": "a\x00b"})

    assert sent.status_code == 422


def test_sheets_go_out(weifang, desk):
    slip = a_slip(weifang)
    for verb in ("fund", "pay"):
        desk.post(f"/settlements/slips/{slip.pk}/{verb}/")

    slips = b"".join(desk.get("/settlements/slips.csv?show=all").streaming_content).decode()
    invoices = b"".join(desk.get("/settlements/invoices.csv").streaming_content).decode()

    assert slip.number in slips
    assert ",600,3.2,1920," in invoices
    workbook = b"".join(desk.get("/settlements/slips.xlsx").streaming_content)
    assert workbook.startswith(b"PK")
