"""Samples of orders, dockings, shares and offers of flowers."""

from tests.access.samples.given import Given, World, in_json, sample
from yuandu.kernel.registry.models import Post
from yuandu.mechanisms.orders import actions
from yuandu.mechanisms.orders.models import Docking, Offer, Order
from yuandu.mechanisms.orders.tests import records
from yuandu.mechanisms.orders.tests.records import a_lane


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
def a_blanket_order(world: World) -> Given:
    post = Post.objects.get(user=world.people["owner"])
    made = actions.place_blanket(
        by=world.system, buyer=post.organisation, words=records.order_words(world.weifang)
    )
    return Given({"pk": made.pk}, data={})


@sample
def a_lane_of_flowers(world: World) -> Given:
    return Given({"pk": a_lane(world.weifang, delivered_to="示例花市").pk}, data={})


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


@sample
def an_order_for_programs(world: World) -> Given:
    post = Post.objects.get(user=world.people["owner"])
    return in_json(
        buyer=post.organisation_id,
        kind=records.a_quick_kind(world.weifang).code,
        grade="second",
        quantity=500,
        from_on=f"{records.FROM}",
        until_on=f"{records.UNTIL}",
        floor_price="3.20",
        delivered_to="示例仓库",
    )


@sample
def an_offer_for_programs(world: World) -> Given:
    return in_json(
        grower=records.a_household(world.weifang, "示例花农程序户").pk,
        kind=records.a_quick_kind(world.weifang).code,
        grade="first",
        quantity=500,
        ask="2.50",
        from_on=f"{records.FROM}",
        until_on=f"{records.UNTIL}",
    )


@sample
def a_change_of_an_offer(world: World) -> Given:
    return in_json({"pk": _offer(world).pk}, quantity=700, ask="2.60")


@sample
def an_answer_for_programs(world: World) -> Given:
    return in_json(a_share_of_an_order(world).path, answer="accept")


@sample
def a_rule_to_dock_by(world: World) -> Given:
    _docking(world)
    return in_json(rule="worth-2026")


@sample
def a_published_docking(world: World) -> Given:
    pk = _docking(world)
    actions.publish(by=world.system, docking=Docking.objects.get(pk=pk))
    return Given({"pk": pk})


@sample
def a_fresh_docking(world: World) -> Given:
    """Made after everything else was promised, so that it can be published."""
    return Given({"pk": _docking(world)})
