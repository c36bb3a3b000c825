"""The plan register in figures: aspects, and the cells of the matrix that nothing fills."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import Column, Figure, periods
from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.plans.models import Aspect, Instrument


def aspects(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the aspects of the plans' versions in force: published, not yet revised."""
    return (
        Aspect.objects.filter(workspace=workspace, plan__published_on__lte=on)
        .exclude(plan__superseded_by__published_on__lte=on)
        .order_by("plan__code", "number")
    )


def instruments(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the instruments that have begun and not ended."""
    running = Instrument.objects.filter(workspace=workspace)
    return running.exclude(from_on__gt=on).exclude(to_on__lt=on)


figures.register(
    Figure(
        code="plans.aspects.count",
        name=_("Aspects of the plans in force: number"),
        unit="个",
        definition=_("Aspects in which the published plans lay down what is to be reached."),
        formula=_("number of aspects"),
        period=periods.year,
        rows=aspects,
        columns=(
            Column(_("Aspect"), "name", attribute_en="name_en"),
            Column(_("Plan"), "plan__name", attribute_en="plan__name_en"),
        ),
        link="plans:plan",
        link_key="plan_id",
        keywords=("规划|顶层设计|plan", "方面|aspects"),
    )
)
figures.register(
    Figure(
        code="plans.instruments.count",
        name=_("Policy instruments at work: number"),
        unit="项",
        definition=_("Plans, services and factor policies that have begun and not ended."),
        formula=_("number of instruments"),
        period=periods.year,
        rows=instruments,
        columns=(Column(_("Instrument"), "name", attribute_en="name_en"),),
        keywords=("政策工具|policy instruments",),
    )
)
