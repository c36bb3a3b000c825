"""What goes from where to where, as ribbons between two columns of places: measures of a picture.

Heights are in proportion to what they stand for. Places stand in the order of what they have, the
largest first, and ribbons in the order of the places at their other ends, so that few cross.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 720.0, 360.0
EDGE, BAR = 200.0, 10.0  # from either edge to its bars, where names stand; a bar's width
GAP = 10.0
BESIDE = 8.0  # between a bar and its name
LEAST = 1.0  # height of what is next to nothing, so that it is seen
MOST = 12  # places in a column; the smallest beyond are put together


@dataclass(frozen=True, slots=True)
class Flow:
    """What goes from a place to another; their names, and an amount above nothing."""

    begin: str
    end: str
    amount: float


@dataclass(frozen=True, slots=True)
class Place:
    """A bar: its name and amount, where its top is, how high it is, and its name's middle."""

    title: str
    amount: float
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A flow, and its outline as the path of an SVG."""

    flow: Flow
    path: str


@dataclass(frozen=True, slots=True)
class Picture:
    """All of it; `height` is what the taller column needs."""

    begins: tuple[Place, ...]
    ends: tuple[Place, ...]
    ribbons: tuple[Ribbon, ...]
    height: float
    width: float = WIDTH
    edge: float = EDGE
    bar: float = BAR

    @property
    def far_edge(self) -> float:
        return self.width - self.edge

    @property
    def far_bar(self) -> float:
        return self.far_edge - self.bar

    @property
    def names_end(self) -> float:
        return self.edge - BESIDE

    @property
    def names_begin(self) -> float:
        return self.far_edge + BESIDE


def picture(flows: Iterable[Flow], others: str) -> Picture | None:
    """Return the picture of flows; `None` of none.

    Args:
        others: What to call the smallest places of a column that has too many, put together.
    """
    given = _gathered(list(flows), others)
    if not given:
        return None
    whole = sum(flow.amount for flow in given)
    begins, begin_height = _column([(flow.begin, flow.amount) for flow in given], whole, others)
    ends, end_height = _column([(flow.end, flow.amount) for flow in given], whole, others)
    ribbons = _ribbons(given, begins, ends)
    return Picture(begins, ends, ribbons, max(begin_height, end_height))


def _gathered(flows: Sequence[Flow], others: str) -> list[Flow]:
    kept = [_largest([(getattr(flow, side), flow.amount) for flow in flows]) for side in _SIDES]
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for flow in flows:
        begin = flow.begin if flow.begin in kept[0] else others
        sums[begin, flow.end if flow.end in kept[1] else others] += flow.amount
    return [Flow(begin, end, amount) for (begin, end), amount in sums.items() if amount > 0]


_SIDES = ("begin", "end")


def _largest(parts: Sequence[tuple[str, float]]) -> set[str]:
    sums = _sums(parts)
    few = sums if len(sums) <= MOST else sums[: MOST - 1]
    return {title for title, _ in few}


def _sums(parts: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    sums: dict[str, float] = defaultdict(float)
    for title, amount in parts:
        sums[title] += amount
    return sorted(sums.items(), key=lambda each: (-each[1], each[0]))


def _column(
    parts: Sequence[tuple[str, float]], whole: float, others: str
) -> tuple[tuple[Place, ...], float]:
    """Return a column's bars from the top down, others last, and how high they are together."""
    sums = sorted(_sums(parts), key=lambda each: each[0] == others)
    places, top = [], 0.0
    for title, amount in sums:
        height = max(amount / whole * HEIGHT, LEAST)
        places.append(Place(title, amount, round(top, 1), round(height, 1)))
        # Small bars stand apart as far as their names are high.
        top += max(height + GAP, 20.0)
    return tuple(places), round(top - GAP, 1)


def _ribbons(
    flows: Sequence[Flow], begins: Sequence[Place], ends: Sequence[Place]
) -> tuple[Ribbon, ...]:
    left = {place.title: (at, place) for at, place in enumerate(begins)}
    right = {place.title: (at, place) for at, place in enumerate(ends)}
    used = {"begin": defaultdict[str, float](float), "end": defaultdict[str, float](float)}
    made = []
    for flow in sorted(flows, key=lambda each: (left[each.begin][0], right[each.end][0])):
        begin, end = left[flow.begin][1], right[flow.end][1]
        tops, heights = [], []
        for side, place in (("begin", begin), ("end", end)):
            height = place.height * flow.amount / place.amount
            tops.append(place.top + used[side][place.title])
            heights.append(height)
            used[side][place.title] += height
        made.append(Ribbon(flow, _path(tops, heights)))
    return tuple(made)


def _path(tops: Sequence[float], heights: Sequence[float]) -> str:
    near, far, half = EDGE + BAR, WIDTH - EDGE - BAR, WIDTH / 2
    (a, b), (c, d) = tops, (tops[0] + heights[0], tops[1] + heights[1])
    return (
        f"M{near:g} {a:.1f}C{half:g} {a:.1f} {half:g} {b:.1f} {far:g} {b:.1f}"
        f"V{d:.1f}C{half:g} {d:.1f} {half:g} {c:.1f} {near:g} {c:.1f}Z"
    )
