"""What growers promised, for the coordinator to take along; it only goes out."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.rules.columns import Choice, Column, Kind, Value
from yuandu.mechanisms.orders import permissions, queries
from yuandu.mechanisms.orders.models import Promise, State
from yuandu.mechanisms.orders.sheets import cells

COLUMNS = (
    Column(code="share", title=_("Number of the share"), kind=Kind.CODE, max_length=20),
    Column(code="order", title=pgettext_lazy("thing", "Order"), kind=Kind.CODE, max_length=20),
    Column(code="buyer", title=pgettext_lazy("of an order", "Buyer"), max_length=200),
    Column(code="kind", title=_("Kind of flower"), max_length=200),
    Column(code="grade", title=_("Grade at least"), kind=Kind.CHOICE, choices=cells.GRADES),
    cells.SPECIFICATION,
    Column(code="grower", title=pgettext_lazy("of an offer", "Household"), max_length=200),
    Column(code="place", title=_("County or zone"), max_length=100),
    Column(code="place_words", title=_("Village or greenhouse"), max_length=100),
    Column(
        code="quantity",
        title=pgettext_lazy("of an order", "Quantity"),
        kind=Kind.NUMBER,
        decimals=0,
    ),
    Column(code="unit", title=pgettext_lazy("of an invoice", "Unit"), max_length=20),
    Column(code="price", title=_("Floor price"), kind=Kind.MONEY, decimals=2),
    Column(
        code="carriage",
        title=pgettext_lazy("a unit's", "Carriage"),
        kind=Kind.MONEY,
        decimals=2,
    ),
    Column(code="from_on", title=_("Deliver from"), kind=Kind.DATE),
    Column(code="until_on", title=_("Deliver until"), kind=Kind.DATE),
    Column(code="destination", title=_("Delivered to"), max_length=200),
    Column(
        code="state",
        title=pgettext_lazy("of a share", "State"),
        kind=Kind.CHOICE,
        choices=tuple(Choice(code=each.value, title=each.label) for each in State),
    ),
    Column(code="answer_by", title=_("Answer by"), kind=Kind.DATE),
)


def export(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield the shares that `by` may read; one query."""
    found = queries.promises_visible_to(by).select_related(
        "order__kind", "order__buyer", "order__market", "offer__grower", "offer__place"
    )
    return map(_line, found.order_by("pk").iterator(2000))


def _line(each: Promise) -> dict[str, Value]:
    order, offer = each.order, each.offer
    return {
        "share": str(each.pk),
        "order": order.number,
        "buyer": order.buyer.name,
        "kind": order.kind.name,
        "grade": order.grade,
        "specification": order.specification or None,
        "grower": offer.grower.name,
        "place": offer.place.name if offer.place else None,
        "place_words": offer.place_words or None,
        "quantity": Decimal(each.quantity),
        "unit": str(order.kind.get_unit_display()),
        "price": each.price,
        "carriage": each.carriage,
        "from_on": order.from_on,
        "until_on": order.until_on,
        "destination": order.market.name if order.market else order.delivered_to,
        "state": each.state,
        "answer_by": each.answer_by,
    }


PROMISES = layouts.going_out(
    code="flower-promises",
    title=pgettext_lazy("sheet", "Shares of orders"),
    columns=COLUMNS,
    key=("share",),
    exporters=(*permissions.READERS, permissions.BUYER, permissions.GROWER),
    export=export,
)
