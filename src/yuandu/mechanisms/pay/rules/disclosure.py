"""What may be told of many people's pay without telling anybody's.

No cell of fewer than `FLOOR` people is published, nor one that the others and the total give
away: where cells are hidden there are at least two, and at least `FLOOR` people in them together
(complementary suppression). A whole below the floor is not told at all.

A band in which nobody stands is told: that nobody earns so much is said of all, not of one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

FLOOR = 10
# Upper ends of the bands, yuan a month; the last band is open.
PAY = tuple(Decimal(each * 1000) for each in (4, 5, 6, 7, 8, 9, 10, 12, 15, 20))
CHANGES = tuple(Decimal(each) for each in (-500, -200, 0, 1, 200, 500, 1000, 2000))
TOLD = Decimal(100)  # averages of groups are told to the next hundred yuan


@dataclass(frozen=True, slots=True)
class Cell:
    """How many stand in a band, from its lower end up to below its upper one.

    Attributes:
        people: None where it is hidden.
    """

    least: Decimal | None
    below: Decimal | None
    people: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """Some people and what they get together; `people` and `average` are None where hidden."""

    name: str
    code: str
    people: int | None
    average: Decimal | None


def hidden(counts: Sequence[int], floor: int = FLOOR) -> frozenset[int]:
    """Return the places of the cells that stay hidden where the sum of all is published."""
    if sum(counts) < floor:
        return frozenset(range(len(counts)))
    found = {at for at, count in enumerate(counts) if 0 < count < floor}
    while found and (len(found) == 1 or sum(counts[at] for at in found) < floor):
        rest = [at for at, count in enumerate(counts) if count and at not in found]
        # The whole is above the floor, so that there is one.
        found.add(min(rest, key=lambda at: (counts[at], at)))
    return frozenset(found)


def banded(
    counts: Sequence[int], edges: Sequence[Decimal], floor: int = FLOOR
) -> tuple[Cell, ...] | None:
    """Return how many stand in each band, one more than there are edges; None: too few in all."""
    if sum(counts) < floor:
        return None
    covered = hidden(counts, floor)
    least: list[Decimal | None] = [None, *edges]
    below: list[Decimal | None] = [*edges, None]
    return tuple(
        Cell(least[at], below[at], None if at in covered else count)
        for at, count in enumerate(counts)
    )


def grouped(
    groups: Iterable[tuple[str, str, int, Decimal]], floor: int = FLOOR
) -> tuple[Group, ...] | None:
    """Return groups (name, code, people, sum in yuan) with their averages; None: too few in all.

    Averages are rounded to the hundred, so that two months of a group do not tell what somebody
    who came or left gets.
    """
    listed = list(groups)
    counts = [people for _name, _code, people, _whole in listed]
    if sum(counts) < floor:
        return None
    covered = hidden(counts, floor)
    return tuple(
        Group(name, code, None, None)
        if at in covered or not people
        else Group(name, code, people, _rounded(whole / people))
        for at, (name, code, people, whole) in enumerate(listed)
    )


def _rounded(average: Decimal) -> Decimal:
    return (average / TOLD).quantize(Decimal(1), rounding=ROUND_HALF_UP) * TOLD
