"""A share as a contract on paper, with both parties' consent on record."""

import datetime
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yuandu.kernel.papers.paper import Block, Paper, Section, Table
from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.languages import is_english
from yuandu.mechanisms.flowers import wording as flowers
from yuandu.mechanisms.orders.models import Channel, Order, Promise


def contract(promise: Promise) -> Paper:
    """Return the contract in the reader's language."""
    order = promise.order
    return Paper(
        title=_("Contract for flowers, order %(number)s") % {"number": order.number},
        language="en" if is_english() else "zh-hans",
        marks=tuple(_marks(promise)),
        blocks=(
            Section(_("Parties"), (_parties(order.buyer, promise.offer.grower),)),
            Section(_("What is delivered"), (_delivered(promise),)),
            Section(pgettext("contract", "Price"), tuple(_price(promise))),
            Section(_("Shortage, quality and payment"), tuple(_duties())),
            Section(_("Consent on record"), (_consents(promise),)),
        ),
    )


def _marks(promise: Promise) -> Iterator[str]:
    if promise.workspace.is_sample:
        yield _("Sample data")
    if not promise.accepted_at:
        yield pgettext("mark on a paper", "Not agreed yet")
    elif not promise.stands:
        yield pgettext("mark on a paper", "Ended")


def _parties(buyer: Party, grower: Party) -> Table:
    return Table(
        heads=(pgettext("contract", "Party"), pgettext("contract", "Name"), _("Code")),
        rows=(
            (pgettext("contract", "Buyer"), buyer.title, buyer.code or "—"),
            (pgettext("contract", "Grower"), grower.title, "—"),
        ),
    )


def _delivered(promise: Promise) -> Table:
    order = promise.order
    kind = order.kind
    lines = (
        (_("Kind of flower"), f"{kind.title} {kind.latin}".strip()),
        (_("Grade at least"), order.get_grade_display()),
        (_("Specification in words"), order.specification or "—"),
        (
            pgettext("of an order", "Quantity"),
            f"{promise.quantity} {flowers.counted(kind.unit, promise.quantity)}",
        ),
        (_("Delivered between"), f"{order.from_on:%Y-%m-%d} – {order.until_on:%Y-%m-%d}"),
        (_("Delivered to"), destination(order)),
    )
    return Table(heads=(pgettext("contract", "Matter"), pgettext("contract", "Agreed")), rows=lines)


def destination(order: Order) -> str:
    return order.market.title if order.market else order.delivered_to


def _price(promise: Promise) -> Iterator[Block]:
    order = promise.order
    unit = flowers.per_unit("CNY", order.kind.unit)
    yield _(
        "Floor price: %(price)s %(unit)s, delivered; %(carriage)s %(unit)s of it for the way."
    ) % {
        "price": promise.price,
        "carriage": promise.carriage,
        "unit": unit,
    }
    if order.index_market:
        yield _(
            "Above it the grower gets %(share)s %% of what the average of %(market)s in the week of delivery is above the floor price."
        ) % {"share": f"{order.share_above * 100:.1f}", "market": order.index_market.title}
    yield _("For the whole share the grower can count on %(money)s yuan.") % {
        "money": f"{promise.money:.2f}"
    }


def _duties() -> Iterator[Block]:
    yield _("Before delivery begins, who cannot deliver says so at once; others are then asked.")
    yield _(
        "What is short, of a lower grade or damaged is recorded at the collection point and settled by the record."
    )
    yield _("The settlement slip names every deduction and the day of payment.")


def _instant(at: datetime.datetime | None) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else "—"


def _consents(promise: Promise) -> Table:
    order = promise.order
    channel = str(Channel(promise.channel).label) if promise.channel else ""
    rows = (
        (
            order.buyer.title,
            order.consented_by or "—",
            _instant(order.consented_at),
            pgettext("way of an answer", "order placed"),
            order.digest[:16] or "—",
        ),
        (
            promise.offer.grower.title,
            promise.accepted_by or "—",
            _instant(promise.accepted_at),
            channel or "—",
            promise.digest[:16] or "—",
        ),
    )
    return Table(
        heads=(
            pgettext("contract", "Party"),
            _("Who agreed"),
            pgettext("contract", "When"),
            pgettext("contract", "How"),
            _("Seal of the words (SHA-256)"),
        ),
        rows=rows,
    )
