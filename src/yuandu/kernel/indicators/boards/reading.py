"""Values by participant: one query for all monthly measures, one for each base of figures."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any, LiteralString

from django.db.models import F

from yuandu.kernel.audit import statements
from yuandu.kernel.indicators.boards.measures import FigureMeasure, MonthlyMeasure, get
from yuandu.kernel.indicators.figures.computing import Grouping, grouping, refuse_repeated_rows
from yuandu.kernel.indicators.figures.measures import Measure, Ratio, combine, parts
from yuandu.kernel.indicators.rules.periods import Period
from yuandu.kernel.workspaces.models import Workspace

type ByKey = dict[int, Decimal]

# By hand, since a page with a board on it waits for this: to build it took longer than to run.
_TOTALS: LiteralString = """
SELECT measure, division_id, sum(total), sum(count)
  FROM indicators_monthlytotal
 WHERE workspace_id = %s AND measure = ANY(%s) AND period = ANY(%s)
 GROUP BY measure, division_id
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
    period: Period,
    *,
    over: str,
    participants: Collection[int],
    today: datetime.date,
) -> dict[str, ByKey]:
    """Return measure → participant's key → value, as stored: currency units, fractions.

    A division without values is absent from a monthly measure: unknown, not nothing. A
    figure counts nothing where it has no rows, except for a share, which is unknown.

    Args:
        workspace: whose.
        codes: of the measures.
        period: over which; figures are read on its last day.
        over: whether keys are those of divisions or of organisations.
        participants: who takes part.
        today: a period that has not ended is read as of this day.
    """
    measures = [get(code) for code in codes]
    return {
        **_monthly(
            workspace, [each for each in measures if isinstance(each, MonthlyMeasure)], period
        ),
        **_figures(
            workspace,
            [each for each in measures if isinstance(each, FigureMeasure)],
            min(period.end, today),
            over,
            participants,
        ),
    }


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
    workspace: Workspace, measures: list[MonthlyMeasure], period: Period
) -> dict[str, ByKey]:
    if not measures:
        return {}
    alike: dict[tuple[str, ...], list[MonthlyMeasure]] = defaultdict(list)
    for measure in measures:
        alike[tuple(months(measure, period))].append(measure)
    rows = (
        row
        for among, those in alike.items()
        for row in (
            statements.run(_TOTALS, [workspace.pk, [each.code for each in those], list(among)])
            if among
            else statements.run(
                _LATEST, [workspace.pk, [each.code for each in those], f"{period.end:%Y-%m}"]
            )
        )
    )
    found: dict[str, ByKey] = {measure.code: {} for measure in measures}
    aggregates = {measure.code: measure.aggregate for measure in measures}
    for code, division, total, count in rows:
        found[code][division] = {
            "sum": total,
            "latest": total,
            "count": Decimal(count),
            "mean": total / count,
        }[aggregates[code]]
    return found


def _figures(
    workspace: Workspace,
    measures: list[FigureMeasure],
    on: datetime.date,
    over: str,
    participants: Collection[int],
) -> dict[str, ByKey]:
    """Read figures that share rows and path in one grouped query each."""
    bases: dict[Any, list[tuple[FigureMeasure, Grouping]]] = defaultdict(list)
    for measure in measures:
        refuse_repeated_rows(workspace, on, measure.declared)
        read = grouping(measure.declared, measure.path(over))
        bases[read.rows, read.path].append((measure, read))
    found: dict[str, ByKey] = {}
    for (rows, path), sharing in bases.items():
        aggregates = {
            f"value_{at}_{place}": value
            for at, (_measure, read) in enumerate(sharing)
            for place, value in enumerate(read.values)
        }
        grouped = list(
            rows(workspace, on)
            .order_by()
            .values(of=F(path))
            .annotate(**aggregates)
            .filter(of__isnull=False)
        )
        for at, (measure, _read) in enumerate(sharing):
            figure = measure.declared.measure
            nothing = {} if isinstance(figure, Ratio) else dict.fromkeys(participants, Decimal(0))
            found[measure.code] = nothing | _combined(figure, at, grouped)
    return found


def _combined(figure: Measure, at: int, grouped: Iterable[Mapping[str, Any]]) -> ByKey:
    combined: ByKey = {}
    for row in grouped:
        places = range(len(parts(figure)))
        value = combine(figure, [Decimal(row[f"value_{at}_{place}"] or 0) for place in places])
        if value is not None:
            combined[row["of"]] = value
    return combined
