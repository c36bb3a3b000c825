"""Values on a day: one query for each base of rows, one for all that is reported."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet
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
    """Return all figures on a day, by code: a query for each base of rows, one for reports."""
    on = on or workspace.today()
    wanted = list(registry.FIGURES.values()) if only is None else only
    found = {
        **_computed(workspace, on, [each for each in wanted if isinstance(each, Figure)]),
        **_reported(workspace, on, [each for each in wanted if isinstance(each, ReportedFigure)]),
    }
    return {figure.code: found[figure.code] for figure in wanted}


def _computed(
    workspace: Workspace, on: datetime.date, wanted: Iterable[Figure]
) -> dict[str, Value]:
    by_rows: dict[Any, list[Figure]] = defaultdict(list)
    kept = [figure for figure in wanted if figure.kept]
    for figure in wanted:
        if not figure.kept:
            by_rows[figure.rows].append(figure)
    return {figure.code: _kept(workspace, on, figure) for figure in kept} | {
        value.code: value
        for rows, figures in by_rows.items()
        for value in _of_one_base(workspace, on, rows(workspace, on), figures)
    }


def _kept(workspace: Workspace, on: datetime.date, figure: Figure) -> Value:
    """Return a figure from what the database keeps of it."""
    refuse_repeated_rows(figure, figure.rows(workspace, on))
    found = figure.kept(workspace, on)  # type: ignore[misc]  # asked for by `_computed`
    unit = unit_in(workspace, figure.unit)
    return Value(
        figure=figure,
        value=from_stored(found.value, unit),
        unit=unit,
        period=figure.period(on),
        rows=found.rows,
        missing=0,
        as_of=on,
    )


def _of_one_base(
    workspace: Workspace, on: datetime.date, base: QuerySet[Any], figures: list[Figure]
) -> Iterable[Value]:
    aggregates: dict[str, Any] = {}
    for at, figure in enumerate(figures):
        refuse_repeated_rows(figure, base)
        rows = figure.where or Q()
        aggregates[f"rows_{at}"] = Count("pk", filter=rows or None)
        for place, part in enumerate(parts(figure.measure)):
            aggregates[f"value_{at}_{place}"] = part.aggregate(rows)
            if missing := part.missing(rows):
                aggregates[f"missing_{at}_{place}"] = missing
    found = base.order_by().aggregate(**aggregates)
    for at, figure in enumerate(figures):
        places = range(len(parts(figure.measure)))
        stored = combine(
            figure.measure, [Decimal(found[f"value_{at}_{place}"] or 0) for place in places]
        )
        unit = unit_in(workspace, figure.unit)
        yield Value(
            figure=figure,
            value=None if stored is None else from_stored(stored, unit),
            unit=unit,
            period=figure.period(on),
            rows=found[f"rows_{at}"],
            missing=max(found.get(f"missing_{at}_{place}", 0) for place in places),
            as_of=on,
        )


def parts_by_division(
    workspace: Workspace, figure: Figure, on: datetime.date
) -> dict[int, tuple[Decimal, ...]]:
    """Return division → what each part of the figure's measure is there on a day; one query.

    As stored: amounts in the currency's unit. A division without rows is absent.
    """
    base = figure.rows(workspace, on)
    refuse_repeated_rows(figure, base)
    aggregates = {
        f"value_{place}": part.aggregate(figure.where or Q())
        for place, part in enumerate(parts(figure.measure))
    }
    grouped = base.order_by().values(of=F(figure.division)).annotate(**aggregates)
    return {
        row["of"]: tuple(Decimal(row[name] or 0) for name in aggregates)
        for row in grouped.filter(of__isnull=False)
    }


def refuse_repeated_rows(figure: Figure, base: QuerySet[Any]) -> None:
    """Look once whether each row stands for itself.

    Raises:
        RowsRepeat: it does not.
    """
    if _WHOLE.get(figure.code) is figure:
        return
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
