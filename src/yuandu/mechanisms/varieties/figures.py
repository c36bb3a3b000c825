"""Breeding in figures: institutes worked with, varieties with own rights, seedlings raised."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import Column, CountDistinct, Figure, Sum, periods
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.varieties import rules
from yuandu.mechanisms.varieties.models import Partnership, SeedlingBatch, Variety

ARTICLE = 1


def running(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the partnerships whose agreement runs on the day."""
    return Partnership.objects.filter(workspace=workspace, from_on__lte=on, to_on__gte=on)


def protected(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the varieties whose right is granted and has not ended on the day."""
    return Variety.objects.filter(workspace=workspace, granted_on__lte=on, ends_on__gte=on)


def raised(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the batches of the twelve months up to the day's."""
    return SeedlingBatch.objects.filter(
        workspace=workspace, month__gt=on - rules.YEAR, month__lte=on
    )


figures.register(
    Figure(
        code="varieties.institutes.count",
        name=_("Institutes that flower firms work with: number"),
        unit="家",
        definition=_(
            "Research institutes and universities with which a firm has an agreement that runs "
            "on the day, each once however many agreements."
        ),
        formula=_("number of different institutes"),
        rows=running,
        measure=CountDistinct("institute", title=_("Institute")),
        period=periods.day,
        columns=(
            Column(_("Institute"), "institute__name", "institute__name_en"),
            Column(_("Subject of the cooperation"), "subject"),
        ),
        article=ARTICLE,
        keywords=("花卉|flower", "科研院校|科研院所|院校|institutes"),
    ),
    Figure(
        code="varieties.protected.count",
        name=_("Flower varieties with own rights: number"),
        unit="个",
        definition=_(
            "Varieties bred here whose plant breeder’s right is granted and runs on the day."
        ),
        formula=_("number of varieties"),
        rows=protected,
        period=periods.day,
        columns=(
            Column(_("Variety"), "name", "name_en"),
            Column(_("Kind of flower"), "kind__name", "kind__name_en"),
            Column(_("Number of the right"), "right_number"),
        ),
        link="varieties:variety",
        article=ARTICLE,
        keywords=("自主知识产权|own rights|breeder’s rights", "新品种|varieties"),
    ),
    Figure(
        code="varieties.seedlings.number",
        name=_("Flower seedlings raised in twelve months: number"),
        unit="亿株",
        decimals=2,
        definition=_(
            "Seedlings of flowers that producers entered for the twelve months up to the day’s, "
            "each month of each producer, kind and variety once."
        ),
        formula=_("sum of seedlings"),
        rows=raised,
        measure=Sum("quantity", title=_("Seedlings")),
        period=periods.day,
        columns=(
            Column(_("Kind of flower"), "kind__name", "kind__name_en"),
            Column(_("Month"), "month", write=lambda month: f"{month:%Y-%m}"),
        ),
        article=ARTICLE,
        minimum_rows=5,
        keywords=("种苗|seedlings",),
    ),
)
