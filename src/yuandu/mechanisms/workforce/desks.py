"""What waits on the workbench of a company: rooms register theirs, as sets to be counted.

    desks.register(waiting_sets)

A function takes the actor and returns, for what concerns it, `Waiting` lines. The desk counts
all of them in one query and shows those with something in them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from yuandu.kernel.accounts.actors import Actor


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line of the desk: its name, where it leads, and what is counted."""

    title: Any
    url: str
    rows: QuerySet[Any]


SETS: list[Callable[[Actor], Sequence[Waiting]]] = []


def register(sets: Callable[[Actor], Sequence[Waiting]]) -> None:
    SETS.append(sets)


def waiting(actor: Actor) -> list[Waiting]:
    """Return every line that concerns the actor, uncounted."""
    return [line for sets in SETS for line in sets(actor)]
