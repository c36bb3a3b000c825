"""Reads of blanket orders: those somebody may see, their call-offs, what a season still wants."""

from django.db.models import F, QuerySet

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.orders import permissions
from yuandu.mechanisms.orders.models import BlanketOrder, Order
from yuandu.mechanisms.orders.queries.rows import orders_visible_to

SHOWN = 60


def blankets_visible_to(actor: Actor) -> QuerySet[BlanketOrder]:
    """Return the blanket orders `actor` may read, the first season first."""
    found = BlanketOrder.objects.filter(
        permissions.visible_blankets(actor), workspace=actor.workspace
    )
    return found.select_related("buyer", "kind", "market", "index_market")


def blanket(actor: Actor, pk: int, *, to: str) -> BlanketOrder:
    """Return the blanket order if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` sees it, but may not do this.
    """
    return get_for(blankets_visible_to(actor), permissions.MAY_BLANKET, actor, to=to, pk=pk)


def call_offs_of(actor: Actor, blanket: BlanketOrder) -> QuerySet[Order]:
    """Return what is called off a blanket order, the first days first."""
    return orders_visible_to(actor).filter(blanket=blanket).order_by("from_on", "pk")


def season_of(workspace: Workspace) -> QuerySet[BlanketOrder]:
    """Return blanket orders of which something is still to come, the first season first."""
    open_ones = BlanketOrder.objects.filter(
        workspace=workspace,
        closed_on=None,
        until_on__gte=workspace.today(),
        called__lt=F("total"),
    )
    return open_ones.select_related("kind", "market").order_by("from_on", "pk")[:SHOWN]
