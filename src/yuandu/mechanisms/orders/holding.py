"""Counting what is promised, so that nobody is promised more than there is.

Whoever changes a count holds, in this order: the orders' tracks, their kinds, the orders,
the weeks of all lanes to where they go, the offers. Two acts on one kind therefore wait for each other, and none for itself. Should
a caller forget, the updates are conditional, and behind them stand the database's checks.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.db.models import F

from yuandu.kernel.lifecycle.models import Track
from yuandu.mechanisms.flowers.models import Kind
from yuandu.mechanisms.orders import carrying
from yuandu.mechanisms.orders.carrying import Part
from yuandu.mechanisms.orders.models import Offer, Order, Promise
from yuandu.mechanisms.orders.refusals import NotEnoughLeft


def hold(keys: Iterable[int]) -> dict[int, Order]:
    """Hold orders until the end of the transaction; return them as they are by now, by key."""
    wanted = sorted(set(keys))
    tracks = Track.objects.select_for_update().filter(
        subject_label=Order._meta.label_lower, subject_id__in=wanted
    )
    list(tracks.order_by("pk").values_list("pk"))
    kinds = Order.objects.filter(pk__in=wanted).order_by().values("kind")
    # Weaker than a lock for change: rows that point to the kind are added meanwhile.
    held = Kind.objects.select_for_update(no_key=True).filter(pk__in=kinds)
    list(held.order_by("pk").values_list("pk"))
    orders = Order.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=wanted)
    return {
        order.pk: order for order in orders.select_related("track", "kind", "buyer").order_by("pk")
    }


def hold_one(order: Order) -> Order:
    """Hold an order; return it as it is by now."""
    return hold([order.pk])[order.pk]


def hold_promise(promise: Promise) -> Promise:
    """Hold a promise with its order; return it as it is by now."""
    order = hold([promise.order_id])[promise.order_id]
    held = (
        Promise.objects.select_for_update(of=("self",), no_key=True)
        .select_related("offer__grower", "docking")
        .get(pk=promise.pk)
    )
    held.order = order
    return held


def take(wanted: Iterable[Part]) -> None:
    """Count units as promised, of held orders.

    Raises:
        NotEnoughLeft: an order, an offer, a grower's total or a lane's week has not that much
            left; nothing is to be kept then.
    """
    parts = list(wanted)
    of_orders, of_offers = _counted(parts)
    carrying.load(parts)
    offers = _hold_offers(of_offers)
    _within_totals(offers, of_offers)
    for pk, units in of_orders.items():
        _count(Order, pk, units)
    for pk, units in of_offers.items():
        _count(Offer, pk, units)


def give_back(freed: Iterable[Part]) -> None:
    """Count units as no longer promised, of held orders."""
    parts = list(freed)
    of_orders, of_offers = _counted(parts)
    carrying.unload(parts)
    _hold_offers(of_offers)
    for pk, units in of_orders.items():
        Order.objects.filter(pk=pk).update(promised=F("promised") - units)
    for pk, units in of_offers.items():
        Offer.objects.filter(pk=pk).update(promised=F("promised") - units)


def _counted(parts: Iterable[Part]) -> tuple[Counter[int], Counter[int]]:
    """Return units by order and by offer."""
    of_orders, of_offers = Counter[int](), Counter[int]()
    for order, offer, units in parts:
        of_orders[order.pk] += units
        of_offers[offer.pk] += units
    return of_orders, of_offers


def _hold_offers(units: Mapping[int, int]) -> list[Offer]:
    """Hold the offers and, where a grower has a total, every offer that it is over."""
    named = Offer.objects.filter(pk__in=units)
    # Apart from the next query: joined, it is planned by how many offers there seem to be, and
    # after thousands have just come that is far from how many there are.
    limited = set(named.filter(total__isnull=False).values_list("grower", flat=True))
    of_limited = Offer.objects.filter(grower__in=limited).values_list("pk", flat=True)
    offers = Offer.objects.select_for_update(no_key=True).filter(pk__in={*units, *of_limited})
    return list(offers.order_by("pk"))


def _within_totals(offers: Iterable[Offer], units: Mapping[int, int]) -> None:
    """See that no grower gives more over all offers than their total.

    Raises:
        NotEnoughLeft: one would.
    """
    totals: dict[int, int] = {}
    spent, more = Counter[int](), Counter[int]()
    for offer in offers:
        if offer.total is not None:
            totals[offer.grower_id] = min(offer.total, totals.get(offer.grower_id, offer.total))
        spent[offer.grower_id] += offer.promised
        more[offer.grower_id] += units.get(offer.pk, 0)
    for grower, total in totals.items():
        if more[grower] and spent[grower] + more[grower] > total:
            raise NotEnoughLeft("total", max(total - spent[grower], 0), more[grower])


def _count(table: type[Order] | type[Offer], pk: int, units: int) -> None:
    """Add to what is promised, if that much is left.

    Raises:
        NotEnoughLeft: it is not.
    """
    rows = table.objects.filter(pk=pk)
    if rows.filter(promised__lte=F("quantity") - units).update(promised=F("promised") + units):
        return
    found = rows.get()
    raise NotEnoughLeft("order" if table is Order else "offer", found.left, units)
