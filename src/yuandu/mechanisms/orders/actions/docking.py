"""Writes of coordinators: dock all open orders, publish what came out, take it back."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.mechanisms.orders import holding, moving, news, permissions, proposing, rules, running
from yuandu.mechanisms.orders.models import Docking, Order, Promise, State, WhyEnded
from yuandu.mechanisms.orders.refusals import NotEnoughLeft, StaleDocking


@transaction.atomic
def dock(*, by: Actor, rule: str = rules.USUAL) -> Docking:
    """Dock everything that is open by a published rule; nobody is asked yet.

    Raises:
        PermissionDenied: `by` does not dock.
        StaleDocking: nothing is open, or nothing offered.
    """
    if not permissions.docks(by):
        raise PermissionDenied
    made = running.run(by, rules.RULES[rule])
    audit.record(by, "orders.dock", made, rule=rule, docked=made.docked, asked=made.asked)
    return made


@transaction.atomic
def publish(*, by: Actor, docking: Docking) -> list[Promise]:
    """Ask the growers of a proposed docking for their shares.

    Raises:
        PermissionDenied: `by` does not dock.
        StaleDocking: it is published already, or orders or offers have changed since.
    """
    if not permissions.docks(by):
        raise PermissionDenied
    pairings = list(docking.pairings.select_related("offer").order_by("order", "offer"))
    orders = holding.hold(each.order_id for each in pairings)
    now = timezone.now()
    published = Docking.objects.filter(pk=docking.pk, state=Docking.State.PROPOSED).update(
        state=Docking.State.PUBLISHED, published_by=by.label, published_at=now
    )
    if not published:
        raise StaleDocking("not-proposed")
    if any(order.stage not in rules.SEEKING for order in orders.values()):
        raise StaleDocking("changed")
    if any(not each.offer.is_open for each in pairings):
        raise StaleDocking("changed")
    try:
        promises = proposing.propose(by, orders, pairings)
    except NotEnoughLeft as error:
        raise StaleDocking("changed") from error
    for order in orders.values():
        if order.stage == rules.OPEN:
            moving.move(by, order, "dock")
    docking.refresh_from_db(fields=["state", "published_by", "published_at"])
    audit.record(by, "orders.publish", docking, promises=len(promises))
    return promises


@transaction.atomic
def undo(*, by: Actor, docking: Docking) -> Docking:
    """Take a published docking back, as long as nobody has accepted.

    Raises:
        PermissionDenied: `by` does not dock.
        StaleDocking: it is not published, or somebody has accepted.
    """
    if not permissions.docks(by):
        raise PermissionDenied
    named = docking.promises.order_by().values_list("order", flat=True)
    orders = holding.hold(named)
    if any(order.stage != rules.DOCKED for order in orders.values()):
        raise StaleDocking("accepted")
    promises = list(docking.promises.select_for_update(of=("self",)).select_related("offer"))
    if any(each.accepted_at for each in promises):
        raise StaleDocking("accepted")
    undone = Docking.objects.filter(pk=docking.pk, state=Docking.State.PUBLISHED).update(
        state=Docking.State.UNDONE
    )
    if not undone:
        raise StaleDocking("not-published")
    standing = [each for each in promises if each.stands]
    holding.give_back((orders[each.order_id], each.offer, each.quantity) for each in standing)
    Promise.objects.filter(pk__in=[each.pk for each in standing]).update(
        state=State.WITHDRAWN, ended_at=timezone.now(), why_ended=WhyEnded.UNDONE
    )
    ended = [(each, orders[each.order_id]) for each in standing]
    news.of_endings(by, ended, WhyEnded.UNDONE)
    for order in Order.objects.filter(pk__in=orders, promised=0).select_related("track"):
        moving.move(by, order, "undock")
    docking.refresh_from_db(fields=["state"])
    audit.record(by, "orders.undo", docking, promises=len(standing))
    return docking
