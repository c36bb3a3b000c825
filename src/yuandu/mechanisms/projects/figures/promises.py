"""Promises about projects in figures: how many were kept by the day they were due.

Only the receiver says that a promise is kept; what counts is the day on which the giver
claimed it, for nobody is late because somebody else was slow to confirm.
"""

import datetime
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import Column, Count, Figure, Ratio, masks, periods
from yuandu.kernel.lifecycle.models import Promise, PromiseEvent
from yuandu.kernel.lifecycle.models.promises import KEPT, WITHDRAWN
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects.figures.key import ARTICLE
from yuandu.mechanisms.projects.models import Project

FEWEST = 5  # promises below which the public does not see a share


def due(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the promises about projects that fell due in the day's year by the day.

    `county` is the project's; `is_kept` whether the receiver has confirmed by the day what
    the giver claimed in time.
    """
    claims = PromiseEvent.objects.filter(promise=OuterRef("pk"), kind="claimed", on__lte=on)
    about = Project.objects.filter(pk=OuterRef("subject_id"))
    kept = Q(state=KEPT, closed_on__lte=on, done_on__lte=F("due_on"))
    return (
        Promise.objects.filter(
            workspace=workspace,
            subject_label=Project._meta.label_lower,
            due_on__gte=on.replace(month=1, day=1),
            due_on__lte=on,
        )
        .exclude(state=WITHDRAWN)
        .annotate(
            county=Subquery(about.values("division")[:1]),
            project=Subquery(about.values("name")[:1]),
            done_on=Coalesce(Subquery(claims.order_by("-pk").values("on")[:1]), "closed_on"),
        )
        .annotate(is_kept=ExpressionWrapper(kept, BooleanField()))
    )


figures.register(
    Figure(
        code="projects.promises.kept",
        name=_("Promises about projects kept in time: share"),
        unit="%",
        decimals=1,
        definition=_(
            "Of the promises about projects that fell due this year by the day, those that the "
            "receiver has confirmed and that were claimed by their day. What was withdrawn does "
            "not count."
        ),
        formula=_("promises kept in time ÷ promises that fell due"),
        rows=due,
        measure=Ratio(over=Count(where=Q(is_kept=True), title=_("Kept in time")), under=Count()),
        columns=(
            Column(_("Day it was due"), "due_on", write=str),
            Column(_("Project"), "project", public=False, mask=masks.name),
        ),
        division="county",
        link="lifecycle:promise",
        period=periods.year,
        article=ARTICLE,
        minimum_rows=FEWEST,
        keywords=("承诺兑现率|承诺兑现|promises kept",),
    )
)
