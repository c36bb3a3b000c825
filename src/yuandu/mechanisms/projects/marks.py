"""What rooms above put on a project's time line: red lights, visits.

They register a source, which reads the days of many projects in one query.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from yuandu.kernel.accounts.actors import Actor


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened to a project on a day."""

    project_id: int
    on: datetime.date
    words: str
    url: str = ""


type Read = Callable[[Actor, Sequence[int], datetime.date, datetime.date], list[Mark]]


@dataclass(frozen=True, slots=True)
class Source:
    """Where marks of one kind come from.

    Attributes:
        kind: Which sign they have: `light` or `visit`.
        title: What they are called.
        read: Marks of projects between two days, as far as the actor reads them, by day.
    """

    kind: str
    title: object
    read: Read


_registered: dict[str, Source] = {}


def register(kind: str, title: object, read: Read) -> None:
    """Show marks of a kind on time lines, once the room above gets ready."""
    _registered[kind] = Source(kind, title, read)


def sources() -> tuple[Source, ...]:
    """Return the sources, always in the same order."""
    return tuple(_registered[kind] for kind in sorted(_registered))


def of(
    actor: Actor, keys: Sequence[int], first: datetime.date, last: datetime.date
) -> Mapping[str, dict[int, list[Mark]]]:
    """Return kind → project → marks between two days, the earliest first; a query a source."""
    found: dict[str, dict[int, list[Mark]]] = {}
    for source in sources():
        by_project: dict[int, list[Mark]] = {}
        for mark in source.read(actor, keys, first, last):
            by_project.setdefault(mark.project_id, []).append(mark)
        found[source.kind] = by_project
    return found
