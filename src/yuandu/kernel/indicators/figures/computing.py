"""Values on a day: one query for all that is computed, one for all that is reported."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import is_not, or_
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import F, Q, QuerySet
from django.db.models.sql import Query
from django.db.models.sql.datastructures import Join

from yuandu.kernel.indicators.figures import registry
from yuandu.kernel.indicators.figures.amounts import between, from_stored, unit_in
from yuandu.kernel.indicators.figures.declarations import AnyFigure, Figure, ReportedFigure
from yuandu.kernel.indicators.figures.measures import combine, parts
from yuandu.kernel.indicators.figures.values import Value
from yuandu.kernel.indicators.models import Reported
from yuandu.kernel.indicators.rules.periods import Period
from yuandu.kernel.workspaces.models import Workspace

_WHOLE: dict[str, Figure] = {}  # figures whose rows were seen to stand for themselves once


MOST_STATEMENTS = 64


@dataclass(frozen=True, slots=True)
class _Statement:
    """What figures are computed with on a day: written once, as that takes longer than it runs."""

    figures: tuple[Figure, ...]
    sql: str
    params: tuple[Any, ...]


# By workspace, day and codes, on which alone a figure's rows depend.
_STATEMENTS: dict[tuple[int, datetime.date, tuple[str, ...]], _Statement] = {}


class RowsRepeat(ValueError):
    """A figure's rows, condition or measure reach over a to-many relation.

    A row would stand there several times and be counted so. Use `Exists` or an annotation
    by subquery instead.
    """


def value(workspace: Workspace, code: str, on: datetime.date | None = None) -> Value:
    """Return one figure on a day, by default today.

    Raises:
        registry.UnknownFigure: no app declares it.
    """
    return values(workspace, on, only=[registry.get(code)])[code]


def values(
    workspace: Workspace,
    on: datetime.date | None = None,
    *,
    only: Collection[AnyFigure] | None = None,
) -> dict[str, Value]:
    """Return all figures on a day, by code: a query for what is computed, one for reports."""
    on = on or workspace.today()
    wanted = registry.of_kind(workspace.kind) if only is None else only
    found = {
        **_computed(workspace, on, [each for each in wanted if isinstance(each, Figure)]),
        **_reported(workspace, on, [each for each in wanted if isinstance(each, ReportedFigure)]),
    }
    return {figure.code: found[figure.code] for figure in wanted}


class _Numbers(models.Func):
    """`ARRAY[…]` of numbers, so that aggregates over different rows have one form."""

    function = "ARRAY"
    template = "%(function)s[%(expressions)s::numeric]"
    arg_joiner = "::numeric, "
    output_field = ArrayField(models.DecimalField())


def _computed(
    workspace: Workspace, on: datetime.date, wanted: Iterable[Figure]
) -> dict[str, Value]:
    """Return the values of computed figures: one query, with a line for each base of rows."""
    by_rows: dict[Any, list[Figure]] = defaultdict(list)
    for figure in wanted:
        refuse_repeated_rows(workspace, on, figure)
        by_rows[figure.kept.cells if figure.kept else figure.rows].append(figure)
    found = _numbers(workspace, on, by_rows) if by_rows else {}
    return {
        value.code: value
        for at, sharing in enumerate(by_rows.values())
        # Without rows there is no line.
        for value in _values(workspace, on, sharing, iter(found.get(at, ())))
    }


def _numbers(
    workspace: Workspace, on: datetime.date, by_rows: Mapping[Any, list[Figure]]
) -> dict[int, list[Decimal | None]]:
    """Return the lines, by their place."""
    figures = tuple(figure for sharing in by_rows.values() for figure in sharing)
    key = workspace.pk, on, tuple(figure.code for figure in figures)
    statement = _STATEMENTS.get(key)
    if statement is None or any(map(is_not, statement.figures, figures)):
        lines = [
            _line(at, rows(workspace, on), sharing)
            for at, (rows, sharing) in enumerate(by_rows.items())
        ]
        union = lines[0].union(*lines[1:], all=True).order_by() if lines[1:] else lines[0]
        try:
            statement = _Statement(figures, *union.query.sql_with_params())
        except EmptyResultSet:  # no line can have rows
            return {}
        if len(_STATEMENTS) >= MOST_STATEMENTS:
            _STATEMENTS.clear()
        _STATEMENTS[key] = statement
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.params)
        return dict(cursor.fetchall())


def _line(at: int, rows: QuerySet[Any], sharing: Iterable[Figure]) -> QuerySet[Any]:
    """Return one line: its place, and the numbers of the figures that share these rows."""
    wheres = [figure.where for figure in sharing]
    if all(wheres):  # none of them looks at all rows, so that the others need not be read
        rows = rows.filter(reduce(or_, wheres))
    numbers = _Numbers(*(each for figure in sharing for each in _aggregates(figure)))
    place = models.Value(at, output_field=models.IntegerField())
    return (
        rows.order_by()
        .values(line_at=place)
        .annotate(numbers=numbers)
        .values_list("line_at", "numbers")
    )


def _aggregates(figure: Figure) -> Iterator[Any]:
    """Yield how many rows a figure has, and of how many parties where it says whose they are.

    Then, of each part, its value and how many rows lack one.
    """
    where, kept = figure.where or Q(), figure.kept
    if kept:
        yield models.Sum(kept.rows, filter=where or None)
        yield models.Sum(kept.value, filter=where or None)
        yield models.Value(0)
        return
    yield models.Count("pk", filter=where or None)
    if figure.whose:
        yield models.Count(figure.whose, filter=where or None, distinct=True)
    for part in parts(figure.measure):
        yield part.aggregate(where)
        yield part.missing(where) or models.Value(0)


def _values(
    workspace: Workspace,
    on: datetime.date,
    figures: Iterable[Figure],
    numbers: Iterator[Decimal | None],
) -> Iterator[Value]:
    """Yield the values of figures that share a line of numbers, in the order of `_aggregates`."""
    for figure in figures:
        rows = int(next(numbers, None) or 0)
        parties = int(next(numbers, None) or 0) if figure.whose else rows
        values, missing = [], 0
        for _part in parts(figure.measure):
            values.append(next(numbers, None) or Decimal(0))
            missing = max(missing, int(next(numbers, None) or 0))
        stored, unit = combine(figure.measure, values), unit_in(workspace, figure.unit)
        yield Value(
            figure=figure,
            value=None if stored is None else from_stored(stored, unit),
            unit=unit,
            period=figure.period(on),
            rows=rows,
            parties=parties,
            missing=missing,
            as_of=on,
        )


@dataclass(frozen=True, slots=True)
class Grouping:
    """Where a figure is read place by place: rows, their path to the place, a value a part."""

    rows: Callable[[Workspace, datetime.date], QuerySet[Any]]
    path: str
    values: tuple[models.Aggregate, ...]


def grouping(figure: Figure, path: str = "") -> Grouping:
    """Return how a figure is read by what a path leads to, by default by division.

    Divisions are known to what the database keeps of it, too.
    """
    where, kept = figure.where or Q(), figure.kept
    if kept and kept.division and path in {"", figure.division}:
        return Grouping(kept.cells, kept.division, (models.Sum(kept.value, filter=where or None),))
    values = tuple(part.aggregate(where) for part in parts(figure.measure))
    return Grouping(figure.rows, path or figure.division, values)


def parts_by_division(
    workspace: Workspace, figure: Figure, on: datetime.date
) -> dict[int, tuple[Decimal, ...]]:
    """Return division → what each part of the figure's measure is there on a day; one query.

    As stored: amounts in the currency's unit. A division without rows is absent.
    """
    refuse_repeated_rows(workspace, on, figure)
    read = grouping(figure)
    aggregates = {f"value_{place}": value for place, value in enumerate(read.values)}
    rows = read.rows(workspace, on).order_by()
    grouped = rows.values(of=F(read.path)).annotate(**aggregates)
    return {
        row["of"]: tuple(Decimal(row[name] or 0) for name in aggregates)
        for row in grouped.filter(of__isnull=False)
    }


def refuse_repeated_rows(workspace: Workspace, on: datetime.date, figure: Figure) -> None:
    """Look once whether each row stands for itself.

    Raises:
        RowsRepeat: it does not.
    """
    if _WHOLE.get(figure.code) is figure:
        return
    base = figure.rows(workspace, on)
    rows = base.filter(figure.where) if figure.where else base
    shown = {
        f"part_{place}": part.contribution() for place, part in enumerate(parts(figure.measure))
    }
    if reaches_many(rows.annotate(**shown).query):
        raise RowsRepeat(figure.code)
    _WHOLE[figure.code] = figure


def reaches_many(query: Query) -> bool:
    """Whether a query joins over a to-many relation, so that its rows can repeat."""
    if query.distinct:
        return False
    fields: list[Any] = [
        join.join_field
        for alias, join in query.alias_map.items()
        if isinstance(join, Join) and query.alias_refcount[alias]
    ]
    return any(field.one_to_many or field.many_to_many for field in fields)


def _reported(
    workspace: Workspace, on: datetime.date, wanted: list[ReportedFigure]
) -> dict[str, Value]:
    newest = {
        row.code: row for row in newest_reports(workspace, on, [each.code for each in wanted])
    }
    return {
        figure.code: _of_report(workspace, on, figure, newest.get(figure.code)) for figure in wanted
    }


def newest_reports(
    workspace: Workspace, on: datetime.date, codes: Collection[str]
) -> QuerySet[Reported]:
    """Return, for each figure, the newest report of the latest period that has one."""
    if not codes:
        return Reported.objects.none()
    return (
        Reported.objects.filter(workspace=workspace, code__in=codes, reported_on__lte=on)
        .order_by("code", "-period_end", "-reported_on", "-id")
        .distinct("code")
    )


def _of_report(
    workspace: Workspace, on: datetime.date, figure: ReportedFigure, row: Reported | None
) -> Value:
    unit = unit_in(workspace, figure.unit)
    if row is None:
        return Value(
            figure=figure, value=None, unit=unit, period=figure.period(on), rows=0, as_of=on
        )
    return Value(
        figure=figure,
        value=between(row.value, row.unit, unit),
        unit=unit,
        period=Period.parse(row.period),
        rows=1,
        as_of=row.reported_on,
        source=row.source,
    )
