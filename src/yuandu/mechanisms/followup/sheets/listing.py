"""Lists of followed projects as a spreadsheet; it only goes out."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.rules.columns import Choice, Column, Kind, Value
from yuandu.kernel.workspaces.languages import listed
from yuandu.mechanisms.followup.models import Scale
from yuandu.mechanisms.followup.queries import Row
from yuandu.mechanisms.projects.rules.watching import full_months

FOLLOWED = layouts.going_out(
    code="followed-projects",
    title=_("Follow-up after production"),
    columns=(
        Column(code="code", title=_("Project code"), max_length=40),
        Column(code="name", title=_("Name of the project"), max_length=500),
        Column(code="division", title=_("County or zone"), max_length=200),
        Column(code="owner", title=_("Owner"), max_length=200),
        Column(code="produced_on", title=_("Production began on"), kind=Kind.DATE),
        Column(code="months", title=_("Months since production"), kind=Kind.NUMBER),
        Column(code="missing", title=_("Months owed"), kind=Kind.NUMBER),
        Column(code="owed", title=_("Which months are owed"), max_length=300),
        Column(code="last_paid", title=_("Last month with tax"), max_length=7),
        Column(code="unpaid", title=_("Filed months without tax since"), kind=Kind.NUMBER),
        Column(
            code="scale",
            title=_("Above-scale statistics"),
            kind=Kind.CHOICE,
            choices=tuple(Choice(code=code, title=said) for code, said in Scale.choices),
        ),
    ),
    key=("code", "name"),
    exporters=(),
    export=lambda by: (),
)


def lines(found: Iterable[Row], today: datetime.date) -> Iterator[Mapping[str, Value]]:
    """Yield projects of a list as rows of the layout."""
    for row in found:
        following = row.following
        project = following.project
        yield {
            "code": project.code or None,
            "name": project.name,
            "division": following.division.name,
            "owner": project.owner.name if project.owner else None,
            "produced_on": following.produced_on,
            "months": Decimal(full_months(following.produced_on, today)),
            "missing": Decimal(following.missing),
            "owed": listed(month.period for month in row.owed) or None,
            "last_paid": following.last_paid or None,
            "unpaid": Decimal(following.unpaid) if following.last_paid else None,
            "scale": following.scale or None,
        }
