"""Asking growers: pairings become promises, and substitutes are looked for."""

from collections.abc import Iterable, Mapping

from django.utils import timezone

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.mechanisms.orders import holding, news, rules, running
from yuandu.mechanisms.orders.models import Docking, Order, Pairing, Promise, State

BEST, SUBSTITUTE, CLAIMED = "best", "substitute", "claimed"  # why this household


def propose(
    by: Actor,
    orders: Mapping[int, Order],
    pairings: Iterable[Pairing],
    *,
    replaces: Promise | None = None,
) -> list[Promise]:
    """Ask the growers of pairings for their shares of held orders.

    Raises:
        NotEnoughLeft: an order or an offer has not that much left any more.
    """
    wanted = list(pairings)
    holding.take((orders[each.order_id], each.offer, each.quantity) for each in wanted)
    now, today = timezone.now(), by.workspace.today()
    made = Promise.objects.bulk_create(
        Promise(
            workspace=by.workspace,
            order=orders[each.order_id],
            offer=each.offer,
            docking_id=each.docking_id,
            quantity=each.quantity,
            price=each.price,
            carriage=each.carriage,
            reason=SUBSTITUTE if replaces else BEST,
            worth=each.worth,
            runner_up_id=each.runner_up_id,
            runner_up_worth=each.runner_up_worth,
            replaces=replaces,
            proposed_at=now,
            answer_by=rules.answer_by(orders[each.order_id].from_on, today),
        )
        for each in wanted
    )
    news.of_proposals(by, made)
    return made


def substitute(by: Actor, ended: Promise, units: int) -> list[Promise]:
    """Ask others for what a grower gave back: of the held order alone, no other promise changes.

    Whoever has a standing share of the order or gave one back is not asked.
    """
    order = ended.order
    order.refresh_from_db(fields=["promised"])
    if order.stage not in rules.SEEKING:
        return []
    asked = Promise.objects.filter(order=order).values_list("offer__grower", flat=True)
    rule = rules.RULES[ended.docking.rule if ended.docking else rules.USUAL]
    made = running.run_for(by, rule, order, units, set(asked))
    if made is None:
        news.of_giving_back(by, ended, units, 0)
        return []
    Docking.objects.filter(pk=made.pk).update(
        state=Docking.State.PUBLISHED, published_by=by.label, published_at=timezone.now()
    )
    pairings = made.pairings.select_related("offer").order_by("offer")
    found = propose(by, {order.pk: order}, pairings, replaces=ended)
    if sum(each.quantity for each in found) == ended.quantity and not ended.stands:
        Promise.objects.filter(pk=ended.pk).update(state=State.REPLACED)
        ended.state = State.REPLACED
    news.of_giving_back(by, ended, units, sum(each.quantity for each in found))
    audit.record(by, "orders.substitute", ended, units=units, asked=len(found))
    return found
