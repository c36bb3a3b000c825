"""Samples of orders, dockings, shares and offers of flowers."""

from tests.access.samples.given import Given, World, sample
from yuandu.kernel.registry.models import Post
from yuandu.mechanisms.orders import actions
from yuandu.mechanisms.orders.models import Offer, Order
from yuandu.mechanisms.orders.tests import records


def _order(world: World, *, is_posted: bool = True) -> Order:
    post = Post.objects.get(user=world.people["owner"])
    return records.an_order(world.weifang, buyer=post.organisation, is_posted=is_posted)


def _offer(world: World) -> Offer:
    number = Offer.objects.count()
    return records.an_offer(world.weifang, f"示例花农{number}户")


def _docking(world: World) -> int:
    _order(world)
    _offer(world)
    return actions.dock(by=world.system).pk


@sample
def an_order_of_flowers(world: World) -> Given:
    return Given({"pk": _order(world).pk})


@sample
def a_draft_order(world: World) -> Given:
    return Given({"pk": _order(world, is_posted=False).pk}, data={})


@sample
def an_offer_of_flowers(world: World) -> Given:
    return Given({"pk": _offer(world).pk}, data={})


@sample
def a_docking(world: World) -> Given:
    return Given({"pk": _docking(world)}, data={})


@sample
def two_dockings(world: World) -> Given:
    return Given({"pk": _docking(world), "other": _docking(world)})


@sample
def a_share_of_an_order(world: World) -> Given:
    order, offer = _order(world), _offer(world)
    made = actions.claim(by=world.system, order=order, offer=offer, quantity=10, key=f"k{order.pk}")
    return Given({"pk": made.pk}, data={"answer": "call"})
