"""Who may do what with batches, slips, disputes and losses."""

from collections.abc import Callable, Mapping

from django.db.models import Q, QuerySet

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.orders import permissions as orders
from yuandu.mechanisms.orders.models import Order, Promise
from yuandu.mechanisms.settlements.models import Batch, Dispute, Season, Settlement, Shortage

GROWER, BUYER = orders.GROWER, orders.BUYER
# Who enters a household's own book for it, on record; offices read sums alone.
HELPERS = ("coordinator",)
SUMMERS = (*orders.READERS, "county_officer")


def receives(actor: Actor, promise: Promise) -> bool:
    """Whether `actor` receives, grades and settles what this household brings."""
    return orders.serves(actor, promise.offer.grower)


def pays(actor: Actor) -> bool:
    """Whether `actor` keeps the cash book: what banks paid and what they refused."""
    return orders.docks(actor)


def receives_somewhere(actor: Actor) -> bool:
    """Whether there is a collection desk for `actor`."""
    return actor.has(*orders.COORDINATORS) or reads_all(actor)


def reads_all(actor: Actor) -> bool:
    return orders.reads_all(actor)


def buys(actor: Actor) -> bool:
    return bool(orders.parties(actor, BUYER))


def grows(actor: Actor) -> bool:
    return bool(orders.parties(actor, GROWER))


def has_home(actor: Actor) -> bool:
    """Whether deliveries have a page for `actor`: the desk, what they brought, what they bought."""
    return receives_somewhere(actor) or grows(actor) or buys(actor)


def has_book(actor: Actor) -> bool:
    """Whether the loss ledger has a page for `actor`: sums, or a household's book."""
    return reads_sums(actor) or grows(actor) or actor.has(*HELPERS)


def own_households(actor: Actor) -> frozenset[int]:
    """Return the households that `actor` stands for."""
    return orders.parties(actor, GROWER)


def is_growers(actor: Actor, party_id: int) -> bool:
    return party_id in orders.parties(actor, GROWER)


def reads_sums(actor: Actor) -> bool:
    """Whether `actor` reads what was lost by kind and cause, over households together."""
    return actor.has(*SUMMERS)


def keeps_book(actor: Actor, household: Party) -> bool:
    """Whether `actor` writes in a household's loss book: its people, or a helper on record."""
    if actor.is_system or is_growers(actor, household.pk):
        return True
    return household.division_id is not None and actor.has(
        *HELPERS, division_id=household.division_id
    )


def _among(actor: Actor, grower: str, buyer: str = "") -> Q:
    if reads_all(actor):
        return Q()
    places = actor.divisions(*orders.READERS) or frozenset()
    found = Q(**{f"{grower}__in": orders.parties(actor, GROWER)})
    found |= Q(**{f"{grower}__division__in": places})
    if buyer:
        found |= Q(**{f"{buyer}__in": orders.parties(actor, BUYER)})
    return found


def visible_promises(actor: Actor) -> Q:
    """Return the condition on the promises whose deliveries and deposits `actor` may read."""
    return _among(actor, "offer__grower", "order__buyer")


def visible_orders(actor: Actor, promises: QuerySet[Promise]) -> Q:
    """Return the condition on the orders whose deliveries `actor` may read.

    Officers of a county read its growers' shares, but not what these bring and are paid.

    Args:
        promises: Those whose deliveries `actor` may read.
    """
    if actor.has(*orders.READERS) or actor.is_system:
        return Q()
    return Q(buyer__in=orders.parties(actor, BUYER)) | Q(pk__in=promises.values("order"))


def visible_batches(actor: Actor) -> Q:
    """Return the condition on the batches `actor` may read: those delivered, those bought."""
    return _among(actor, "promise__offer__grower", "promise__order__buyer")


def visible_slips(actor: Actor) -> Q:
    """Return the condition on the slips `actor` may read: never a buyer a grower's debts."""
    return _among(actor, "grower")


def visible_disputes(actor: Actor) -> Q:
    return _among(actor, "batch__promise__offer__grower")


def visible_seasons(actor: Actor) -> Q:
    """Return the condition on the seasons `actor` may read: a household's are its own."""
    if actor.is_system:
        return Q()
    helped = actor.divisions(*HELPERS) if actor.has(*HELPERS) else frozenset()
    own = Q(household__in=orders.parties(actor, GROWER))
    if helped is None:
        return Q()
    return own | Q(household__division__in=helped)


MAY_ORDER: Mapping[str, Callable[[Actor, Order], bool]] = {
    "see": lambda actor, order: True,
    "agree": lambda actor, order: orders.docks(actor),
    "pay_deposit": lambda actor, order: pays(actor),
}
MAY_PROMISE: Mapping[str, Callable[[Actor, Promise], bool]] = {
    "see": lambda actor, promise: True,
    "announce": lambda actor, promise: orders.grows_for(actor, promise.offer.grower),
    "write_off": receives,
    "abandon": receives,
}
MAY_SHORTAGE: Mapping[str, Callable[[Actor, Shortage], bool]] = {
    "see": lambda actor, shortage: True,
    "substitute": lambda actor, shortage: receives(actor, shortage.promise),
}
MAY_BATCH: Mapping[str, Callable[[Actor, Batch], bool]] = {
    "see": lambda actor, batch: True,
    "label": lambda actor, batch: orders.grows_for(actor, batch.promise.offer.grower),
    "receive": lambda actor, batch: receives(actor, batch.promise),
    "dispute": lambda actor, batch: orders.grows_for(actor, batch.promise.offer.grower),
}
MAY_SLIP: Mapping[str, Callable[[Actor, Settlement], bool]] = {
    "see": lambda actor, slip: True,
    "pay": lambda actor, slip: pays(actor),
}
MAY_DISPUTE: Mapping[str, Callable[[Actor, Dispute], bool]] = {
    "see": lambda actor, dispute: True,
    "answer": lambda actor, dispute: receives(actor, dispute.batch.promise),
    "decide": lambda actor, dispute: orders.grows_for(actor, dispute.batch.promise.offer.grower),
}
MAY_SEASON: Mapping[str, Callable[[Actor, Season], bool]] = {
    "see": lambda actor, season: True,
    "keep": lambda actor, season: keeps_book(actor, season.household),
}
