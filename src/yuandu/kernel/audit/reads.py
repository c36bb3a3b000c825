"""Reads that pages make at every visit, with their SQL worked out once in a process.

Django writes the SQL of a queryset anew each time, and sends it in a way that has the server
plan it anew: twenty times as long as the answer itself takes. What is read is as fresh as
before; only the writing is spared.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, LiteralString, cast

from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from yuandu.kernel.audit import statements

type Value = int | str | datetime.date


class Read:
    """A queryset with open places for values, for reads that each visit makes.

    Args:
        rows: Gives a queryset of `values_list` for values by keyword; they are compared as
            they stand, so what it asks does not depend on them. Called once, with values that
            occur nowhere else.
        kinds: What each value is.
    """

    def __init__(
        self, rows: Callable[..., QuerySet[Any, tuple[Any, ...]]], **kinds: type[Value]
    ) -> None:
        self._rows = rows
        self._kinds = kinds

    def __call__(self, **values: Value) -> list[tuple[Any, ...]]:
        """Return the rows for these values.

        Raises:
            django.db.Error: the database refuses.
        """
        written = self._written
        rows = run(
            written.statement,
            [values[name] if name else fixed for name, fixed in written.places],
        )
        if written.converters:
            return [
                tuple(row) for row in written.compiler.apply_converters(rows, written.converters)
            ]
        return rows

    @cached_property
    def _written(self) -> "_Written":
        marks = {
            _mark(number, kind): name for number, (name, kind) in enumerate(self._kinds.items())
        }
        compiler = self._rows(**{name: mark for mark, name in marks.items()}).query.get_compiler(
            "default"
        )
        sql, given = compiler.as_sql()
        places = [(_name(marks, value), value) for value in given]
        if missing := set(self._kinds) - {name for name, _ in places}:
            raise TypeError(f"{', '.join(sorted(missing))} does not stand in {sql}")
        converters = compiler.get_converters([column for column, _, _ in compiler.select])
        return _Written(cast(LiteralString, sql), places, compiler, converters)


@dataclass(frozen=True, slots=True)
class _Written:
    """SQL; of each of its places the name of a value or a fixed one; what rows go through."""

    statement: LiteralString
    places: list[tuple[str, Any]]
    compiler: SQLCompiler
    converters: dict[int, Any]


def columns_of(model: type[Model]) -> list[str]:
    """Return the names by which `values_list` gives whole rows of a model."""
    return [field.attname for field in model._meta.concrete_fields]


def instance[M: Model](model: type[M], row: Sequence[Any]) -> M:
    """Return a whole row as an instance."""
    return model.from_db("default", columns_of(model), row)


def run(statement: LiteralString, values: statements.Values) -> list[tuple[Any, ...]]:
    """Run a statement that reads, and let whoever counts queries count it."""
    connection = connections["default"]
    if not (connection.queries_logged or connection.execute_wrappers):
        return statements.run(statement, values)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def _mark(number: int, kind: type[Value]) -> Value:
    """Return a value that no queryset has of itself."""
    if kind is int:
        return 0x7A11_0000 + number
    if kind is str:
        return f"\N{BLACK FLAG}{number}"
    return datetime.date(1, 1, 1 + number)


def _name(marks: dict[Value, str], value: Any) -> str:
    return marks.get(value, "") if isinstance(value, (int, str, datetime.date)) else ""
