"""What waits: shares without an answer, placed orders without growers; and for how long."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces.counting import Sets
from yuandu.mechanisms.orders import permissions, rules
from yuandu.mechanisms.orders.models import Order, Promise, State
from yuandu.mechanisms.orders.queries.rows import orders_visible_to, promises_visible_to

PER_PAGE = 50
SHOWN = 100


def unanswered(actor: Actor) -> QuerySet[Promise]:
    """Return the shares that wait for an answer, those who want a call and the oldest first."""
    found = promises_visible_to(actor).filter(state=State.PROPOSED)
    return found.order_by("-asks_for_call", "answer_by", "pk")


def unserved(actor: Actor) -> QuerySet[Order]:
    """Return the placed orders of which something is left, the first days first."""
    return (
        orders_visible_to(actor)
        .filter(
            track__stage__in=rules.SEEKING,
            until_on__gte=actor.workspace.today(),
            promised__lt=F("quantity"),
        )
        .order_by("from_on", "pk")
    )


def waiting_sets(actor: Actor) -> Sets:
    """Return what waits for `actor` of orders, to be counted."""
    grows = permissions.parties(actor, permissions.GROWER)
    desk = actor.has(*permissions.COORDINATORS)
    asked, wanted = Promise.objects.none(), Order.objects.none()
    late: QuerySet[Any] = Promise.objects.none()
    if grows or desk:
        asked = unanswered(actor).order_by()
        late = asked.filter(Q(asks_for_call=True) | Q(answer_by__lt=actor.workspace.today()))
    if desk or permissions.parties(actor, permissions.BUYER):
        wanted = unserved(actor).order_by()
    return {"shares_asked": asked, "shares_late": late, "orders_unserved": wanted}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A share without an answer, and for how many days it has been asked for."""

    promise: Promise
    days: int


def waiting_page(actor: Actor, number: str | int) -> Page[Promise]:
    """Return a page of shares without an answer. Two queries."""
    return Paginator(unanswered(actor), PER_PAGE).get_page(number)


def aged(promises: Page[Promise], actor: Actor) -> list[Waiting]:
    today = actor.workspace.today()
    return [
        Waiting(each, max((today - timezone.localdate(each.proposed_at)).days, 0))
        for each in promises
    ]
