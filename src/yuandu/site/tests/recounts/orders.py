"""Orders of flowers, counted from their promises one by one."""

from collections.abc import Iterator
from decimal import Decimal

from yuandu.mechanisms.orders.models import Order
from yuandu.site.tests.recounts.days import TODAY


def recounted() -> Iterator[tuple[str, Decimal]]:
    seeking = pots = promised = 0
    orders = Order.objects.select_related("track", "kind").prefetch_related("promises")
    for order in orders:
        taken = sum(each.quantity for each in order.promises.all() if each.ended_at is None)
        stage = order.track.stage
        seeking += (
            stage in {"open", "docked"} and order.until_on >= TODAY and taken < order.quantity
        )
        if (
            order.kind.unit == "pot"
            and order.ordered_on.year == TODAY.year
            and stage not in {"draft", "closed", "cancelled"}
        ):
            pots, promised = pots + order.quantity, promised + taken
    yield "orders.open.count", Decimal(seeking)
    yield "orders.promised.sum", Decimal(promised)
    yield "orders.filled.share", Decimal(promised) / pots
