"""Who is paid when a budget does not reach: by the published order, and nobody out of turn."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yuandu.engines.rules.books import Order
from yuandu.engines.rules.facts import Value


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody is due.

    Attributes:
        id: Stable; decides between claims that are equal in everything the order names.
        asked_on: The day of asking, or of being found.
        values: The facts the order may go by, by code.
    """

    id: str
    yuan: int
    asked_on: datetime.date
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Turn:
    """A claim in its place.

    Attributes:
        place: From 1.
        is_paid: Whether the budget reaches it.
        left: Yuan of the budget before it.
    """

    claim: Claim
    place: int
    is_paid: bool
    left: int


def turns(claims: Iterable[Claim], *, budget: int, order: tuple[Order, ...]) -> tuple[Turn, ...]:
    """Return claims in the order they are paid.

    A claim is paid whole or not at all, and the first that does not fit ends the paying: a
    smaller one behind it does not overtake. A claim whose fact is not known comes after all
    whose fact is.

    Args:
        budget: Yuan.
        order: As the book publishes it; the earlier entries weigh more.
    """
    return in_turn(sorted(claims, key=lambda claim: (*rank(claim, order), claim.id)), budget=budget)


def in_turn(ordered: Iterable[Claim], *, budget: int) -> tuple[Turn, ...]:
    """Return claims that stand in the published order already, each with its turn."""
    found, left, goes_on = [], budget, True
    for place, claim in enumerate(ordered, start=1):
        goes_on = goes_on and claim.yuan <= left
        found.append(Turn(claim, place, goes_on, left))
        left -= claim.yuan if goes_on else 0
    return tuple(found)


def rank(claim: Claim, order: tuple[Order, ...]) -> tuple[int, ...]:
    """Return two numbers for each entry of an order; the least of these rows is paid first."""
    return tuple(number for one in order for number in _rank(claim, one))


def _rank(claim: Claim, one: Order) -> tuple[int, int]:
    if one.fact is None:
        return 0, claim.asked_on.toordinal()
    value = claim.values.get(one.fact)
    if not isinstance(value, (int, datetime.date)):
        return 1, 0
    number = value.toordinal() if isinstance(value, datetime.date) else int(value)
    return 0, -number if one.first == "highest" else number
