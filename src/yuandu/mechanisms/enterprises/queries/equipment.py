"""Equipment: what is idle in the coming week, who booked what; and the way to the next level."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from yuandu.engines import rules as engine
from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.kernel.registry.reach import reach
from yuandu.mechanisms.enterprises import opening, permissions, rules, upgrading
from yuandu.mechanisms.enterprises.models import (
    Booking,
    Equipment,
    Platform,
    PlatformLevel,
    PlatformReport,
)
from yuandu.mechanisms.enterprises.opening import Opening, Stretch
from yuandu.mechanisms.enterprises.permissions import MAY_BOOKING, MAY_EQUIPMENT
from yuandu.mechanisms.enterprises.queries.titles import ROWS_A_PAGE

MOST_BOOKINGS = 200  # of one piece of equipment on its page


def opening_of(equipment: Equipment) -> Opening:
    """Return when a piece of equipment is open, as the rules take it."""
    return Opening(equipment.open_days, equipment.opens_at, equipment.closes_at)


def equipment_visible_to(actor: Actor) -> QuerySet[Equipment]:
    """Return the equipment of the workspace; what is not open, to its keepers alone."""
    found = Equipment.objects.filter(workspace=actor.workspace)
    if not actor.has(*permissions.OVERSEERS):
        allowed = reach(actor)
        own = Q(platform__host__in=allowed.organisations) | Q(
            platform__host__division__in=allowed.divisions
        )
        found = found.filter(Q(is_open=True, platform__closed_on=None) | own)
    return found.select_related("platform__host__division").defer(
        "platform__host__division__geometry"
    )


def get_equipment(actor: Actor, pk: int, *, to: str) -> Equipment:
    """Return the equipment if `actor` may do `to` with it; raises as `firms.get`."""
    return get_for(equipment_visible_to(actor), MAY_EQUIPMENT, actor, to=to, pk=pk)


def equipment_of(actor: Actor, platform: Platform) -> QuerySet[Equipment]:
    """Return a platform's equipment that `actor` may see."""
    return equipment_visible_to(actor).filter(platform=platform).order_by("pk")


def equipment_page(actor: Actor, words: str, number: int | str) -> Page[Equipment]:
    """Return a page of equipment whose name, use, platform or host has `words`; two queries."""
    found = equipment_visible_to(actor)
    for word in words.split():
        found = found.filter(
            Q(name__icontains=word)
            | Q(name_en__icontains=word)
            | Q(use__icontains=word)
            | Q(platform__name__icontains=word)
            | Q(platform__host__name__icontains=word)
        )
    return Paginator(found.order_by("pk"), ROWS_A_PAGE).get_page(number)


def stretch_of(booking: Booking, zone: ZoneInfo) -> Stretch:
    """Return the hours of a booking, of the workspace's day."""
    first, last = booking.during.lower, booking.during.upper
    day = first.astimezone(zone).date()
    midnight = datetime.datetime.combine(day, datetime.time(), zone)
    hours = [round((each - midnight).total_seconds() / 3600) for each in (first, last)]
    return Stretch(day, *hours)


def idle_week(
    actor: Actor, equipment: Iterable[Equipment]
) -> dict[int, dict[datetime.date, list[Stretch]]]:
    """Return the idle hours of the coming seven days, by equipment and day; one query."""
    listed = list(equipment)
    days = opening.week_from(actor.workspace.today())
    taken = _taken(actor, [each.pk for each in listed], days)
    return {
        each.pk: {day: opening.idle(opening_of(each), day, taken[each.pk]) for day in days}
        for each in listed
    }


def _taken(
    actor: Actor, keys: Collection[int], days: list[datetime.date]
) -> Mapping[int, list[Stretch]]:
    zone = ZoneInfo(actor.workspace.timezone)
    span = tuple(
        datetime.datetime.combine(day, datetime.time(), zone)
        for day in (days[0], days[-1] + datetime.timedelta(days=1))
    )
    found: dict[int, list[Stretch]] = defaultdict(list)
    rows = Booking.objects.filter(equipment__in=keys, cancelled_on=None, during__overlap=span)
    for booking in rows:
        found[booking.equipment_id].append(stretch_of(booking, zone))
    return found


