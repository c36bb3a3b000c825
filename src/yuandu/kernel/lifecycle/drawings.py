"""A life cycle as a drawing: stages down the left, moves beside them. Pure.

The usual way leads from stage to stage down the left. Every other move has a lane of its
own to the right: a line from its sources to its target. Lanes that do not overlap share a
column, so a drawing is no wider than it has to be.
"""

import unicodedata
from dataclasses import dataclass

from yuandu.kernel.lifecycle.cycles import LifeCycle, Move

# Units of the drawing; a letter of the labels is about twelve of them high.
LETTER = 7.0  # width of a Latin letter; a Chinese one is twice as wide
PADDING = 12.0
BOX_HEIGHT = 36.0
ROW = 92.0  # from one stage to the next
LANE_GAP = 18.0
MARGIN = 8.0


@dataclass(frozen=True, slots=True)
class Box:
    """A stage; its upper left corner."""

    code: str
    title: str
    x: float
    y: float
    width: float
    height: float
    is_final: bool
    is_rest: bool

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    @property
    def centre(self) -> float:
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Way:
    """A move down the left: an arrow between neighbours, with its title."""

    title: str
    x: float
    from_y: float
    to_y: float

    @property
    def label_y(self) -> float:
        return (self.from_y + self.to_y) / 2 + 4


@dataclass(frozen=True, slots=True)
class Lane:
    """A move to the right: ticks where it may begin, an arrow where it ends.

    Attributes:
        to_y: `None` for a move that leads back to where the track was before.
    """

    title: str
    left: float
    x: float
    from_ys: tuple[float, ...]
    to_y: float | None
    label_y: float  # between two stages, where no tick crosses

    @property
    def top(self) -> float:
        return min(self._ys)

    @property
    def bottom(self) -> float:
        return max(self._ys)

    @property
    def _ys(self) -> tuple[float, ...]:
        return (*self.from_ys, *((self.to_y,) if self.to_y is not None else ()))


@dataclass(frozen=True, slots=True)
class Drawing:
    width: float
    height: float
    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]
    lanes: tuple[Lane, ...]


def width_of(text: str) -> float:
    """Return about how wide `text` is drawn."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return (len(text) + wide) * LETTER


def draw(cycle: LifeCycle) -> Drawing:
    """Return the drawing of `cycle`, with titles in the reader's language."""
    boxes = _boxes(cycle)
    place = {box.code: index for index, box in enumerate(boxes)}
    ways, others = [], []
    for move in cycle.moves:
        if source := _neighbour(cycle, place, move):
            ways.append(_way(boxes[place[source]], boxes[place[source] + 1], str(move.title)))
        else:
            others.append(move)
    edges = [boxes[0].x + boxes[0].width]
    edges += [way.x + MARGIN + width_of(way.title) for way in ways]
    lanes, width = _lanes(boxes, place, others, max(edges) + LANE_GAP)
    return Drawing(width, boxes[-1].bottom + MARGIN, boxes, tuple(ways), lanes)


def _boxes(cycle: LifeCycle) -> tuple[Box, ...]:
    width = max(width_of(str(stage.title)) for stage in cycle.stages) + 2 * PADDING
    return tuple(
        Box(
            stage.code,
            str(stage.title),
            MARGIN,
            MARGIN + index * ROW,
            width,
            BOX_HEIGHT,
            stage.is_final,
            stage.code in cycle.resting,
        )
        for index, stage in enumerate(cycle.stages)
    )


def _neighbour(cycle: LifeCycle, place: dict[str, int], move: Move) -> str | None:
    """Return the source of a move that only leads to the next stage of the way."""
    if len(move.sources) != 1 or move.target is None:
        return None
    [source] = move.sources
    codes = [stage.code for stage in cycle.way]
    is_next = place[move.target] == place[source] + 1
    return source if is_next and source in codes and move.target in codes else None


def _way(source: Box, target: Box, title: str) -> Way:
    return Way(title, source.centre, source.bottom, target.y)


def _lanes(
    boxes: tuple[Box, ...], place: dict[str, int], moves: list[Move], left: float
) -> tuple[tuple[Lane, ...], float]:
    """Put each move into the first column where it meets no other; return the width too.

    A move touches its stages a little above or below their middles, so that two lanes that
    end at one stage stay apart.
    """
    columns: list[list[tuple[int, int, Move]]] = []
    for move in moves:
        touched = _touched(place, move)
        first, last = touched[0], touched[-1]
        for column in columns:
            if all(last < top or bottom < first for top, bottom, _ in column):
                column.append((first, last, move))
                break
        else:
            columns.append([(first, last, move)])
    lanes, x = [], left
    for number, column in enumerate(columns):
        shift = (number % 5 - 2) * 6.0
        for _, _, move in column:
            lanes.append(_lane(boxes, place, move, x, shift))
        x += max(width_of(str(move.title)) for _, _, move in column) + LANE_GAP
    return tuple(lanes), x + MARGIN


def _lane(
    boxes: tuple[Box, ...], place: dict[str, int], move: Move, x: float, shift: float
) -> Lane:
    def y(code: str) -> float:
        return boxes[place[code]].middle + shift

    edge = boxes[0].x + boxes[0].width
    to_y = y(move.target) if move.target is not None else None
    touched = _touched(place, move)
    label_y = y(move.sources[0]) + 4
    if len(touched) > 1:
        above = boxes[touched[(len(touched) - 1) // 2]]
        label_y = above.bottom + (ROW - BOX_HEIGHT) / 2 + 4
    return Lane(str(move.title), edge, x, tuple(y(code) for code in move.sources), to_y, label_y)


def _touched(place: dict[str, int], move: Move) -> list[int]:
    """Return the rows from the first to the last that a lane passes."""
    rows = [place[code] for code in (*move.sources, *([move.target] if move.target else []))]
    return list(range(min(rows), max(rows) + 1))


def mermaid(cycle: LifeCycle) -> str:
    """Return `cycle` as a Mermaid state diagram, for documents."""
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{_quoted(str(stage.title))}" as {stage.code}' for stage in cycle.stages]
    lines.append(f"    [*] --> {cycle.first.code}")
    for move in cycle.moves:
        title = _quoted(str(move.title)).replace(":", "：")
        for source in move.sources:
            targets = [move.target] if move.target is not None else _origins(cycle, source)
            lines += [f"    {source} --> {target} : {title}" for target in targets]
    lines += [f"    {code} --> [*]" for code in cycle.final]
    return "\n".join(lines) + "\n"


def _origins(cycle: LifeCycle, rest: str) -> list[str]:
    """Return the stages from which a track comes to `rest`, also by way of another rest."""
    rests, fresh, origins = {rest}, {rest}, set()
    while fresh:
        sources = {
            source for move in cycle.moves if move.target in fresh for source in move.sources
        }
        origins |= sources - cycle.resting
        fresh = (sources & cycle.resting) - rests
        rests |= fresh
    return [stage.code for stage in cycle.stages if stage.code in origins]


def _quoted(text: str) -> str:
    return text.replace('"', "'").replace("\n", " ")
