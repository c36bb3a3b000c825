"""A change of the register as it is asked for, before anything is looked up."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.equity import rules
from yuandu.mechanisms.equity.models import Holder, Holding, ShareClass, ShareTransaction
from yuandu.mechanisms.equity.refusals import OddShares

type Seat = tuple[int, int | None]  # keys of holder and vehicle


@dataclass(frozen=True, slots=True)
class Side:
    """Who gives or takes shares: a holder, directly or through a vehicle."""

    holder: Holder
    vehicle: Holder | None = None

    @property
    def seat(self) -> Seat:
        return self.holder.pk, self.vehicle.pk if self.vehicle else None


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be entered.

    Attributes:
        kind: of `rules.KINDS`.
        key: of the asker's choice; asked again with it, nothing more happens.
        at_rule: `rules.ADMIT` or `rules.EXIT`: the price is the rule's of the day.
        is_pending: hold the shares back; `post` registers them, `void` releases them.
    """

    kind: str
    share_class: ShareClass
    quantity: int
    key: str
    on: datetime.date
    reason: str
    source: Side | None = None
    target: Side | None = None
    price: Decimal | None = None
    at_rule: str = ""
    resolution: str = ""
    is_pending: bool = False

    @property
    def sides(self) -> list[Side]:
        return [side for side in (self.source, self.target) if side]

    def is_of(self, found: ShareTransaction) -> bool:
        """Whether this asks for what was entered as `found`."""
        return (found.kind, found.share_class_id, found.quantity) == (
            self.kind,
            self.share_class.pk,
            self.quantity,
        ) and [_seat(found.source), _seat(found.target)] == [
            side.seat if side else None for side in (self.source, self.target)
        ]


def _seat(holding: Holding | None) -> Seat | None:
    return (holding.holder_id, holding.vehicle_id) if holding else None


def examine(by: Actor, change: Change) -> None:
    """Refuse what makes no sense.

    Raises:
        OddShares: why it makes none.
    """
    gives, takes = change.source is not None, change.target is not None
    if faults := rules.kind_faults(change.kind, gives=gives, takes=takes, quantity=change.quantity):
        raise OddShares(faults[0])
    holders = [each for s in change.sides for each in (s.holder, s.vehicle) if each]
    if any(each.workspace_id != by.workspace_id for each in (change.share_class, *holders)):
        raise OddShares("elsewhere")
    for side in change.sides:
        if side.vehicle and (not side.vehicle.form or side.holder.form):
            raise OddShares("vehicle")
    if change.source and change.target and change.source.seat == change.target.seat:
        raise OddShares("same")
    price = change.price
    if price is not None and (price < 0 or price != round(price, 2)):
        raise OddShares("price")
    if change.on > by.workspace.today():
        raise OddShares("day")
    if not change.reason.strip():
        raise OddShares("reason")
