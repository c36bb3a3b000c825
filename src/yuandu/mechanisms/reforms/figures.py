"""Measures in force, meetings that were held and what became of their pledges, in figures."""

import datetime
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import Column, Count, Figure, Ratio, periods
from yuandu.kernel.lifecycle.models.promises import KEPT, WITHDRAWN
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects.figures import ARTICLE
from yuandu.mechanisms.reforms import rules
from yuandu.mechanisms.reforms.models import Measure, Meeting, Pledge


def in_force(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the measures that had begun by the day and had not ended."""
    return Measure.objects.filter(workspace=workspace, began_on__lte=on).exclude(ended_on__lte=on)


def held(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the meetings of the day's year, up to it, that were held."""
    return Meeting.objects.filter(
        workspace=workspace,
        on__year=on.year,
        on__lte=on,
        track__stage__in=(rules.HELD, rules.CLOSED),
    )


def promised(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return what was promised at meetings in the day's year, up to it, unless withdrawn."""
    is_kept = Q(promise__state=KEPT, promise__closed_on__lte=on)
    return (
        Pledge.objects.filter(
            workspace=workspace, promise__opened_on__year=on.year, promise__opened_on__lte=on
        )
        .exclude(promise__state=WITHDRAWN)
        .annotate(
            is_kept=ExpressionWrapper(is_kept, BooleanField()),
            is_due=ExpressionWrapper(is_kept | Q(promise__due_on__lt=on), BooleanField()),
        )
    )


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
figures.register(
    Figure(
        code="reforms.meetings.count",
        name=_("Meetings held this year: number"),
        unit="场",
        definition=_(
            "Meetings on projects that were held since the year began; those planned or "
            "cancelled do not count."
        ),
        formula=_("number of meetings"),
        period=periods.year,
        rows=held,
        columns=(
            Column(_("Meeting"), "name", "name_en"),
            Column(_("Day of the meeting"), "on"),
        ),
        link="reforms:meeting",
        keywords=("推进会|座谈会|meetings",),
    )
)
PLEDGE: dict[str, Any] = {
    "period": periods.year,
    "rows": promised,
    "columns": (
        Column(_("Meeting"), "meeting__name", "meeting__name_en"),
        Column(_("Due on"), "promise__due_on"),
        Column(_("What is promised"), "promise__words", public=False),
    ),
    "link": "reforms:meeting",
    "link_key": "meeting_id",
}
figures.register(
    Figure(
        code="reforms.pledges.count",
        name=_("Pledges of meetings: number"),
        unit="件",
        definition=_(
            "What was promised at meetings since the year began, without what was withdrawn."
        ),
        formula=_("number of pledges"),
        keywords=("会议承诺|会上承诺|pledges",),
        **PLEDGE,
    ),
    Figure(
        code="reforms.pledges.kept",
        name=_("Pledges of meetings kept: share"),
        unit="%",
        decimals=1,
        definition=_(
            "Of the pledges that were kept or due by the day, the share that the receiver has "
            "confirmed as kept."
        ),
        formula=_("pledges kept ÷ kept or due"),
        measure=Ratio(
            over=Count(where=Q(is_kept=True), title=pgettext_lazy("pledges", "Kept")),
            under=Count(where=Q(is_due=True), title=pgettext_lazy("pledges", "Kept or due")),
        ),
        keywords=("会议承诺|会上承诺|pledges", "办结率|兑现率|kept"),
        **PLEDGE,
    ),
)
