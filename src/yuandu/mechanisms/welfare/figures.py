"""Welfare in figures. Of sealed cases there is one, and none below the floor."""

import datetime
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import Column, Figure, Ratio
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.welfare import clock, rules
from yuandu.mechanisms.welfare.models import AidCase, Booking, Claim, Facility, Need
from yuandu.mechanisms.workforce import publishing
from yuandu.mechanisms.workforce.figures import ARTICLE, of_companies

YEAR = datetime.timedelta(days=365)


def there(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the facilities that are there on the day."""
    return Facility.objects.filter(
        Q(closed_on=None) | Q(closed_on__gt=on), workspace=workspace, opened_on__lte=on
    )


def booked(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the bookings of the twelve months up to the day that stand."""
    return Booking.objects.filter(
        workspace=workspace, cancelled_on=None, booked_on__gt=on - YEAR, booked_on__lte=on
    )


def claimed(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the claims of the year up to the day."""
    return Claim.objects.filter(workspace=workspace, year=on.year, claimed_on__lte=on)


def unmet(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the needs that no facility serves."""
    return Need.objects.filter(workspace=workspace, asked_on__lte=on).exclude(state="served")


def due_cases(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the cases of twelve months whose first answer was due; none if they are too few."""
    first, last = clock.moment(workspace, on - YEAR, 24), clock.moment(workspace, on, 24)
    found = AidCase.objects.filter(
        Q(answered_at__isnull=False) | Q(due_at__lt=last, state=AidCase.ASKED),
        workspace=workspace,
        asked_at__gte=first,
        asked_at__lt=last,
    )
    # Of fewer than the floor the figure has no rows at all, whoever asks.
    number = found.order_by().values("workspace").annotate(number=Count("pk")).values("number")
    return (
        AidCase.objects.filter(pk__in=found.values("pk"))
        .alias(among=Subquery(number.filter(workspace=OuterRef("workspace"))[:1]))
        .filter(among__gte=rules.FLOOR)
    )


def nobody(actor: Actor, rows: QuerySet[Any], division: str) -> QuerySet[Any]:
    """Return no rows: sealed cases are not opened from a figure."""
    return rows.none()


figures.register(
    Figure(
        code="welfare.facilities.count",
        name=_("Facilities for the company’s people: number"),
        unit="处",
        definition=_(
            "Schools, hospitals, flats, clubs, canteens and others that are there on the day."
        ),
        formula=_("number of facilities"),
        rows=there,
        columns=(
            Column(_("Facility"), "name", "name_en"),
            Column(_("Place"), "place"),
        ),
        link="welfare:facility",
        workspace_kind="company",
        article=ARTICLE,
        keywords=("配套建设|职工公寓|facilities",),
    ),
    Figure(
        code="welfare.bookings.count",
        name=_("Bookings of facilities in twelve months: number"),
        unit="次",
        definition=_("Bookings made in the twelve months up to the day that were not cancelled."),
        formula=_("number of bookings"),
        rows=booked,
        columns=(
            Column(_("Facility"), "resource__facility__name", "resource__facility__name_en"),
            Column(_("Booked on"), "booked_on"),
        ),
        workspace_kind="company",
        article=ARTICLE,
        keywords=("设施预约|bookings of facilities",),
    ),
    Figure(
        code="welfare.claims.count",
        name=_("Entitlements claimed this year: number"),
        unit="份",
        definition=_(
            "Festival gifts, check-ups and other entitlements claimed in the year so far."
        ),
        formula=_("number of claims"),
        rows=claimed,
        columns=(
            Column(_("Entitlement"), "entitlement__name", "entitlement__name_en"),
            Column(_("Claimed on"), "claimed_on"),
        ),
        workspace_kind="company",
        article=ARTICLE,
        keywords=("福利领取|entitlements claimed",),
    ),
    Figure(
        code="welfare.needs.count",
        name=_("Needs that no facility serves: number"),
        unit="项",
        definition=_("What people asked for and no facility serves yet, answered or not."),
        formula=_("number of needs"),
        rows=unmet,
        columns=(Column(_("Need"), "words"), Column(_("Asked on"), "asked_on")),
        workspace_kind="company",
        article=ARTICLE,
        keywords=("未满足的诉求|unmet needs",),
    ),
    Figure(
        code="welfare.aid.in_time_share",
        name=_("Requests for aid answered in time"),
        unit="%",
        decimals=1,
        definition=_(
            "Of the requests of twelve months whose first answer was due, the share of those "
            "answered within the promised time. Fewer than ten are not told."
        ),
        formula=_("answered in time ÷ due"),
        rows=due_cases,
        measure=Ratio(
            figures.Count(where=Q(answered_at__lte=F("due_at"))),
            figures.Count(),
        ),
        visible=nobody,
        sensitive=True,
        minimum_rows=rules.FLOOR,
        workspace_kind="company",
        article=ARTICLE,
        keywords=("应急救助及时|aid answered in time",),
    ),
    of_companies(
        "facilities.count",
        _("Facilities for people of the companies that publish: number"),
        "处",
        _("Schools, hospitals, flats, clubs and others, as companies that publish stated it."),
        "配套建设|职工公寓|facilities",
        source="welfare.facilities.count",
    ),
)
publishing.offer("welfare.facilities.count")
