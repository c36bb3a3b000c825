"""Reads, each day, what the claimed figures were at the end of past months, county by county.

Kept, since a page cannot ask for dozens of months; read anew each day, since reports and
visits of past months are still corrected.
"""

import datetime
from collections.abc import Iterator
from decimal import Decimal

from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import Figure, periods
from yuandu.kernel.indicators.figures.measures import Ratio
from yuandu.kernel.indicators.figures.registry import FIGURES
from yuandu.kernel.notices import daily
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.reforms.models import Claim, Reading

MONTHS = 24  # back
BATCH = 2_000


def register() -> None:
    """Put the room's chore on the day's round."""
    daily.register("reforms.read", read)


def figure_with_past(code: str) -> Figure | None:
    """Return the figure, if it can be read for past months, county by county."""
    figure = FIGURES.get(code)
    return figure if isinstance(figure, Figure) and figure.past and figure.division else None


def read(workspace: Workspace) -> int:
    """Read the claimed figures of the months that have ended; return how many readings.

    One query a figure and month, so that this is no page's work.
    """
    claimed = Claim.objects.filter(workspace=workspace).values_list("figure", flat=True)
    places = list(Division.objects.filter(workspace=workspace).values_list("pk", flat=True))
    readings = [
        reading
        for code in sorted(set(claimed))
        if (figure := figure_with_past(code))
        for month in months(workspace.today())
        for reading in _of_month(workspace, figure, month, places)
    ]
    Reading.objects.bulk_create(
        readings,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["workspace", "figure", "period", "division"],
        update_fields=["over", "under", "read_on"],
    )
    return len(readings)


def months(today: datetime.date) -> list[str]:
    """Return the months that had ended by a day, two years of them, in order."""
    period = periods.month(today)
    found: list[str] = []
    for _ in range(MONTHS):
        period = period.before()
        found.append(period.code)
    return found[::-1]


def _of_month(
    workspace: Workspace, figure: Figure, month: str, places: list[int]
) -> Iterator[Reading]:
    ended_on = periods.Period.parse(month).end
    parts = figures.parts_by_division(workspace, figure, ended_on)
    nothing = (Decimal(0),) * (2 if isinstance(figure.measure, Ratio) else 1)
    if not parts:
        return  # before the city kept such records: unknown, not nothing
    for place in places:
        over, *under = parts.get(place, nothing)
        yield Reading(
            workspace=workspace,
            figure=figure.code,
            division_id=place,
            period=month,
            over=over,
            under=under[0] if under else None,
            read_on=workspace.today(),
        )
