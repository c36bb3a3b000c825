"""Monthly reports in figures: who reports on time, how many lights are red, what was invested.

The public reads totals. Which project or county shows red is told to those concerned, not
to everybody: boards name who leads, and whoever is behind is reminded in private.
"""

import datetime
from typing import Any, NamedTuple

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import (
    Column,
    Count,
    Figure,
    Kept,
    Ratio,
    Sum,
    masks,
    periods,
)
from yuandu.kernel.indicators.figures.measures import Words
from yuandu.kernel.lifecycle.models import Step
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects.figures import ARTICLE
from yuandu.mechanisms.reporting import rules, wording
from yuandu.mechanisms.reporting.models import Filing, Light, LightTally, Report, Round
from yuandu.mechanisms.reporting.queries.grids import COUNTED
from yuandu.mechanisms.reporting.rules import Tone

SIGNED = (rules.SIGNED, rules.LOCKED)


def due(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return what counties owed by the day, of the months of its year.

    A month that was returned and signed again too late is late.
    """
    late = Step.objects.filter(
        track=OuterRef("track"), move="sign", on__gt=OuterRef("round__due_on")
    )
    on_time = Q(track__stage__in=SIGNED) & ~Exists(late)
    return Filing.objects.filter(
        workspace=workspace, round__period__startswith=f"{on.year}-", round__due_on__lte=on
    ).annotate(is_on_time=ExpressionWrapper(on_time, BooleanField()))


def newest_lights(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the lights of the newest month up to the day that is locked."""
    return Light.objects.filter(workspace=workspace, round__in=_newest_locked(workspace, on))


def _newest_locked(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    months = Round.objects.filter(workspace=workspace, period__lte=f"{on:%Y-%m}")
    return months.exclude(locked_at=None).order_by("-period").values("pk")[:1]


def reported(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the reports that count, of the months of the day's year up to it."""
    return Report.objects.filter(
        COUNTED,
        workspace=workspace,
        period__startswith=f"{on.year}-",
        period__lte=f"{on:%Y-%m}",
    ).annotate(completed=F("invested") + F("corrected"))


def locked(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the filings that keep the number and the sum of what `reported` gives."""
    return Filing.objects.filter(
        workspace=workspace,
        track__stage=rules.LOCKED,
        round__period__startswith=f"{on.year}-",
        round__period__lte=f"{on:%Y-%m}",
    )


def newest_tallies(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the cells that keep how many lights of `newest_lights` show each colour."""
    return LightTally.objects.filter(
        workspace=workspace, round__in=_newest_locked(workspace, on), kind=""
    )


MONTH = Column(_("Month"), "round__period")
SHARED: dict[str, Any] = {"article": ARTICLE}

figures.register(
    Figure(
        code="reporting.ontime.share",
        name=_("Counties that reported on time: share"),
        unit="%",
        decimals=1,
        definition=_(
            "Of the monthly reports that counties and zones owed this year by the day, those "
            "that were signed by their last day and not too late after a return."
        ),
        formula=_("months signed on time ÷ months owed"),
        rows=due,
        measure=Ratio(
            over=Count(where=Q(is_on_time=True), title=_("Signed on time")), under=Count()
        ),
        columns=(
            MONTH,
            Column(
                _("County or zone"),
                "division__name",
                "division__name_en",
                public=False,
                mask=masks.name,
            ),
        ),
        division="division",
        past="to_date",
        link="reporting:filing",
        period=periods.year,
        keywords=("按时报送率|按时报送|reported on time",),
        **SHARED,
    )
)


class Colour(NamedTuple):
    """A colour of lights: what its figure is called and means, its words in print."""

    name: Words
    definition: Words
    keywords: str


COLOURS = {
    Tone.RED: Colour(
        _("Projects with a red light: number"),
        _("Projects of which one of four lights at least is red in the newest locked month."),
        "红灯|red lights",
    ),
    Tone.YELLOW: Colour(
        _("Projects with a yellow light: number"),
        _("Projects of which one of four lights at least is yellow, and none red."),
        "黄灯|yellow lights",
    ),
    Tone.GREEN: Colour(
        _("Projects with green lights: number"),
        _("Projects of which one of four lights at least is green, and none yellow or red."),
        "绿灯|green lights",
    ),
}

for tone, colour in COLOURS.items():
    figures.register(
        Figure(
            code=f"reporting.{tone}.count",
            name=colour.name,
            unit="个",
            definition=colour.definition,
            formula=_("number of projects by the worst of their lights"),
            rows=newest_lights,
            where=Q(tone=tone.value),
            kept=Kept(newest_tallies, rows="projects", value="projects", division="division"),
            columns=(
                MONTH,
                Column(
                    pgettext_lazy("light", "Colour"),
                    "tone",
                    write=lambda code: wording.TONES[Tone(code)],
                ),
                Column(
                    _("Project"),
                    "project__name",
                    "project__name_en",
                    public=False,
                    mask=masks.name,
                ),
            ),
            division="division",
            past="level",
            link="reporting:project",
            link_key="project_id",
            period=periods.month,
            keywords=(colour.keywords, "项目|projects"),
            **SHARED,
        )
    )

figures.register(
    Figure(
        code="reporting.invested.sum",
        name=_("Investment completed this year by the projects that report"),
        unit="亿元",
        decimals=1,
        definition=_(
            "What counties signed and the city locked of this year’s months, corrections "
            "included: of the projects on this year’s lists that are carried out."
        ),
        formula=_("sum of the months’ investment and of its corrections"),
        rows=reported,
        measure=Sum("completed"),
        kept=Kept(locked, rows="reported", value="invested", division="division"),
        columns=(
            Column(_("Month"), "period"),
            Column(_("Project"), "project__name", "project__name_en"),
        ),
        division="project__division",
        past="to_date",
        link="reporting:project",
        link_key="project_id",
        period=periods.year,
        keywords=("累计完成投资|投资完成|investment completed", "报送|reported"),
        **SHARED,
    )
)
