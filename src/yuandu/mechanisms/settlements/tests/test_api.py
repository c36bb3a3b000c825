"""What programs do with disputes, shortages, deposits and the loss book."""

import uuid
from decimal import Decimal

import pytest

from tests.people import TODAY, a_division, a_user
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.orders.tests.records import an_offer
from yuandu.mechanisms.settlements.models import Season, Settlement
from yuandu.mechanisms.settlements.rules import quarters
from yuandu.mechanisms.settlements.rules.losses import FEWEST_FOR_INTERVAL, SMALLEST_GROUP
from yuandu.mechanisms.settlements.tests.records import a_promise, counts, graded

pytestmark = pytest.mark.django_db
URL = "/api/v1/settlements/"


@pytest.fixture
def desk(sign_in, coordinator):
    return Program(sign_in(coordinator))


class Program:
    """Sends JSON; returns status and body."""

    def __init__(self, client) -> None:
        self.client = client

    def get(self, path):
        return self._read(self.client.get(f"{URL}{path}"))

    def send(self, path, method="post", **body):
        call = getattr(self.client, method)
        return self._read(call(f"{URL}{path}", body, content_type="application/json"))

    @staticmethod
    def _read(response):
        return response.status_code, response.json()


def growers_program(promise, sign_in):
    user = a_user(
        "hua", workspace=promise.workspace, role="grower", organisation=promise.offer.grower
    )
    return Program(sign_in(user))


def test_a_dispute_goes_its_whole_way(weifang, sign_in, desk):
    promise = a_promise(weifang)
    batch = graded(promise, counts(second=500, disease=100))
    grower = growers_program(promise, sign_in)

    _, raised = grower.send(f"batches/{batch.pk}/disputes", words="不是病害")
    path = f"disputes/{raised['id']}"
    own_answer, _ = grower.send(f"{path}/answer", outcome="upheld", words="是", award="9")
    _, answered = desk.send(f"{path}/answer", outcome="partly", words="复检", award="160.00")
    _, closed = grower.send(f"{path}/decision", what="accept")
    late, body = grower.send(f"{path}/decision", what="take_back")

    assert own_answer == 403
    assert (answered["state"], closed["state"]) == ("answered", "closed")
    assert Settlement.objects.get(kind="correction").gross == Decimal(160)
    assert (late, body["code"]) == (409, "moved-on")
    assert desk.get("disputes?state=closed")[1]["total"] == 1


def test_a_shortage_is_cut_and_somebody_asked_to_stand_in(weifang, desk):
    promise = a_promise(weifang)
    other = an_offer(weifang, "示例花农乙户", quantity=500)
    sent = {"quantity": 200, "cause": "disease", "words": "红蜘蛛"}

    status, made = desk.send(f"promises/{promise.pk}/shortages", **sent)
    too_many, body = desk.send(f"promises/{promise.pk}/shortages", **sent | {"quantity": 401})

    assert (status, made["quantity"]) == (201, 200)
    assert (too_many, body["code"]) == (422, "odd-delivery")
    # The docked order has looked for a substitute by itself.
    taken, _ = desk.send(f"shortages/{made['id']}/substitute", offer=other.pk, quantity=200)
    assert taken == 422
    assert desk.get("shortages")[1]["shortages"][0]["cause"] == "disease"


def test_a_deposit_is_paid_once_and_goes_back_as_the_side_says(weifang, desk):
    promise = a_promise(weifang)
    path, key = f"orders/{promise.order_id}/deposits", str(uuid.uuid4())

    for _ in "12":
        desk.send(path, key=key, amount="300.00")
    too_much, body = desk.send(path, key=str(uuid.uuid4()), amount="100.00")
    _, given_up = desk.send(f"promises/{promise.pk}/abandonment", side="grower", words="转卖")
    _, repaid = desk.send(f"promises/{promise.pk}/repayment")

    assert [each["amount"] for each in desk.get(path)[1]["deposits"]] == ["300.00"]
    assert (too_much, body["code"]) == (422, "odd-money")
    assert (given_up["owed"], repaid["repaid_on"]) == ("600.00", TODAY.isoformat())


def test_a_households_book_is_its_own(weifang, sign_in, desk, city_officer):
    promise = a_promise(weifang)
    grower = growers_program(promise, sign_in)
    path = f"households/{promise.offer.grower_id}"
    quarter = {"starts_on": "2026-10-01", "elsewhere": 400, "income": "1200.50"}

    _, season = grower.send(f"{path}/book", method="put", **quarter)
    loss = {"kind": promise.order.kind_id, "cause": "unsold", "quantity": 60, "on": str(TODAY)}
    status, _ = grower.send(f"{path}/losses", **loss)
    refused, body = grower.send(f"{path}/losses", **loss | {"quantity": 900})

    assert season["saleable"] == 400
    assert (status, refused, body["code"]) == (201, 422, "odd-loss")
    assert grower.get(f"{path}/losses")[1]["total"] == 1
    assert Program(sign_in(city_officer)).get(f"{path}/book")[0] == 404


def books(city, number):
    """Let households lose a fifth less than a year ago; return them."""
    here = quarters.first_day(TODAY)
    households = Party.objects.bulk_create(
        Party(
            workspace=city,
            kind="household",
            name=f"示例花农{at}号户",
            division=a_division(city),
        )
        for at in range(number)
    )
    Season.objects.bulk_create(
        Season(
            workspace=city,
            household=household,
            starts_on=quarters.back(here, back),
            elsewhere=1000,
            lost=200 if back <= 4 else 250,
        )
        for household in households
        for back in range(1, 9)
    )
    return households


def test_sums_are_told_from_the_smallest_group_on_and_their_interval_later(
    weifang, sign_in, city_officer
):
    program = Program(sign_in(city_officer))

    books(weifang, SMALLEST_GROUP - 1)
    assert program.get("losses")[1]["change"] is None
    books(weifang, 1)
    change = program.get("losses")[1]["change"]
    assert (change["households"], change["change"]) == (5, pytest.approx(-0.2))
    assert change["low"] is None
    books(weifang, FEWEST_FOR_INTERVAL)
    assert program.get("losses")[1]["change"]["low"] == pytest.approx(-0.2)
    page = program.client.get("/settlements/losses/").content.decode()
    assert "−20.0%" in page


def test_a_helper_finds_a_household_by_its_name(weifang, desk):
    found = books(weifang, 12)[11]

    page = desk.client.get("/settlements/losses/", {"words": "11号"}).content.decode()

    assert f"/settlements/losses/{found.pk}/" in page
    assert page.count("号户</a>") == 1
