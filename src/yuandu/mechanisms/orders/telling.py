"""What pages say of orders, shares and dockings: plain values for templates."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from yuandu.mechanisms.flowers import wording as flowers
from yuandu.mechanisms.flowers.models import Quote
from yuandu.mechanisms.orders import rules, wording
from yuandu.mechanisms.orders.models import Answer, Docking, Order, Pairing, Promise


def share(promise: Promise) -> dict[str, Any]:
    """Return a share with its state, for tables."""
    return {
        "promise": promise,
        "state": wording.state(promise.state),
        "why": wording.WHY.get(promise.reason, ""),
        "is_late": promise.state == "proposed" and promise.answer_by < promise.workspace.today(),
    }


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What an order is worth to an offer, yuan a unit: price less carriage less what it asks."""

    order: Order
    price: Decimal
    carriage: Decimal
    asked: Decimal
    worth: Decimal


def reckoning(promise: Promise) -> list[Reckoned]:
    """Return how this order was reckoned for its grower, and the next best one."""
    if promise.worth is None:
        return []
    asked = promise.price - promise.carriage - promise.worth
    found = [Reckoned(promise.order, promise.price, promise.carriage, asked, promise.worth)]
    other, worth = promise.runner_up, promise.runner_up_worth
    if other is not None and worth is not None:
        carriage = other.floor_price - asked - worth
        found.append(Reckoned(other, other.floor_price, carriage, asked, worth))
    return found


def answer(found: Answer) -> dict[str, Any]:
    """Return why an order or an offer got what it got, and what would change it."""
    titles = wording.REASONS_OF_ORDERS if found.order_id else wording.REASONS_OF_OFFERS
    return {
        "docking": found.docking,
        "docked": found.docked,
        "left": found.left,
        "reason": titles.get(found.reason, found.reason),
        "change": _change(found),
    }


def _change(found: Answer) -> str:
    """Return what would change an answer; the margin is exact."""
    if found.margin is None:
        return ""
    margin = {"yuan": f"{found.margin:.2f}"}
    if found.order_id:
        return _("A floor price more than %(yuan)s yuan higher would get some.") % margin
    return _("Asking more than %(yuan)s yuan less would have found a buyer.") % margin


def replay(order: Order, quotes: Sequence[Quote]) -> dict[str, Any]:
    """Return what the price rule would have paid on the days of past quotes, as a chart."""
    found = rules.replay(
        order.floor_price, order.share_above, ((each.on, each.average) for each in quotes)
    )
    at_floor = sum(each.is_at_floor for each in found)
    paid = sum((each.paid for each in found), start=order.floor_price * 0)
    return {
        "weeks": len(found),
        "at_floor": at_floor,
        "mean": paid / len(found),
        "mean_market": sum((each.average for each in found), start=paid * 0) / len(found),
        "unit": flowers.per_unit("CNY", order.kind.unit),
        "series": [_("Market’s average"), _("By the price rule")],
        "rows": [
            {
                "label": f"{each.on:%Y-%m-%d}",
                "cells": [
                    {"value": f"{value:f}", "text": f"{value:.2f}"}
                    for value in (each.average, each.paid)
                ],
            }
            for each in found
        ],
    }


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a docking came to, to be set beside another's.

    Attributes:
        units_of_groups: of each group of growers, units docked.
        full: orders that got all they asked for.
    """

    docked: int
    asked: int
    worth: int
    growers: int
    full: int
    units_of_groups: Counter[str]


def outcome(docking: Docking, pairings: Iterable[Pairing], answers: Iterable[Answer]) -> Outcome:
    """Sum a docking up."""
    groups = Counter[str]()
    growers = set()
    for each in pairings:
        growers.add(each.offer.grower_id)
        groups[each.offer.group] += each.quantity
    return Outcome(
        docked=docking.docked,
        asked=docking.asked,
        worth=docking.worth,
        growers=len(growers),
        full=sum(each.order_id is not None and not each.left for each in answers),
        units_of_groups=groups,
    )


def differing(one: Iterable[Answer], other: Iterable[Answer]) -> list[tuple[Order, int, int]]:
    """Return the orders that both dockings read and serve differently, the most different first."""
    served = {each.order_id: each.docked for each in other}
    found = [
        (each.order, each.docked, served[each.order_id])
        for each in one
        if each.order is not None and served.get(each.order_id, each.docked) != each.docked
    ]
    return sorted(found, key=lambda each: (-abs(each[1] - each[2]), each[0].pk))