def bookings_visible_to(actor: Actor) -> QuerySet[Booking]:
    """Return the bookings `actor` may read: one's own, those of one's equipment, the officers'."""
    found = Booking.objects.filter(workspace=actor.workspace)
    if not actor.has(*permissions.OVERSEERS):
        allowed = reach(actor)
        found = found.filter(
            Q(firm__in=allowed.organisations)
            | Q(firm__division__in=allowed.divisions)
            | Q(equipment__platform__host__in=allowed.organisations)
            | Q(equipment__platform__host__division__in=allowed.divisions)
        )
    return found.select_related("firm", "equipment__platform__host").order_by("during")


def booking(actor: Actor, pk: int, *, to: str) -> Booking:
    """Return the booking if `actor` may do `to` with it; raises as `firms.get`."""
    return get_for(bookings_visible_to(actor), MAY_BOOKING, actor, to=to, pk=pk)


def hours_of(actor: Actor, booking: Booking) -> Stretch:
    """Return the hours of a booking, of the day where `actor` is."""
    return stretch_of(booking, ZoneInfo(actor.workspace.timezone))


def booking_page(
    actor: Actor, number: int | str, *, standing_only: bool = True
) -> tuple[Page[Booking], dict[int, Stretch]]:
    """Return a page of the bookings `actor` may read, each with its hours; two queries.

    Args:
        standing_only: Leave out what is cancelled, and what ended before today.
    """
    zone = ZoneInfo(actor.workspace.timezone)
    found = bookings_visible_to(actor)
    if standing_only:
        found = found.filter(cancelled_on=None, during__endswith__gt=_midnight(actor, zone))
    page = Paginator(found.order_by("during", "pk"), ROWS_A_PAGE).get_page(number)
    return page, {each.pk: stretch_of(each, zone) for each in page}


def _midnight(actor: Actor, zone: ZoneInfo) -> datetime.datetime:
    return datetime.datetime.combine(actor.workspace.today(), datetime.time(), zone)


def bookings_of(actor: Actor, equipment: Equipment) -> list[tuple[Booking, Stretch]]:
    """Return the standing bookings from today on that `actor` may read; one query."""
    zone = ZoneInfo(actor.workspace.timezone)
    found = bookings_visible_to(actor).filter(
        equipment=equipment, cancelled_on=None, during__endswith__gt=_midnight(actor, zone)
    )
    return [(each, stretch_of(each, zone)) for each in found[:MOST_BOOKINGS]]


def firms_to_book_for(actor: Actor) -> QuerySet[Party]:
    """Return the organisations for which `actor` may book."""
    found = Party.objects.filter(workspace=actor.workspace, kind="organisation")
    allowed = reach(actor)
    if not (allowed.everything and actor.has(*permissions.IMPORTERS)):
        found = found.filter(Q(pk__in=allowed.organisations) | Q(division__in=allowed.divisions))
    return found


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What the next level asks of a platform, and what is known of it."""

    level: str
    book: engine.Book
    answer: engine.Answer
    report: PlatformReport | None


def upgrade_of(platform: Platform, on: datetime.date) -> Upgrade | None:
    """Check a platform against the terms of its next level; `None` at the top. Two queries."""
    level = rules.next_level(platform.level)
    if not level or platform.closed_on is not None:
        return None
    report = PlatformReport.objects.filter(platform=platform).order_by("-year").first()
    known: dict[str, Any] = {
        "years_at_level": upgrading.full_years(platform.recognised_on, on),
        "open_equipment": Equipment.objects.filter(platform=platform, is_open=True).count(),
    }
    if report is not None:
        known |= {
            "rd_staff": report.rd_staff,
            "rd_spending": str(report.rd_spending),
            "equipment_value": str(report.equipment_value),
            "joint_projects": report.joint_projects,
        }
    answer = upgrading.check(level, known, on)
    return Upgrade(str(PlatformLevel(level).label), upgrading.book(level), answer, report)
