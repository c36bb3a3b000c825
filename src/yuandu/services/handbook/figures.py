"""The handbook in figures: how many clauses are in force, by part."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import Column, Figure, periods
from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.handbook import queries
from yuandu.services.handbook.models import Clause, Heading, Part

ARTICLE = 2


def clauses(part: Part) -> Any:
    """Return the function that finds a part's clauses in force on a day."""

    def rows(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
        found = Clause.objects.filter(workspace=workspace, heading__part=part)
        return queries.in_force(found, on)

    return rows


def headings(part: Part) -> Any:
    """Return the function that finds a part's headings."""

    def rows(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
        return Heading.objects.filter(workspace=workspace, part=part)

    return rows


CLAUSES: dict[str, Any] = {
    "unit": "条",
    "formula": _("number of clauses"),
    "period": periods.year,
    "article": ARTICLE,
    "columns": (
        Column(_("Clause"), "title"),
        Column(_("Class or aspect"), "heading__title_zh", attribute_en="heading__title_en"),
        Column(_("Source document"), "source_title"),
    ),
    "link": "handbook:clause",
}
HEADINGS: dict[str, Any] = {
    "unit": "个",
    "formula": _("number of headings"),
    "period": periods.year,
    "columns": (Column(_("Class or aspect"), "title_zh", attribute_en="title_en"),),
}

figures.register(
    Figure(
        code="handbook.class_clauses.count",
        name=_("Land policies of the five classes: number"),
        definition=_("Clauses of the handbook’s classes that are published and in force."),
        rows=clauses(Part.CLASS),
        keywords=("大类|用地政策|land polic",),
        **CLAUSES,
    )
)
figures.register(
    Figure(
        code="handbook.aspect_clauses.count",
        name=_("Land policies of the ten aspects: number"),
        definition=_("Clauses of the handbook’s aspects that are published and in force."),
        rows=clauses(Part.ASPECT),
        keywords=("充实完善|方面|aspects", "政策|policies"),
        **CLAUSES,
    )
)
figures.register(
    Figure(
        code="handbook.classes.count",
        name=_("Classes of the handbook: number"),
        definition=_("Classes under which the handbook sorts land policies."),
        rows=headings(Part.CLASS),
        keywords=("大类|用地政策|classes of land polic",),
        **HEADINGS,
    )
)
figures.register(
    Figure(
        code="handbook.aspects.count",
        name=_("Aspects of the handbook: number"),
        definition=_("Aspects in which the city completes its land policies."),
        rows=headings(Part.ASPECT),
        keywords=("充实完善|用地政策|land polic", "方面|aspects"),
        **HEADINGS,
    )
)
