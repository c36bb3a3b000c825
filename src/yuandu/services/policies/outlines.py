"""Joined conditions as an outline, a line each: how deep it stands, and what it says.

    1  all
    2  revenue
    2  any
    3  rank
    3  share

is `{all: [revenue, {any: [rank, share]}]}`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

GROUPS = ("all", "any", "of", "no")
DEEPEST = 8  # deeper nobody follows


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an outline.

    Attributes:
        depth: From 1; what stands one deeper below a group belongs to it.
        what: One of `GROUPS`, or the id of a criterion.
        least: Of `of`, how many have to hold.
    """

    depth: int
    what: str
    least: int | None = None


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong with a line: its place from 0, and a code that pages say in words."""

    line: int
    code: str


class NoOutline(Exception):
    """Lines do not make one requirement."""

    def __init__(self, slips: Sequence[Slip]) -> None:
        super().__init__(", ".join(f"{one.line}: {one.code}" for one in slips))
        self.slips = tuple(slips)


def lines_of(requirement: Any, depth: int = 1) -> Iterator[Line]:
    """Yield the lines of a requirement, as a book's values have it."""
    if requirement is None:
        return
    if isinstance(requirement, str):
        yield Line(depth, requirement)
        return
    form = next(key for key in GROUPS if requirement.get(key) is not None)
    yield Line(depth, form, requirement.get("at_least"))
    members = requirement[form]
    for one in [members] if form == "no" else members:
        yield from lines_of(one, depth + 1)


def requirement_of(lines: Sequence[Line]) -> Any:
    """Return what an outline says; `None` of no lines.

    Raises:
        NoOutline: its lines do not make one requirement; says all that is wrong.
    """
    if slips := list(_slips(lines)):
        raise NoOutline(slips)
    return _read(lines, 0) if lines else None


def _read(lines: Sequence[Line], at: int) -> Any:
    line = lines[at]
    if line.what not in GROUPS:
        return line.what
    members = [_read(lines, below) for below in _members(lines, at)]
    if line.what == "no":
        return {"no": members[0]}
    said: dict[str, Any] = {line.what: members}
    return said | ({"at_least": line.least} if line.what == "of" else {})


def _members(lines: Sequence[Line], at: int) -> list[int]:
    """Return the places of a group's own lines."""
    found = []
    for place in range(at + 1, len(lines)):
        if lines[place].depth <= lines[at].depth:
            break
        if lines[place].depth == lines[at].depth + 1:
            found.append(place)
    return found


def _slips(lines: Sequence[Line]) -> Iterator[Slip]:
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else None
        if before is None:
            if line.depth != 1:
                yield Slip(at, "begins-deep")
        elif line.depth == 1:
            yield Slip(at, "second-top")
        elif line.depth > before.depth + 1:
            yield Slip(at, "skips-a-level")
        elif line.depth == before.depth + 1 and before.what not in GROUPS:
            yield Slip(at, "under-a-condition")
        if line.what in GROUPS:
            yield from _slips_of_group(lines, at)


def _slips_of_group(lines: Sequence[Line], at: int) -> Iterator[Slip]:
    line, number = lines[at], len(_members(lines, at))
    if not number:
        yield Slip(at, "empty-group")
    elif line.what == "no" and number != 1:
        yield Slip(at, "no-takes-one")
    elif line.what == "of" and line.least is None:
        yield Slip(at, "how-many")
    elif line.what == "of" and line.least is not None and not 1 <= line.least <= number:
        yield Slip(at, "more-than-there-are")
