"""Measures in figures: how many are in force."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import Column, Figure, periods
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects.figures import ARTICLE
from yuandu.mechanisms.reforms.models import Measure


def in_force(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the measures that had begun by the day and had not ended."""
    return Measure.objects.filter(workspace=workspace, began_on__lte=on).exclude(ended_on__lte=on)


figures.register(
    Figure(
        code="reforms.measures.count",
        name=_("Measures of reform in force: number"),
        unit="项",
        definition=_(
            "Measures on the city’s list that were put in force by the day and have not ended; "
            "those that are only planned do not count."
        ),
        formula=_("number of measures"),
        period=periods.day,
        rows=in_force,
        columns=(
            Column(_("Measure"), "name", "name_en"),
            Column(_("Office in charge"), "office", "office_en"),
            Column(_("In force since"), "began_on"),
        ),
        link="reforms:measure",
        article=ARTICLE,
        keywords=("举措|measures",),
    )
)
