"""Writes of coordinators: what a unit costs on its way, and how much a week carries."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.registry.models import Division
from yuandu.mechanisms.flowers.models import Market
from yuandu.mechanisms.orders import carrying, holding, permissions
from yuandu.mechanisms.orders.models import Lane
from yuandu.mechanisms.orders.refusals import OddLane


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneWords:
    """A lane as it is to be; see `Lane`."""

    place: Division
    carriage: Decimal
    market: Market | None = None
    delivered_to: str = ""
    kilometres: int | None = None
    capacity: int | None = None


@transaction.atomic
def set_lane(*, by: Actor, words: LaneWords) -> Lane:
    """Enter a lane, or change what is known of the one between these ends.

    What is promised over it stays promised, also where a week is fuller than it carries now;
    shares keep the carriage that they were proposed with.

    Raises:
        PermissionDenied: `by` does not dock.
        OddLane: it leads nowhere, or to two places.
    """
    if not permissions.docks(by):
        raise PermissionDenied
    to_words = words.delivered_to.strip()
    if bool(words.market) == bool(to_words):
        raise OddLane("ends")
    lane, is_new = Lane.objects.get_or_create(
        workspace=by.workspace,
        place=words.place,
        market=words.market,
        delivered_to=to_words,
        defaults={"carriage": words.carriage},
    )
    holding.hold(carrying.orders_of(lane))
    lane.carriage, lane.capacity = words.carriage, words.capacity
    lane.kilometres = words.kilometres
    lane.save(update_fields=["carriage", "capacity", "kilometres"])
    carrying.recount(lane)
    audit.record(
        by,
        "orders.set_lane",
        lane,
        is_new=is_new,
        carriage=words.carriage,
        capacity=words.capacity,
    )
    return lane
