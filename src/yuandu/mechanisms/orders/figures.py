"""Orders of flowers in figures: how many look for growers, what is promised, what is filled.

What a single firm orders never goes to the public, nor a total over so few that it would tell.
"""

import datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import Column, Figure, Ratio, Sum, masks, periods
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.flowers.models import Unit
from yuandu.mechanisms.orders import permissions, rules
from yuandu.mechanisms.orders.models import Order

FEWEST = 5  # buyers below which the public does not see a total
ENDED = (rules.DRAFT, rules.CLOSED, rules.CANCELLED)


def seeking(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the orders that still look for growers."""
    return Order.objects.filter(
        workspace=workspace,
        track__stage__in=rules.SEEKING,
        until_on__gte=on,
        promised__lt=F("quantity"),
    )


def placed(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the orders of pots placed this year, without those cancelled or closed."""
    found = Order.objects.filter(workspace=workspace, kind__unit=Unit.POT, ordered_on__lte=on)
    return found.filter(ordered_on__year=on.year).exclude(track__stage__in=ENDED)


def _readable(actor: Actor, rows: QuerySet[Any], division: str) -> QuerySet[Any]:
    """Return the rows of orders that `actor` reads."""
    return rows.filter(Q(pk__in=Order.objects.filter(permissions.visible_orders(actor))))


COMMON: dict[str, Any] = {
    "columns": (
        Column(
            pgettext_lazy("of an order", "Buyer"),
            "buyer__name",
            "buyer__name_en",
            public=False,
            mask=masks.name,
        ),
        Column(_("Kind of flower"), "kind__name", "kind__name_en"),
        Column(_("Deliver from"), "from_on"),
    ),
    "division": "buyer__division",
    "whose": "buyer",
    "link": "orders:order",
    "visible": _readable,
    "sensitive": True,
    "minimum_rows": FEWEST,
}

figures.register(
    Figure(
        code="orders.open.count",
        name=_("Orders of flowers that look for growers: number"),
        unit="个",
        definition=_(
            "Orders that are placed, whose days of delivery are not over and of which something "
            "is not promised yet."
        ),
        formula=_("number of orders"),
        rows=seeking,
        period=periods.day,
        keywords=("待对接订单|企业下单|orders of flowers",),
        **COMMON,
    )
)
figures.register(
    Figure(
        code="orders.promised.sum",
        name=_("Pots promised by growers this year"),
        unit="盆",
        definition=_(
            "Of the orders of potted flowers placed this year, without those cancelled or closed, "
            "what growers are asked for, have accepted or have delivered."
        ),
        formula=_("sum of pots promised"),
        rows=placed,
        measure=Sum("promised"),
        period=periods.year,
        keywords=("农户接单|承接订单|pots promised",),
        **COMMON,
    )
)
figures.register(
    Figure(
        code="orders.filled.share",
        name=_("Fill rate of the orders of pots placed this year"),
        unit="%",
        decimals=1,
        definition=_(
            "Of the pots ordered this year, without orders cancelled or closed, those that "
            "growers are asked for, have accepted or have delivered."
        ),
        formula=_("pots promised ÷ pots ordered"),
        rows=placed,
        measure=Ratio(
            over=Sum("promised", title=pgettext_lazy("of an order", "Promised"), unit="盆"),
            under=Sum("quantity", title=_("Ordered"), unit="盆"),
        ),
        period=periods.year,
        keywords=("订单满足率|fill rate of orders",),
        **COMMON,
    )
)
