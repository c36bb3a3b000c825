"""Spreadsheets of slips, of what purchase invoices need, and of a buyer's account.

They only go out: what is delivered and paid is entered where it happens, with its checks.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.rules.columns import Column, Kind, Value
from yuandu.mechanisms.orders.permissions import BUYER, READERS, parties
from yuandu.mechanisms.settlements import queries
from yuandu.mechanisms.settlements.models import Grading, Settlement
from yuandu.mechanisms.settlements.rules.amounts import NOTHING

EXPORTERS = tuple(READERS)


def _money(code: str, title: Any) -> Column:
    return Column(code=code, title=title, kind=Kind.MONEY, decimals=2)


def _pots(code: str, title: Any) -> Column:
    return Column(code=code, title=title, kind=Kind.NUMBER, unit="盆", decimals=0)


NUMBER = Column(code="number", title=_("Number of the slip"), kind=Kind.CODE, max_length=20)
BATCH = Column(code="batch", title=_("Batch"), kind=Kind.CODE, max_length=20)
GROWER = Column(code="grower", title=_("Grower"), max_length=200)
KIND = Column(code="kind", title=_("Kind of flower"), max_length=200)
DELIVERED = Column(code="delivered_on", title=_("Day of delivery"), kind=Kind.DATE)
STATE = Column(code="state", title=pgettext_lazy("of a slip", "State"), max_length=40)
DUE_ON = Column(code="buyer_due_on", title=_("Buyer pays by"), kind=Kind.DATE)

SLIP_COLUMNS = (
    NUMBER,
    BATCH,
    GROWER,
    Column(code="buyer", title=_("Buyer"), max_length=200),
    KIND,
    DELIVERED,
    _pots("quantity", _("Pots taken")),
    _money("gross", _("Sold for")),
    _money("taken", _("Taken off")),
    _money("net", _("Paid out")),
    _money("carried", _("Carried on")),
    DUE_ON,
    Column(code="pay_on", title=_("To be paid by"), kind=Kind.DATE),
    Column(code="paid_on", title=_("Paid on"), kind=Kind.DATE),
    STATE,
)
# What the tax office's form of a purchase invoice (收购发票) asks for, line by line.
INVOICE_COLUMNS = (
    NUMBER,
    GROWER,
    Column(code="place", title=_("Place of the seller"), max_length=200),
    KIND,
    Column(code="grade", title=pgettext_lazy("of flowers", "Grade"), max_length=40),
    Column(code="unit", title=pgettext_lazy("of an invoice", "Unit"), max_length=20),
    _pots("quantity", _("Pots")),
    _money("price", _("Yuan a pot")),
    _money("amount", _("Amount")),
    Column(code="paid_on", title=_("Paid on"), kind=Kind.DATE),
)
BOUGHT_COLUMNS = (
    BATCH,
    KIND,
    DELIVERED,
    _pots("received", pgettext_lazy("of a batch", "Received")),
    _pots("accepted", pgettext_lazy("of a batch", "Taken")),
    _pots("rejected", pgettext_lazy("of a batch", "Rejected")),
    _money("due", _("To be paid")),
    DUE_ON,
    STATE,
)


def slip_lines(found: QuerySet[Settlement]) -> Iterator[Mapping[str, Value]]:
    """Yield slips as rows; one query."""
    return map(_slip, found.iterator(2000))


def _slip(slip: Settlement) -> dict[str, Value]:
    return {
        "number": slip.number,
        "batch": slip.batch.number,
        "grower": slip.grower.name,
        "buyer": slip.buyer.name,
        "kind": slip.batch.promise.order.kind.name,
        "delivered_on": slip.delivered_on,
        "quantity": Decimal(slip.quantity),
        "gross": slip.gross,
        "taken": slip.taken,
        "net": slip.net,
        "carried": slip.carried,
        "buyer_due_on": slip.buyer_due_on,
        "pay_on": slip.pay_on,
        "paid_on": slip.paid_on,
        "state": str(slip.get_state_display()),
    }


def invoice_lines(found: QuerySet[Settlement]) -> Iterator[Mapping[str, Value]]:
    """Yield the lines of paid slips; two queries."""
    for slip in found.iterator(2000):
        kind = slip.batch.promise.order.kind
        for line in slip.lines.all():
            if line.amount:
                yield {
                    "number": slip.number,
                    "grower": slip.grower.name,
                    "place": slip.grower.division.name if slip.grower.division else None,
                    "kind": kind.name,
                    # What a dispute awarded has neither pots nor a price.
                    "grade": str(line.get_grade_display() or slip.get_kind_display()),
                    "unit": str(kind.get_unit_display()) if line.grade else None,
                    "quantity": Decimal(line.quantity) if line.grade else None,
                    "price": line.price if line.grade else None,
                    "amount": line.amount,
                    "paid_on": slip.paid_on,
                }


def bought(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield the deliveries of the firms that `by` stands for; two queries."""
    slips = Settlement.objects.filter(
        workspace=by.workspace, buyer__in=parties(by, BUYER)
    ).select_related("batch__promise__order__kind")
    counted = {
        each.batch_id: each
        for each in Grading.objects.filter(
            workspace=by.workspace, is_current=True, batch__slips__buyer__in=parties(by, BUYER)
        )
    }
    for slip in slips.order_by("delivered_on", "pk"):
        found = counted[slip.batch_id] if slip.kind == "delivery" else None
        yield {
            "batch": slip.batch.number,
            "kind": slip.batch.promise.order.kind.name,
            "delivered_on": slip.delivered_on,
            "received": Decimal(found.received) if found else NOTHING,
            "accepted": Decimal(found.accepted) if found else NOTHING,
            "rejected": Decimal(found.received - found.accepted) if found else NOTHING,
            "due": slip.due,
            "buyer_due_on": slip.buyer_due_on,
            "state": str(slip.get_state_display()),
        }


SLIPS = layouts.going_out(
    code="settlements-slips",
    title=pgettext_lazy("sheet", "Settlement slips"),
    columns=SLIP_COLUMNS,
    key=("number",),
    exporters=EXPORTERS,
    export=lambda by: slip_lines(queries.slip_rows(by, "all")),
)
INVOICES = layouts.going_out(
    code="settlements-invoices",
    title=pgettext_lazy("sheet", "Data for purchase invoices"),
    columns=INVOICE_COLUMNS,
    key=("number", "grade"),
    exporters=EXPORTERS,
    export=lambda by: invoice_lines(queries.invoice_rows(by, None)),
)
BOUGHT = layouts.going_out(
    code="settlements-bought",
    title=pgettext_lazy("sheet", "Deliveries and account of a buyer"),
    columns=BOUGHT_COLUMNS,
    key=("batch",),
    exporters=(BUYER,),
    export=bought,
)
for layout in (SLIPS, INVOICES, BOUGHT):
    layouts.register(layout)
