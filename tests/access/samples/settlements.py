"""Samples of deliveries: the grower lives in 青州, the owner's firm buys."""

import uuid
from decimal import Decimal

from django.core.files.base import ContentFile

from tests.access.samples.given import Given, World, in_json, sample
from tests.access.samples.registry import owners_firm
from tests.people import TODAY
from yuandu.kernel.files.tests import made
from yuandu.mechanisms.orders import actions as orders
from yuandu.mechanisms.orders.models import Promise
from yuandu.mechanisms.orders.tests.records import an_offer, an_order
from yuandu.mechanisms.settlements import actions
from yuandu.mechanisms.settlements.models import Batch, Settlement
from yuandu.mechanisms.settlements.tests.records import a_batch, counts, graded, received


def promised(world: World) -> Promise:
    """Return a share that the household took of an order of the owner's firm."""
    number = Promise.objects.filter(workspace=world.weifang).count()
    return orders.claim(
        by=world.system,
        order=an_order(world.weifang, buyer=owners_firm(world)),
        offer=an_offer(world.weifang, place_words=f"示例大棚{number}号"),
        quantity=600,
        key=str(uuid.uuid4()),
    )


def _graded(world: World) -> Batch:
    return graded(promised(world), counts(second=300, disease=20))


def _slip(world: World) -> Settlement:
    return actions.settle(by=world.system, batch=_graded(world))


@sample
def a_promise_to_deliver(world: World) -> Given:
    return Given({"pk": promised(world).pk})


@sample
def a_promise_given_up(world: World) -> Given:
    promise = promised(world)
    actions.pay_deposit(by=world.system, order=promise.order, amount=Decimal(100), key=uuid.uuid4())
    actions.abandon(by=world.system, promise=promise, side="grower", words="改种")
    return Given({"pk": promise.pk})


@sample
def a_shortage(world: World) -> Given:
    shortage = actions.write_off(
        by=world.system, promise=promised(world), quantity=50, cause="disease", words="红蜘蛛"
    )
    return Given({"pk": shortage.pk})


@sample
def an_order_to_deliver(world: World) -> Given:
    return Given({"pk": promised(world).order_id})


@sample
def a_graded_batch(world: World) -> Given:
    return Given({"pk": _graded(world).pk})


@sample
def a_settlement_slip(world: World) -> Given:
    return Given({"pk": _slip(world).pk, "verb": "refuse"})


@sample
def a_slip_to_fund(world: World) -> Given:
    return Given({"pk": _slip(world).pk, "verb": "fund"})


@sample
def a_disputed_grading(world: World) -> Given:
    found = actions.dispute(by=world.system, batch=_graded(world), words="不是病害")
    return Given({"pk": found.pk, "verb": "take_back"})


@sample
def a_household_with_losses(world: World) -> Given:
    return Given({"pk": _graded(world).promise.offer.grower_id})


@sample
def a_batch_to_announce(world: World) -> Given:
    return in_json(
        key=str(uuid.uuid4()),
        promise=promised(world).pk,
        quantity=100,
        expected_on=TODAY.isoformat(),
    )


@sample
def a_batch_to_receive(world: World) -> Given:
    batch = a_batch(promised(world))
    return in_json({"pk": batch.pk}, received=600, on=TODAY.isoformat())


@sample
def a_batch_to_grade(world: World) -> Given:
    batch = received(promised(world))
    return in_json({"pk": batch.pk}, received=600, graded={"second": 600})


@sample
def a_slip_and_its_bank(world: World) -> Given:
    return in_json({"pk": _slip(world).pk}, what="fund")


@sample
def a_batch_that_never_came(world: World) -> Given:
    batch = a_batch(promised(world))
    return in_json({"pk": batch.pk}, cause="weather", words="大雪封路")


@sample
def a_grading_to_dispute(world: World) -> Given:
    return in_json({"pk": _graded(world).pk}, words="不是病害")


def _disputed(world: World) -> dict[str, object]:
    return {"pk": a_disputed_grading(world).path["pk"]}


@sample
def a_photo_of_a_dispute(world: World) -> Given:
    def photo() -> dict[str, object]:
        return {"file": ContentFile(made.jpeg(4, 3), "花盆.jpg")}

    return Given(_disputed(world), data=photo)


@sample
def a_dispute_to_answer(world: World) -> Given:
    return in_json(_disputed(world), outcome="partly", words="复检", award="20.00")


@sample
def a_dispute_to_take_back(world: World) -> Given:
    return in_json(_disputed(world), what="take_back")


@sample
def pots_that_will_not_come(world: World) -> Given:
    return in_json({"pk": promised(world).pk}, quantity=10, cause="disease", words="红蜘蛛")


@sample
def a_shortage_and_an_offer(world: World) -> Given:
    shortage = a_shortage(world)
    number = Promise.objects.filter(workspace=world.weifang).count()
    offer = an_offer(world.weifang, f"示例花农替{number}户", quantity=100)
    return in_json(shortage.path, offer=offer.pk, quantity=20)


@sample
def a_deposit_to_enter(world: World) -> Given:
    return in_json({"pk": promised(world).order_id}, key=str(uuid.uuid4()), amount="50.00")


@sample
def material_to_advance(world: World) -> Given:
    return in_json(
        {"pk": promised(world).pk},
        key=str(uuid.uuid4()),
        amount="80.00",
        words="种苗",
        on=TODAY.isoformat(),
    )


@sample
def a_promise_to_give_up(world: World) -> Given:
    return in_json({"pk": promised(world).pk}, side="neither", words="大棚受灾")


@sample
def a_quarter_of_a_household(world: World) -> Given:
    path = a_household_with_losses(world).path
    return in_json(path, starts_on="2026-10-01", elsewhere=500, income="1200.50")


@sample
def a_loss_of_a_household(world: World) -> Given:
    batch = _graded(world)
    return in_json(
        {"pk": batch.promise.offer.grower_id},
        kind=batch.promise.order.kind_id,
        cause="unsold",
        quantity=5,
        on=TODAY.isoformat(),
    )
