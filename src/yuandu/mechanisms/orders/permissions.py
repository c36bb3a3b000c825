"""Who may do what with orders, offers and promises."""

from collections.abc import Callable, Mapping

from django.db.models import Q

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.cycles import SEE
from yuandu.kernel.registry.models import Party
from yuandu.kernel.registry.reach import OVERSEERS
from yuandu.mechanisms.orders import rules
from yuandu.mechanisms.orders.models import BlanketOrder, Docking, Lane, Offer, Order, Promise

COORDINATORS = ("administrator", "city_officer", "department_officer", "coordinator")
READERS = (*OVERSEERS, "coordinator")
# Who reads what growers of their own county offer and promise, besides.
COUNTY_READERS = (*READERS, "county_officer")
BUYER, GROWER = "owner", "grower"


def parties(actor: Actor, role: str) -> frozenset[int]:
    """Return the organisations or households that `actor` stands for in that role."""
    return frozenset(
        post.organisation_id
        for post in actor.posts
        if post.role == role and post.organisation_id is not None
    )


def buys(actor: Actor) -> bool:
    """Whether `actor` places orders, for a firm of their own or for any."""
    return docks(actor) or bool(parties(actor, BUYER))


def docks(actor: Actor) -> bool:
    """Whether `actor` docks orders to growers: for the whole city, so not from one county."""
    return actor.has(*COORDINATORS) and actor.divisions(*COORDINATORS) is None


def reads_all(actor: Actor) -> bool:
    """Whether `actor` sees every order and every offer."""
    return actor.has(*READERS) and actor.divisions(*READERS) is None


def serves(actor: Actor, grower: Party) -> bool:
    """Whether `actor` looks after growers there where this one is."""
    if grower.division_id is None:
        return docks(actor)
    return actor.has(*COORDINATORS, division_id=grower.division_id)


def is_own(actor: Actor, party: Party, role: str) -> bool:
    return party.pk in parties(actor, role)


def buys_for(actor: Actor, buyer: Party) -> bool:
    """Whether `actor` places orders for this organisation."""
    return docks(actor) or is_own(actor, buyer, BUYER)


def grows_for(actor: Actor, grower: Party) -> bool:
    """Whether `actor` answers for this household: its own people, or a coordinator on record."""
    return is_own(actor, grower, GROWER) or serves(actor, grower)


def offers(actor: Actor) -> bool:
    """Whether `actor` puts up offers, for a household of their own or for those they serve."""
    return actor.has(*COORDINATORS) or bool(parties(actor, GROWER))


def grows(actor: Actor) -> bool:
    """Whether `actor` stands for a household."""
    return bool(parties(actor, GROWER))


def sees_desk(actor: Actor) -> bool:
    """Whether `actor` works with orders of others or of a firm: reads the desk's lists."""
    return actor.has(*COUNTY_READERS) or bool(parties(actor, BUYER))


def follows_deliveries(actor: Actor) -> bool:
    """Whether `actor` reads what comes of a share it sees; officers of a county do not."""
    return actor.has(*READERS) or bool(parties(actor, BUYER) or parties(actor, GROWER))


def sees_crops(actor: Actor) -> bool:
    """Whether `actor` reads what greenhouses need: of all growers, or of a county's."""
    return actor.has(*COUNTY_READERS)


def visible_orders(actor: Actor) -> Q:
    """Return the condition on the orders `actor` may read."""
    if reads_all(actor):
        return Q()
    mine = parties(actor, GROWER)
    own = Q(buyer__in=parties(actor, BUYER))
    asked = Promise.objects.filter(offer__grower__in=mine).values("order")
    shared = Q(pk__in=asked) if mine else Q(pk__in=[])
    places = actor.divisions(*COUNTY_READERS) or frozenset()
    if places:
        shared |= Q(
            pk__in=Promise.objects.filter(offer__grower__division__in=places).values("order")
        )
    return own | shared


def visible_offers(actor: Actor) -> Q:
    """Return the condition on the offers `actor` may read."""
    if reads_all(actor):
        return Q()
    places = actor.divisions(*COUNTY_READERS) or frozenset()
    return Q(grower__in=parties(actor, GROWER)) | Q(grower__division__in=places)


def visible_promises(actor: Actor) -> Q:
    """Return the condition on the promises `actor` may read: of own orders, of own offers."""
    if reads_all(actor):
        return Q()
    places = actor.divisions(*COUNTY_READERS) or frozenset()
    return (
        Q(order__buyer__in=parties(actor, BUYER))
        | Q(offer__grower__in=parties(actor, GROWER))
        | Q(offer__grower__division__in=places)
    )


def visible_blankets(actor: Actor) -> Q:
    """Return the condition on the blanket orders `actor` may read: all, or their firm's."""
    return Q() if reads_all(actor) else Q(buyer__in=parties(actor, BUYER))


MAY: Mapping[str, Callable[[Actor, Order], bool]] = {
    SEE: lambda actor, order: True,
    "revise": lambda actor, order: order.stage == rules.DRAFT and buys_for(actor, order.buyer),
    "buy": lambda actor, order: buys_for(actor, order.buyer),
    "see_growers": lambda actor, order: reads_all(actor) or buys_for(actor, order.buyer),
    "dock": lambda actor, order: docks(actor),
}
MAY_OFFER: Mapping[str, Callable[[Actor, Offer], bool]] = {
    SEE: lambda actor, offer: True,
    "change": lambda actor, offer: grows_for(actor, offer.grower),
}
MAY_PROMISE: Mapping[str, Callable[[Actor, Promise], bool]] = {
    SEE: lambda actor, promise: True,
    "answer": lambda actor, promise: grows_for(actor, promise.offer.grower),
}
MAY_DOCKING: Mapping[str, Callable[[Actor, Docking], bool]] = {
    SEE: lambda actor, docking: True,
    "publish": lambda actor, docking: docks(actor),
}
MAY_LANE: Mapping[str, Callable[[Actor, Lane], bool]] = {
    SEE: lambda actor, lane: True,
    "change": lambda actor, lane: docks(actor),
}
MAY_BLANKET: Mapping[str, Callable[[Actor, BlanketOrder], bool]] = {
    SEE: lambda actor, blanket: True,
    "buy": lambda actor, blanket: buys_for(actor, blanket.buyer),
}
