"""Freezing figures: which rows made the value, proved by a hash and counted by hand."""

import datetime
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from yuandu.kernel.indicators.figures.amounts import from_stored, unit_in
from yuandu.kernel.indicators.figures.declarations import AnyFigure, Figure
from yuandu.kernel.indicators.figures.measures import combine, parts
from yuandu.kernel.workspaces.models import Workspace

CHUNK = 5000


@dataclass(frozen=True, slots=True)
class Recount:
    """A figure worked out in Python, row by row.

    Attributes:
        value: In the figure's published unit; `None` for a share of nothing.
        rows: How many rows were read.
        digest: SHA-256 over the keys, ascending, with what each row adds.
    """

    value: Decimal | None
    rows: int
    digest: str


def recount(workspace: Workspace, figure: Figure, on: datetime.date) -> Recount:
    """Read a figure's rows one by one, without the database's aggregates."""
    added: list[list[Any]] = [[] for _ in parts(figure.measure)]
    digest = hashlib.sha256()
    count = 0
    for key, *contributions in contributed(figure, workspace, on).iterator(CHUNK):
        count += 1
        digest.update(f"{key}|{'|'.join(map(_plain, contributions))}\n".encode())
        for values, contribution in zip(added, contributions, strict=True):
            values.append(contribution)
    stored = combine(
        figure.measure,
        [part.recount(values) for part, values in zip(parts(figure.measure), added, strict=True)],
    )
    unit = unit_in(workspace, figure.unit)
    return Recount(None if stored is None else from_stored(stored, unit), count, digest.hexdigest())


def contributed(figure: Figure, workspace: Workspace, on: datetime.date) -> Any:
    """Return the figure's rows as (key, what it adds to each part), by key."""
    shown = {
        f"part_{place}": part.contribution() for place, part in enumerate(parts(figure.measure))
    }
    rows = figure.queryset(workspace, on).annotate(**shown).order_by("pk")
    return rows.values_list("pk", *shown)


def _plain(contribution: Any) -> str:
    if isinstance(contribution, Decimal):
        return f"{contribution.normalize():f}"
    return "" if contribution is None else str(contribution)


def rule_version(figure: AnyFigure) -> str:
    """Return the figure's version with a mark that changes when its measure or unit does."""
    if not isinstance(figure, Figure):
        return "reported"
    rule = f"{figure.code}|{figure.unit}|{figure.measure!r}|{figure.where!r}"
    return f"{figure.version}-{hashlib.sha256(rule.encode()).hexdigest()[:8]}"


@contextmanager
def one_instant() -> Iterator[None]:
    """Open a transaction in which every query sees the database as it was at the first.

    Inside of another transaction it sees what that one sees.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
