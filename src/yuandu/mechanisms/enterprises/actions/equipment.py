"""What platforms report and open, and what firms book."""

import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.enterprises import news, opening, permissions
from yuandu.mechanisms.enterprises.models import Booking, Equipment, Platform, PlatformReport
from yuandu.mechanisms.enterprises.opening import Stretch
from yuandu.mechanisms.enterprises.queries.equipment import opening_of
from yuandu.mechanisms.enterprises.queries.people import owners_by_firm
from yuandu.mechanisms.enterprises.refusals import (
    AlreadyCancelled,
    EquipmentTaken,
    NotBookable,
    NotYourPlatform,
    Taken,
)


@transaction.atomic
def report_platform(
    *,
    by: Actor,
    platform: Platform,
    year: int,
    rd_staff: int,
    rd_spending: Decimal,
    equipment_value: Decimal,
    joint_projects: int,
) -> PlatformReport:
    """Say what a platform came to in a year, amounts in yuan; said again, it is corrected.

    Raises:
        NotYourPlatform: the actor neither acts for its host nor is an officer there.
        NotBookable: the year lies in the future.
    """
    if not permissions.keeps_platform(by, platform):
        raise NotYourPlatform
    today = by.workspace.today()
    if year > today.year:
        raise NotBookable(["future-year"])
    report, is_new = PlatformReport.objects.update_or_create(
        workspace=by.workspace,
        platform=platform,
        year=year,
        defaults={
            "rd_staff": rd_staff,
            "rd_spending": rd_spending,
            "equipment_value": equipment_value,
            "joint_projects": joint_projects,
            "reported_on": today,
        },
    )
    audit.record(by, "platform.report", platform, year=year, corrects=not is_new)
    return report


@transaction.atomic
def open_equipment(
    *, by: Actor, platform: Platform, equipment: Equipment | None = None, **fields: object
) -> Equipment:
    """Open a piece of equipment to firms, or change `equipment`; `fields` are its model's.

    Raises:
        NotYourPlatform: the actor neither acts for its host nor is an officer there.
        EquipmentTaken: the platform has one of this name.
    """
    if not permissions.keeps_platform(by, platform):
        raise NotYourPlatform
    made = equipment or Equipment(workspace=by.workspace, platform=platform)
    for name, value in fields.items():
        setattr(made, name, value)
    try:
        with transaction.atomic():
            made.save(update_fields=None if equipment is None else [*fields])
    except IntegrityError as error:
        if "equipment_once" in str(error):
            raise EquipmentTaken(str(fields["name"])) from error
        raise
    audit.record(by, "equipment.open", made, new=equipment is None, open=made.is_open)
    return made


@transaction.atomic
def book(
    *,
    by: Actor,
    equipment: Equipment,
    firm: Party,
    day: datetime.date,
    first: int,
    last: int,
    purpose: str,
) -> Booking:
    """Book a piece of equipment from an hour of a day to the hour at which it ends.

    Of two who book the same hour the database lets one have it.

    Raises:
        NotYourPlatform: the actor does not act for the firm.
        NotBookable: it is not open then; says all that is wrong.
        Taken: somebody has it for some of the time.
    """
    if not permissions.books_for(by, firm):
        raise NotYourPlatform
    asked = Stretch(day, first, last)
    wrong = opening.faults(opening_of(equipment), asked, by.workspace.today())
    if not equipment.is_open:
        wrong.append("not-open")
    if wrong:
        raise NotBookable(wrong)
    try:
        with transaction.atomic():
            booking = Booking.objects.create(
                workspace=by.workspace,
                equipment=equipment,
                firm=firm,
                during=(_moment(by, day, first), _moment(by, day, last)),
                purpose=purpose,
                booked_on=by.workspace.today(),
            )
    except IntegrityError as error:
        if "booking_one_at_a_time" in str(error):
            raise Taken from error
        raise
    audit.record(by, "equipment.book", booking, day=str(day), first=first, last=last)
    _tell_host(by, equipment, firm, day)
    return booking


@transaction.atomic
def cancel_booking(*, by: Actor, booking: Booking) -> None:
    """Give the hours back.

    Raises:
        NotYourPlatform: the actor acts neither for the firm nor for the host.
        AlreadyCancelled: somebody did so before.
    """
    if not permissions.MAY_BOOKING["cancel"](by, booking):
        raise NotYourPlatform
    standing = Booking.objects.filter(pk=booking.pk, cancelled_on=None)
    if not standing.update(cancelled_on=by.workspace.today()):
        raise AlreadyCancelled
    audit.record(by, "equipment.cancel", booking, firm=booking.firm_id)


def _moment(by: Actor, day: datetime.date, hour: int) -> datetime.datetime:
    zone = ZoneInfo(by.workspace.timezone)
    midnight = datetime.datetime.combine(day, datetime.time(), zone)
    return midnight + datetime.timedelta(hours=hour)


def _tell_host(by: Actor, equipment: Equipment, firm: Party, day: datetime.date) -> None:
    host = equipment.platform.host_id
    notices.send(
        by=by,
        to=owners_by_firm(by.workspace, [host]).get(host, []),
        kind=news.BOOKED.code,
        url=equipment.get_absolute_url(),
        firm=firm.name,
        equipment=equipment.name,
        day_on=str(day),
    )
