"""Values by participant: one query for all monthly measures, one for each base of figures.

Several periods, a month and the one before it, cost no more queries than one.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, LiteralString

from django.db.models import F, Value

from yuandu.kernel.audit import statements
from yuandu.kernel.indicators.boards.measures import FigureMeasure, MonthlyMeasure, get
from yuandu.kernel.indicators.figures.computing import Grouping, grouping, refuse_repeated_rows
from yuandu.kernel.indicators.figures.measures import Measure, Ratio, combine, parts
from yuandu.kernel.indicators.rules.periods import Period
from yuandu.kernel.workspaces.models import Workspace

type ByKey = dict[int, Decimal]

# By hand, since a page with a board on it waits for this: to build it took longer than to run.
_TOTALS: LiteralString = """
SELECT asked.at, measure, division_id, sum(total), sum(count)
  FROM unnest(%s::integer[], %s::text[], %s::text[]) AS asked (at, code, month)
  JOIN indicators_monthlytotal ON measure = asked.code AND period = asked.month
 WHERE workspace_id = %s
 GROUP BY asked.at, measure, division_id
"""

# The newest value up to a month stays true until there is another: residents, area.
_LATEST: LiteralString = """
SELECT DISTINCT ON (measure, division_id) measure, division_id, total, count
  FROM indicators_monthlytotal
 WHERE workspace_id = %s AND measure = ANY(%s) AND period <= %s
 ORDER BY measure, division_id, period DESC
"""


def values_of(
    workspace: Workspace,
    codes: Iterable[str],
    periods: Sequence[Period],
    *,
    over: str,
    participants: Collection[int],
    today: datetime.date,
) -> list[dict[str, ByKey]]:
    """Return for each period measure → participant's key → value, as stored.

    That is in currency units and fractions. A division without values is absent from a monthly
    measure: unknown, not nothing. A figure counts nothing where it has no rows, except for a
    share, which is unknown.

    Args:
        workspace: whose.
        codes: of the measures.
        periods: over which; figures are read on the last day of each.
        over: whether keys are those of divisions or of organisations.
        participants: who takes part.
        today: a period that has not ended is read as of this day.
    """
    measures = [get(code) for code in codes]
    monthly = _monthly(
        workspace, [each for each in measures if isinstance(each, MonthlyMeasure)], periods
    )
    figures = _figures(
        workspace,
        [each for each in measures if isinstance(each, FigureMeasure)],
        [min(period.end, today) for period in periods],
        over,
        participants,
    )
    return [one | other for one, other in zip(monthly, figures, strict=True)]


def months(measure: MonthlyMeasure, period: Period) -> list[str]:
    """Return the months a measure counts for a period; none: the newest month up to it."""
    if measure.aggregate == "latest":
        return []
    if not measure.to_date:
        return period.months()
    return [
        month
        for month in Period.parse(f"{period.end.year:04}").months()
        if month <= f"{period.end:%Y-%m}"
    ]


def _monthly(
    workspace: Workspace, measures: list[MonthlyMeasure], periods: Sequence[Period]
) -> list[dict[str, ByKey]]:
    found: list[dict[str, ByKey]] = [{each.code: {} for each in measures} for _ in periods]
    aggregates = {measure.code: measure.aggregate for measure in measures}
    asked = [
        (at, measure.code, month)
        for at, period in enumerate(periods)
        for measure in measures
        for month in months(measure, period)
    ]
    rows = (
        statements.run(_TOTALS, [*map(list, zip(*asked, strict=True)), workspace.pk])
        if asked
        else []
    )
    newest = [each.code for each in measures if each.aggregate == "latest"]
    for at, period in enumerate(periods if newest else ()):
        until = f"{period.end:%Y-%m}"
        rows += [(at, *row) for row in statements.run(_LATEST, [workspace.pk, newest, until])]
    for at, code, division, total, count in rows:
        found[at][code][division] = {
            "sum": total,
            "latest": total,
            "count": Decimal(count),
            "mean": total / count,
        }[aggregates[code]]
    return found


def _figures(
    workspace: Workspace,
    measures: list[FigureMeasure],
    days: Sequence[datetime.date],
    over: str,
    participants: Collection[int],
) -> list[dict[str, ByKey]]:
    """Read figures that share rows and path in one grouped query each, whatever the days."""
    bases: dict[Any, list[tuple[FigureMeasure, Grouping]]] = defaultdict(list)
    for measure in measures:
        for on in days:
            refuse_repeated_rows(workspace, on, measure.declared)
        read = grouping(measure.declared, measure.path(over))
        bases[read.rows, read.path].append((measure, read))
    found: list[dict[str, ByKey]] = [{} for _ in days]
    for (rows, path), sharing in bases.items():
        aggregates = {
            f"value_{at}_{place}": value
            for at, (_measure, read) in enumerate(sharing)
            for place, value in enumerate(read.values)
        }
        one, *others = (
            rows(workspace, on)
            .order_by()
            .values(of=F(path))
            .annotate(**aggregates, day=Value(number))
            .filter(of__isnull=False)
            for number, on in enumerate(days)
        )
        grouped = list(one.union(*others, all=True).order_by() if others else one)
        for at, (measure, _read) in enumerate(sharing):
            figure = measure.declared.measure
            for number, values in enumerate(found):
                nothing = (
                    {} if isinstance(figure, Ratio) else dict.fromkeys(participants, Decimal(0))
                )
                those = (row for row in grouped if row["day"] == number)
                values[measure.code] = nothing | _combined(figure, at, those)
    return found


def _combined(figure: Measure, at: int, grouped: Iterable[Mapping[str, Any]]) -> ByKey:
    combined: ByKey = {}
    for row in grouped:
        places = range(len(parts(figure)))
        value = combine(figure, [Decimal(row[f"value_{at}_{place}"] or 0) for place in places])
        if value is not None:
            combined[row["of"]] = value
    return combined
