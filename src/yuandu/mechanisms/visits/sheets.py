"""The spreadsheet of difficulties, as offices circulate it; it only goes out.

Difficulties are found on visits and moved on their pages; a table with another state of
things than the life cycle would be a second truth.
"""

from collections.abc import Iterator, Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.rules.columns import Choice, Column, Kind, Value
from yuandu.mechanisms.projects.models import Factor
from yuandu.mechanisms.visits import permissions, queries, wording
from yuandu.mechanisms.visits.models import Difficulty
from yuandu.services.liaison.models import Severity

COLUMNS = (
    Column(code="project_code", title=_("Project code"), max_length=40),
    Column(code="project", title=_("Project"), max_length=500),
    Column(code="division", title=_("County or zone"), max_length=100),
    Column(code="team", title=pgettext_lazy("of a drive", "Team"), max_length=60),
    Column(
        code="factor",
        title=_("What is lacking"),
        kind=Kind.CHOICE,
        choices=tuple(Choice(code=each, title=each.label) for each in Factor),
    ),
    Column(
        code="severity",
        title=_("Severity"),
        kind=Kind.CHOICE,
        choices=tuple(Choice(code=each, title=each.label) for each in Severity),
    ),
    Column(code="title", title=_("In one sentence"), max_length=120),
    Column(code="words", title=_("What would help"), max_length=2000),
    Column(code="raised_on", title=_("Raised on"), kind=Kind.DATE),
    Column(code="department", title=_("Department"), max_length=100),
    Column(code="due_on", title=_("Answer due"), kind=Kind.DATE),
    Column(code="answered_on", title=_("Answered on"), kind=Kind.DATE),
    Column(code="stage", title=_("Stage"), max_length=40),
    # No number: nobody wants its sum.
    Column(code="satisfaction", title=_("Satisfaction, 1 to 5"), max_length=1),
)


def export(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield the difficulties that `by` may read; one query."""
    return lines(queries.difficulties_visible_to(by).order_by("pk"))


def lines(found: QuerySet[Difficulty]) -> Iterator[Mapping[str, Value]]:
    """Yield difficulties as rows of the layout; one query."""
    return map(_line, found.iterator(2000))


def _line(each: Difficulty) -> dict[str, Value]:
    project = each.visit.project
    return {
        "project_code": project.code or None,
        "project": project.name,
        "division": project.division.name,
        "team": each.visit.team.name,
        "factor": each.factor,
        "severity": each.severity,
        "title": each.title,
        "words": each.words or None,
        "raised_on": each.raised_on,
        "department": each.department or None,
        "due_on": each.promise.due_on if each.promise else None,
        "answered_on": each.answered_on,
        "stage": wording.stage(each.stage)["label"],
        "satisfaction": str(each.satisfaction) if each.satisfaction else None,
    }


DIFFICULTIES = layouts.going_out(
    code="visits-difficulties",
    title=pgettext_lazy("sheet", "Difficulties of projects"),
    columns=COLUMNS,
    key=("project_code", "title"),
    exporters=permissions.STAFF,
    export=export,
)
layouts.register(DIFFICULTIES)
