"""Certificates as the register changes: those of what was given close, those of what was taken open.

Whoever calls holds the charter's lock, so that numbers have no gaps; and saves the charter.
"""

from collections.abc import Iterable

from yuandu.mechanisms.equity import rules
from yuandu.mechanisms.equity.models import Certificate, Charter, Holding, ShareTransaction


def show(charter: Charter, entered: Iterable[ShareTransaction]) -> None:
    """Show transactions on certificates, one after the other.

    What a holder gives is taken of the oldest certificates; what is transferred of two stands
    on two again, each with its own origin.
    """
    fresh: list[Certificate] = []
    for made in entered:
        if made.source is None:
            if made.target is not None:
                fresh.append(_new(charter, made, made.target, made.quantity))
            continue
        # What stands before it may be of the same holder.
        Certificate.objects.bulk_create(fresh)
        fresh = _taken(charter, made, made.source)
    Certificate.objects.bulk_create(fresh)


def _taken(charter: Charter, made: ShareTransaction, source: Holding) -> list[Certificate]:
    """Close the certificates that give; return what follows them, not yet saved."""
    open_ones = {
        each.pk: each
        for each in Certificate.objects.filter(holding=source, closed_by=None).order_by("number")
    }
    taken = rules.take(
        [rules.Lot(pk, each.quantity) for pk, each in open_ones.items()], made.quantity
    )
    Certificate.objects.filter(pk__in=[each.pk for each in taken]).update(closed_by=made)
    fresh = []
    for each in taken:
        if each.left:
            fresh.append(_new(charter, made, source, each.left, open_ones[each.pk]))
        if made.target is not None:
            fresh.append(_new(charter, made, made.target, each.quantity, open_ones[each.pk]))
    return fresh


def _new(
    charter: Charter,
    made: ShareTransaction,
    holding: Holding,
    quantity: int,
    origin: Certificate | None = None,
) -> Certificate:
    charter.certificates += 1
    return Certificate(
        workspace=made.workspace,
        number=charter.certificates,
        holding=holding,
        quantity=quantity,
        made_by=made,
        origin=origin,
        issued_on=made.on,
    )
