"""Orders, offers, promises and dockings that somebody may see."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.orders import permissions
from yuandu.mechanisms.orders.models import Docking, Offer, Order, Promise

SUGGESTED = 20


def orders_visible_to(actor: Actor) -> QuerySet[Order]:
    """Return the orders `actor` may read, the first window first."""
    found = Order.objects.filter(permissions.visible_orders(actor), workspace=actor.workspace)
    return found.select_related("workspace", "buyer", "kind", "market", "index_market", "track")


def order(actor: Actor, pk: int, *, to: str) -> Order:
    """Return the order if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` sees it, but may not do this.
    """
    return get_for(orders_visible_to(actor), permissions.MAY, actor, to=to, pk=pk)


def offers_visible_to(actor: Actor) -> QuerySet[Offer]:
    """Return the offers `actor` may read, the first window first."""
    found = Offer.objects.filter(permissions.visible_offers(actor), workspace=actor.workspace)
    return found.select_related("grower", "kind", "place")


def offer(actor: Actor, pk: int, *, to: str) -> Offer:
    """Return the offer if `actor` may do `to` with it; raises as `order` does."""
    return get_for(offers_visible_to(actor), permissions.MAY_OFFER, actor, to=to, pk=pk)


def promises_visible_to(actor: Actor) -> QuerySet[Promise]:
    """Return the promises `actor` may read, in the order they were proposed."""
    found = Promise.objects.filter(permissions.visible_promises(actor), workspace=actor.workspace)
    return found.select_related(
        "workspace",
        "order__kind",
        "order__buyer",
        "order__market",
        "order__track",
        "offer__grower",
        "runner_up",
    )


def promise(actor: Actor, pk: int, *, to: str) -> Promise:
    """Return the promise if `actor` may do `to` with it; raises as `order` does."""
    return get_for(promises_visible_to(actor), permissions.MAY_PROMISE, actor, to=to, pk=pk)


def dockings_visible_to(actor: Actor) -> QuerySet[Docking]:
    """Return the dockings, the newest first, to who reads all orders."""
    accepted = Promise.objects.filter(docking=OuterRef("pk"), accepted_at__isnull=False)
    found = (
        Docking.objects.filter(workspace=actor.workspace)
        .defer("papers")
        .annotate(has_accepted=Exists(accepted))  # type: ignore[no-redef]  # the model names its type
    )
    return found if permissions.reads_all(actor) else found.none()


def docking(actor: Actor, pk: int, *, to: str) -> Docking:
    """Return the docking if `actor` may do `to` with it; raises as `order` does."""
    return get_for(dockings_visible_to(actor), permissions.MAY_DOCKING, actor, to=to, pk=pk)


def growers_of(actor: Actor) -> QuerySet[Party]:
    """Return the households that `actor` stands for."""
    mine = permissions.parties(actor, permissions.GROWER)
    return Party.objects.filter(workspace=actor.workspace, kind="household", pk__in=mine)


def firms_of(actor: Actor) -> QuerySet[Party]:
    """Return the organisations that `actor` may place orders for."""
    found = Party.objects.filter(workspace=actor.workspace, kind="organisation")
    if permissions.docks(actor):
        return found
    return found.filter(pk__in=permissions.parties(actor, permissions.BUYER))


def households_of(actor: Actor) -> QuerySet[Party]:
    """Return the households that `actor` may put offers up for."""
    found = Party.objects.filter(workspace=actor.workspace, kind="household")
    if permissions.docks(actor):
        return found
    places = actor.divisions(*permissions.COORDINATORS) or frozenset()
    mine = permissions.parties(actor, permissions.GROWER)
    return found.filter(Q(division__in=places) | Q(pk__in=mine))


def called(among: QuerySet[Party], words: str) -> QuerySet[Party]:
    """Return the first parties in whose name, or code, the words stand; one query."""
    named = Q(name__icontains=words) | Q(name_en__icontains=words) | Q(code__startswith=words)
    return among.filter(named).select_related("division").order_by("pk")[:SUGGESTED]
