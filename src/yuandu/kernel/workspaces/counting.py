"""Numbers of many things in one query."""

from collections.abc import Mapping
from typing import Any

from django.db.models import CharField, Count, QuerySet, Value

type Sets = Mapping[str, QuerySet[Any]]


def counted(sets: Sets) -> dict[str, int]:
    """Return how many rows each of `sets` has, by its name, whatever they are of; one query."""
    if not sets:
        return {}
    first, *others = [
        rows.order_by()
        .values(of=Value(name, output_field=CharField()))
        .annotate(number=Count("pk"))
        .values_list("of", "number")
        for name, rows in sets.items()
    ]
    found = dict(first.union(*others, all=True).order_by() if others else first)
    return {name: found.get(name, 0) for name in sets}
