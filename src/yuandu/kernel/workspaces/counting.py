"""Numbers of many things in one query."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, QuerySet, Sum, Value


@dataclass(frozen=True, slots=True)
class Kept:
    """Rows that keep numbers of others in a field."""

    rows: QuerySet[Any]
    number: str


type Sets = Mapping[str, QuerySet[Any] | Kept]


def counted(sets: Sets) -> dict[str, int]:
    """Return how many rows each of `sets` has, by its name, whatever they are of; one query."""
    if not sets:
        return {}
    first, *others = [_counted(name, rows) for name, rows in sets.items()]
    found = dict(first.union(*others, all=True).order_by() if others else first)
    return {name: found.get(name) or 0 for name in sets}


def _counted(name: str, found: QuerySet[Any] | Kept) -> QuerySet[Any]:
    rows, number = (
        (found.rows, Sum(found.number)) if isinstance(found, Kept) else (found, Count("pk"))
    )
    # By names that no field has.
    of = Value(name, output_field=CharField())
    lines = rows.order_by().values(counted_of=of).annotate(counted_number=number)
    return lines.values_list("counted_of", "counted_number")
