"""What pages count and list: orders, what growers can still take, supply beside demand."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet, Sum, prefetch_related_objects
from django.db.models.functions import Coalesce

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.lifecycle.queries import Panel, tracks
from yuandu.kernel.registry.queries import posts_held
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.flowers.models import Kind, Quote
from yuandu.mechanisms.orders import permissions, rules
from yuandu.mechanisms.orders.models import Answer, Docking, Offer, Order, Promise, State
from yuandu.mechanisms.orders.models.promises import ENDED
from yuandu.mechanisms.orders.queries.lanes import lanes_to
from yuandu.mechanisms.orders.queries.rows import (
    offers_visible_to,
    orders_visible_to,
    promises_visible_to,
)

PER_PAGE = 50
YEARS = 3


@dataclass(frozen=True, slots=True)
class Filters:
    words: str = ""
    stage: str = ""


def order_page(actor: Actor, filters: Filters, number: str | int) -> Page[Order]:
    """Return a page of orders, the newest first. Two queries."""
    found = orders_visible_to(actor)
    if filters.words:
        words = filters.words
        found = found.filter(
            Q(kind__name__icontains=words)
            | Q(kind__name_en__icontains=words)
            | Q(buyer__name__icontains=words)
            | Q(reference__icontains=words)
        )
    if filters.stage:
        found = found.filter(track__stage=filters.stage)
    return Paginator(found.order_by("-pk"), PER_PAGE).get_page(number)


def panel_of(actor: Actor, order: Order) -> Panel:
    """Return what an order's page shows of its way; two queries, since its track is at hand."""
    track = order.track
    if track is None:  # only in the transaction that writes the order down
        raise Track.DoesNotExist
    prefetch_related_objects([track], "plans", "steps")
    return tracks.panel_of(actor, track, order, {})


def last_order(actor: Actor) -> Order | None:
    """Return the order that the actor's firm placed last, to be repeated."""
    mine = permissions.parties(actor, permissions.BUYER)
    return orders_visible_to(actor).filter(buyer__in=mine).order_by("-pk").first()


def past_quotes(order: Order) -> list[Quote]:
    """Return what the order's index market quoted for its kind in one grade, over the last years."""
    if order.index_market_id is None:
        return []
    today = order.workspace.today()
    since = today.replace(year=today.year - YEARS, day=min(today.day, 28))
    quotes = Quote.objects.filter(
        kind=order.kind_id, market=order.index_market_id, doubt="", on__range=(since, today)
    )
    asked = rules.GRADES[order.grade]
    found = list(quotes.order_by("on"))
    quoted = {each.grade for each in found}
    # The grade itself, else the one next to it: two grades on one line would be a saw.
    nearest = min(quoted, key=lambda each: abs(rules.GRADES[each] - asked), default="")
    return [each for each in found if each.grade == nearest]


@dataclass(frozen=True, slots=True)
class Stock:
    """How far an order is served, in units.

    Attributes:
        secured: accepted, in delivery, delivered.
        waiting: asked for, and the day of the answer not over.
        at_risk: asked for, and the answer overdue or a call wanted.
        missing: nobody is asked.
    """

    secured: int
    waiting: int
    at_risk: int
    missing: int


def stock(order: Order, promises: list[Promise]) -> Stock:
    today = order.workspace.today()
    asked = [each for each in promises if each.state == State.PROPOSED]
    shaky = [each for each in asked if each.asks_for_call or each.answer_by < today]
    at_risk, waiting = _units(shaky), _units(asked) - _units(shaky)
    secured = order.promised - waiting - at_risk
    return Stock(secured, waiting, at_risk, order.left)


def _units(promises: list[Promise]) -> int:
    return sum(each.quantity for each in promises)


def promises_of(actor: Actor, order: Order) -> list[Promise]:
    """Return an order's promises, those that stand first."""
    found = promises_visible_to(actor).filter(order=order).select_related("replaces")
    return sorted(found, key=lambda each: (each.state in ENDED, each.pk))


