"""Projects to watch as a spreadsheet; it only goes out."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.rules.columns import Choice, Column, Kind, Value
from yuandu.mechanisms.projects import wording
from yuandu.mechanisms.projects.models import Standing
from yuandu.mechanisms.projects.queries.watching import Usual
from yuandu.mechanisms.projects.rules.watching import full_months

WATCHED = layouts.going_out(
    code="projects-watched",
    title=_("Projects to watch"),
    columns=(
        Column(code="code", title=_("Project code"), max_length=40),
        Column(code="name", title=_("Name of the project"), max_length=500),
        Column(code="division", title=_("County or zone"), max_length=200),
        Column(code="owner", title=_("Owner"), max_length=200),
        Column(
            code="stage",
            title=_("Stage"),
            kind=Kind.CHOICE,
            choices=tuple(Choice(code=code, title=said) for code, said in wording.STAGES.items()),
        ),
        Column(code="entered_on", title=_("In the stage since"), kind=Kind.DATE),
        Column(code="days", title=_("Days in the stage"), kind=Kind.NUMBER, decimals=0),
        Column(code="usual", title=_("Nine of ten left it within days"), kind=Kind.NUMBER),
        Column(code="works_started_on", title=_("Works started on"), kind=Kind.DATE),
        Column(code="produced_on", title=_("Production began on"), kind=Kind.DATE),
        Column(code="without_tax", title=_("Months without tax"), kind=Kind.NUMBER),
        Column(code="without_statistics", title=_("Months without statistics"), kind=Kind.NUMBER),
    ),
    key=("code", "name"),
    exporters=(),
    export=lambda by: (),
)


def waits(standing: Standing, usual: Usual, today: datetime.date) -> dict[str, Any]:
    """Return how long a project has waited for what; numbers, or nothing."""
    since, project = standing.entered_on, standing.project
    produced = project.produced_on
    months = full_months(produced, today) if produced else None
    return {
        "days": (today - since).days if since else None,
        "usual": usual.days(standing.stage),
        "works_started_on": project.works_started_on,
        "produced_on": produced,
        "without_tax": months if standing.stage == "production_start" else None,
        "without_statistics": months if standing.stage in {"production_start", "tax"} else None,
    }


def lines(
    found: Iterable[Standing], usual: Usual, today: datetime.date
) -> Iterator[Mapping[str, Value]]:
    """Yield projects to watch as rows of the layout."""
    for standing in found:
        project = standing.project
        told = waits(standing, usual, today)
        yield {
            "code": project.code or None,
            "name": project.name,
            "division": project.division.name,
            "owner": project.owner.name if project.owner else None,
            "stage": standing.stage,
            "entered_on": standing.entered_on,
        } | {name: Decimal(v) if isinstance(v, int) else v for name, v in told.items()}
