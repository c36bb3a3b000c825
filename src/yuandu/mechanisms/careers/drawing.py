"""The ladders as a drawing: one column each, equal rungs on one row, doors between them. Pure."""

import itertools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

COLUMN, ROW = 116, 46  # of the drawing; a telephone is three columns wide
BOX_WIDTH, BOX_HEIGHT = 100, 30
MARGIN, HEAD = 8, 26


@dataclass(frozen=True, slots=True)
class Box:
    """A rung; its upper left corner."""

    key: int
    title: str
    x: int
    y: int
    is_here: bool
    is_open: bool  # one may apply for it

    @property
    def middle(self) -> int:
        return self.y + BOX_HEIGHT // 2

    @property
    def centre(self) -> int:
        return self.x + BOX_WIDTH // 2

    @property
    def right(self) -> int:
        return self.x + BOX_WIDTH


@dataclass(frozen=True, slots=True)
class Line:
    """A way between two rungs."""

    x1: int
    y1: int
    x2: int
    y2: int
    kind: str  # up, equal, door


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    heads: tuple[tuple[int, str], ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    box_width: int = BOX_WIDTH
    box_height: int = BOX_HEIGHT


def draw(
    ladders: Sequence[tuple[str, Sequence[tuple[int, str]]]],
    rows: Mapping[int, int],
    *,
    equal: Collection[tuple[int, int]],
    doors: Collection[tuple[int, int]],
    here: Collection[int] = (),
    open_to: Collection[int] = (),
) -> Drawing:
    """Return the drawing.

    Args:
        ladders: each with its title, and its rungs from below with theirs.
        rows: the row of each rung, from 0 below.
        doors: from which rung to which.
        here: where somebody stands; `open_to`: what they may apply for.
    """
    top = max(rows.values(), default=0)
    boxes = {
        key: Box(
            key,
            title,
            MARGIN + at * COLUMN,
            HEAD + (top - rows[key]) * ROW,
            key in here,
            key in open_to,
        )
        for at, (_title, rungs) in enumerate(ladders)
        for key, title in rungs
    }
    lines = [
        Line(boxes[low].centre, boxes[low].y, boxes[up].centre, boxes[up].y + BOX_HEIGHT, "up")
        for _title, rungs in ladders
        for (low, _low), (up, _up) in itertools.pairwise(rungs)
    ]
    lines += [_beside(boxes[one], boxes[other], "equal") for one, other in equal]
    lines += [_beside(boxes[one], boxes[other], "door") for one, other in doors]
    heads = tuple(
        (MARGIN + at * COLUMN + BOX_WIDTH // 2, title) for at, (title, _rungs) in enumerate(ladders)
    )
    return Drawing(
        2 * MARGIN + len(ladders) * COLUMN - (COLUMN - BOX_WIDTH),
        HEAD + top * ROW + BOX_HEIGHT + MARGIN,
        heads,
        tuple(boxes.values()),
        tuple(lines),
    )


def _beside(one: Box, other: Box, kind: str) -> Line:
    # A door is drawn a little lower than the sign of equality between the same two.
    by = 7 if kind == "door" else -5
    if one.x < other.x:
        return Line(one.right, one.middle + by, other.x, other.middle + by, kind)
    return Line(one.x, one.middle + by, other.right, other.middle + by, kind)