def last_answer(**about: Any) -> Answer | None:
    """Return what the last round of docking said of an order or an offer."""
    return (
        Answer.objects.filter(docking__purpose=Docking.Purpose.ROUND, **about)
        .select_related("docking", "nearest_order__kind", "nearest_grower")
        .order_by("-docking")
        .first()
    )


def tasks(actor: Actor) -> QuerySet[Promise]:
    """Return the shares that wait for the grower's answer, the most urgent first."""
    mine = permissions.parties(actor, permissions.GROWER)
    return (
        promises_visible_to(actor)
        .filter(offer__grower__in=mine, state=State.PROPOSED)
        .order_by("answer_by", "pk")
    )


def own_promises(actor: Actor) -> QuerySet[Promise]:
    """Return the shares that the grower has taken and that are not settled."""
    mine = permissions.parties(actor, permissions.GROWER)
    return (
        promises_visible_to(actor)
        .filter(
            offer__grower__in=mine,
            state__in=(State.ACCEPTED, State.IN_DELIVERY, State.DELIVERED),
        )
        .order_by("order__from_on", "pk")
    )


@dataclass(frozen=True, slots=True)
class Left:
    """An order of which something is left, and an offer of the grower's that fits."""

    order: Order
    offer: Offer
    carriage: Decimal  # yuan a unit

    @property
    def most(self) -> int:
        return min(self.order.left, self.offer.left)


def left_for(actor: Actor) -> list[Left]:
    """Return what is left of orders and fits an offer of the grower's. Three queries."""
    mine = permissions.parties(actor, permissions.GROWER)
    today = actor.workspace.today()
    found_offers = offers_visible_to(actor).filter(
        grower__in=mine, is_open=True, promised__lt=F("quantity")
    )
    offers = list(found_offers)
    orders = (
        Order.objects.filter(
            workspace=actor.workspace,
            kind__in={each.kind_id for each in offers},
            track__stage__in=rules.SEEKING,
            until_on__gte=today,
            promised__lt=F("quantity"),
        )
        .select_related("kind", "market", "buyer", "track")
        .order_by("from_on", "pk")
    )
    shown = list(orders[:PER_PAGE])
    lanes = lanes_to(actor.workspace, shown)
    found = []
    for order in shown:
        fitting = [each for each in offers if rules.fits(order, each) and lanes.reach(order, each)]
        if fitting:
            best = max(fitting, key=lambda each: each.left)
            lane = lanes.over(order, best)
            found.append(Left(order, best, lane.carriage if lane else Decimal(0)))
    return found


@dataclass(frozen=True, slots=True)
class Supply:
    """A kind's open demand beside what growers still have, in units."""

    kind: Kind
    orders: int
    asked: int
    offered: int

    @property
    def short(self) -> int:
        return max(self.asked - self.offered, 0)


def supply(workspace: Workspace) -> list[Supply]:
    """Return demand and capacity of every kind with open orders, the shortest first. Three queries."""
    today = workspace.today()
    left = F("quantity") - F("promised")
    asked = (
        Order.objects.filter(
            workspace=workspace, track__stage__in=rules.SEEKING, until_on__gte=today
        )
        .order_by()
        .values_list("kind")
        .annotate(orders=Count("pk", filter=Q(promised__lt=F("quantity"))), units=Sum(left))
    )
    demand = {kind: (number, units) for kind, number, units in asked if units}
    offered = dict(
        Offer.objects.filter(
            workspace=workspace, is_open=True, until_on__gte=today, kind__in=list(demand)
        )
        .order_by()
        .values_list("kind")
        .annotate(units=Coalesce(Sum(left), 0))
    )
    kinds = Kind.objects.in_bulk(list(demand))
    found = [
        Supply(kinds[kind], number, units, offered.get(kind, 0))
        for kind, (number, units) in demand.items()
    ]
    return sorted(found, key=lambda each: (-each.short, -each.asked, each.kind.pk))


def helpline(workspace: Workspace) -> str:
    """Return the telephone of a coordinator's office, for who would rather call."""
    posts = posts_held(workspace, workspace.today()).filter(role="coordinator")
    found = posts.exclude(phone="").order_by("pk").first()
    return found.phone if found else ""
