"""What this room decides without a database: the way of a trip, what it costs, who pays what."""

import datetime
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from yuandu.engines.allocation import sharing
from yuandu.engines.allocation.sharing import Load, Shared, Tariff

PLANNED, LOADING, DEPARTED = "planned", "loading", "departed"
ARRIVED, CANCELLED, MISSING = "arrived", "cancelled", "missing"
MOVES = {
    (PLANNED, "load"): LOADING,
    (LOADING, "depart"): DEPARTED,
    (DEPARTED, "arrive"): ARRIVED,
    (DEPARTED, "miss"): MISSING,
    (MISSING, "arrive"): ARRIVED,
    (PLANNED, "cancel"): CANCELLED,
    (LOADING, "cancel"): CANCELLED,
}
BOOKABLE = (PLANNED, LOADING)
UNDER_WAY = (DEPARTED, MISSING)
WENT = (DEPARTED, ARRIVED, MISSING)
WITHIN = (24, 48, 72)  # hours that reach is told for
YEAR = datetime.timedelta(days=365)
GRACE = datetime.timedelta(days=1)  # after the day a truck is due, before it counts as missing
NEAR = datetime.timedelta(days=3)  # a booking of a closed line goes no further from its day
WEEKS_AHEAD = 4  # for which trips are planned from a timetable
CENTS = 100
LONGEST_WAY = 999  # hours
FURTHEST = 9999  # kilometres
SEASONS = ("spring", "summer", "autumn", "winter")


class NoSuchMove(LookupError):
    """The way of a trip has no such move from there."""


def next_state(state: str, move: str) -> str:
    """Return the state that `move` leads to.

    Raises:
        NoSuchMove: `move` is not open to a trip in `state`.
    """
    try:
        return MOVES[state, move]
    except KeyError:
        raise NoSuchMove(f"{move} from {state}") from None


def moves_from(state: str) -> list[str]:
    """Return the moves open to a trip in `state`, in the order of the table."""
    return [move for source, move in MOVES if source == state]


def season(on: datetime.date) -> str:
    """Return the season of a day as the weather service counts: spring begins in March."""
    return SEASONS[(on.month - 3) % 12 // 3]


def due_on(on: datetime.date, at: datetime.time, hours: int) -> datetime.date:
    """Return the day on which a truck that departs so is due."""
    return (datetime.datetime.combine(on, at) + datetime.timedelta(hours=hours)).date()


def days_of(
    weekdays: Iterable[int], first: datetime.date, last: datetime.date
) -> list[datetime.date]:
    """Return the days from first to last on which a timetable has a departure."""
    wanted = set(weekdays)
    days = (first + datetime.timedelta(days=at) for at in range((last - first).days + 1))
    return [day for day in days if day.weekday() in wanted]


@dataclass(frozen=True, slots=True)
class Rates:
    """What a trip of a line costs, in yuan, and how much one truck takes."""

    per_truck: Decimal
    per_kilometre: Decimal
    per_stop: Decimal
    truck: int

    def tariff(self) -> Tariff:
        return Tariff(
            truck=int(self.per_truck * CENTS),
            kilometre=int(self.per_kilometre * CENTS),
            stop=int(self.per_stop * CENTS),
            capacity=self.truck,
        )


@dataclass(frozen=True, slots=True)
class Carried:
    """One booking as the cost sees it: whose, how much space, dropped where."""

    shipper: int
    space: int
    stop: Hashable
    kilometres: int


def loads(carried: Iterable[Carried]) -> dict[int, Load]:
    """Return what each shipper puts on the truck, by shipper."""
    space: dict[int, int] = {}
    stops: dict[int, dict[Hashable, int]] = {}
    for each in carried:
        space[each.shipper] = space.get(each.shipper, 0) + each.space
        stops.setdefault(each.shipper, {})[each.stop] = each.kilometres
    return {shipper: Load(space[shipper], stops[shipper]) for shipper in sorted(space)}


def cost(carried: Iterable[Carried], rates: Rates) -> Decimal:
    """Return what the trip costs with all this on it, in yuan."""
    found = list(loads(carried).values())
    cents = sharing.cost_of_trip(found, rates.tariff())(frozenset(range(len(found))))
    return Decimal(cents) / CENTS


def shares(
    carried: Iterable[Carried], rates: Rates, *, seed: int
) -> tuple[Shared, Mapping[int, int]]:
    """Return who pays what of a trip, and each shipper's place in it."""
    found = loads(carried)
    shared = sharing.shapley(
        len(found), sharing.cost_of_trip(list(found.values()), rates.tariff()), seed=seed
    )
    return shared, {shipper: place for place, shipper in enumerate(found)}
