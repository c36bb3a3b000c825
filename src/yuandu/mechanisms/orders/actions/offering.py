"""Writes of households: what they can deliver, changed, closed."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.registry.models import Division, Party
from yuandu.mechanisms.flowers.models import Kind
from yuandu.mechanisms.orders import permissions
from yuandu.mechanisms.orders.models import Group, Offer
from yuandu.mechanisms.orders.refusals import OddOffer


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferDraft:
    """What a household offers; see `Offer`."""

    kind: Kind
    grade: str
    quantity: int
    ask: Decimal
    from_on: datetime.date
    until_on: datetime.date
    place: Division | None = None
    place_words: str = ""
    total: int | None = None
    group: str = Group.NONE
    specification: str = ""


@transaction.atomic
def offer(*, by: Actor, grower: Party, words: OfferDraft) -> Offer:
    """Put up what a household can deliver.

    Raises:
        PermissionDenied: `by` neither is of that household nor looks after growers there, or
            is and says in which group it is.
        OddOffer: what it says makes no sense.
    """
    if not permissions.grows_for(by, grower):
        raise PermissionDenied
    if words.group and not permissions.serves(by, grower):
        raise PermissionDenied
    if grower.kind != "household":
        raise OddOffer("no-household")
    if words.until_on < words.from_on:
        raise OddOffer("window")
    if words.until_on < by.workspace.today():
        raise OddOffer("window-past")
    place = words.place or (None if words.place_words.strip() else grower.division)
    if place is None and not words.place_words.strip():
        raise OddOffer("no-place")
    fields = {name: getattr(words, name) for name in OfferDraft.__dataclass_fields__}
    made = Offer(
        workspace=by.workspace,
        grower=grower,
        offered_on=by.workspace.today(),
        **fields | {"place": place},
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        raise OddOffer("twice") from error
    audit.record(by, "orders.offer", made, kind=words.kind.code, quantity=words.quantity)
    return made


@transaction.atomic
def change_offer(
    *, by: Actor, offer: Offer, quantity: int, ask: Decimal, total: int | None = None
) -> Offer:
    """Change how much is offered, and the least price; what is promised stays promised.

    Raises:
        PermissionDenied: as `offer` does.
        OddOffer: more is promised already, or the offer is closed.
    """
    if not permissions.grows_for(by, offer.grower):
        raise PermissionDenied
    changed = Offer.objects.filter(pk=offer.pk, is_open=True, promised__lte=quantity).update(
        quantity=quantity, ask=ask, total=total
    )
    offer.refresh_from_db()
    if not changed:
        raise OddOffer("below-promised" if offer.is_open else "closed")
    audit.record(by, "orders.change_offer", offer, quantity=quantity, ask=ask)
    return offer


@transaction.atomic
def close_offer(*, by: Actor, offer: Offer) -> Offer:
    """Take an offer off the list; what is promised of it stays promised.

    Raises:
        PermissionDenied: as `offer` does.
        OddOffer: it is closed.
    """
    if not permissions.grows_for(by, offer.grower):
        raise PermissionDenied
    if not Offer.objects.filter(pk=offer.pk, is_open=True).update(is_open=False):
        raise OddOffer("closed")
    offer.refresh_from_db()
    audit.record(by, "orders.close_offer", offer)
    return offer
