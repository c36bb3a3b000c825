"""Direct lines in figures: how many, which part of the country's counties they reach, how full."""

import datetime
from typing import Any

from django.db.models import DecimalField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Round
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import Column, Count, Figure, Ratio, Sum, periods
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.lines import rules
from yuandu.mechanisms.lines.models import Booking, BookingState, County, Line, Trip

ARTICLE = 1
PART: DecimalField[Any, Any] = DecimalField(max_digits=20, decimal_places=10)


def running(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the lines that run on the day."""
    still = Q(closed_on=None) | Q(closed_on__gt=on)
    return Line.objects.filter(still, workspace=workspace, opened_on__lte=on)


def counties(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the country's county-level units, each with whether something was delivered there."""
    delivered = Booking.objects.filter(
        county=OuterRef("pk"),
        state=BookingState.RECEIVED,
        received__gt=0,
        received_on__gt=on - rules.YEAR,
        received_on__lte=on,
    )
    return County.objects.filter(workspace=workspace).annotate(is_reached=Exists(delivered))


def gone(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the trips of the year before the day that went, each with the part that was full."""
    part = Cast("booked", PART) / F("capacity")
    return Trip.objects.filter(
        workspace=workspace, state__in=rules.WENT, on__gt=on - rules.YEAR, on__lte=on
    ).annotate(fill=Round(part, precision=6))


def received(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return what was received in the year before the day, each with what of it was lost."""
    return Booking.objects.filter(
        workspace=workspace,
        state=BookingState.RECEIVED,
        received_on__gt=on - rules.YEAR,
        received_on__lte=on,
    ).annotate(lost_on_the_way=F("quantity") - F("received"))


figures.register(
    Figure(
        code="lines.count",
        name=_("Direct lines to flower markets: number"),
        unit="条",
        definition=_("Lines that are open on the day, each once, with the market they go to."),
        formula=_("number of lines"),
        rows=running,
        period=periods.day,
        columns=(Column(_("Line"), "name", "name_en"), Column(_("Goes to"), "destination")),
        link="lines:line",
        article=ARTICLE,
        keywords=("直供专线|direct lines",),
    ),
    Figure(
        code="lines.counties.share",
        name=_("Counties reached by direct lines: share"),
        unit="%",
        decimals=1,
        definition=_(
            "County-level units of the country (on the list loaded, without Hong Kong, Macao and "
            "Taiwan) to which a line delivered something in the 365 days up to the day, of all "
            "county-level units; that a line could go there does not count."
        ),
        formula=_("units delivered to within 12 months ÷ all county-level units"),
        rows=counties,
        measure=Ratio(
            over=Count(
                where=Q(is_reached=True), title=pgettext_lazy("reach of lines", "Delivered to")
            ),
            under=Count(),
        ),
        period=periods.day,
        columns=(Column(_("County-level unit"), "name"), Column(_("Province"), "province")),
        article=ARTICLE,
        keywords=("直供|直达|专线|direct lines", "县|counties"),
    ),
    Figure(
        code="lines.fill.share",
        name=_("Space of direct lines that was booked: share"),
        unit="%",
        decimals=1,
        definition=_(
            "What was booked of a trip’s space, the mean over the trips that went in the 365 "
            "days up to the day."
        ),
        formula=_("sum of the parts booked ÷ number of trips"),
        rows=gone,
        measure=Ratio(over=Sum("fill", title=_("Booked part")), under=Count()),
        period=periods.day,
        columns=(
            Column(_("Line"), "line__name", "line__name_en"),
            Column(_("Day"), "on", write=lambda on: on.isoformat()),
        ),
        link="lines:trip",
        article=ARTICLE,
        keywords=("专线|direct lines", "满载率|装载率|fill rate"),
    ),
    Figure(
        code="lines.loss.share",
        name=_("Plants lost on direct lines: share"),
        unit="%",
        decimals=1,
        definition=_(
            "Of the plants whose arrival was entered in the 365 days up to the day, those that "
            "did not arrive whole: damaged or missing."
        ),
        formula=_("plants not received whole ÷ plants sent"),
        rows=received,
        measure=Ratio(
            over=Sum("lost_on_the_way", title=_("Lost")),
            under=Sum("quantity", title=_("Sent")),
        ),
        period=periods.day,
        columns=(
            Column(_("Line"), "trip__line__name", "trip__line__name_en"),
            Column(_("Kind of flower"), "kind__name", "kind__name_en"),
        ),
        link="lines:booking",
        article=ARTICLE,
        keywords=("专线|运输|direct lines", "损耗率|loss"),
    ),
)
