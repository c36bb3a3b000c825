"""Facilities, bookings, claims, needs and answers of the sample company, one by one."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from zoneinfo import ZoneInfo

from yuandu.mechanisms.welfare.models import AidCase, Booking, Claim, Facility, Need
from yuandu.site.tests.recounts.days import TODAY

HERE = ZoneInfo("Asia/Shanghai")


def recounted_company() -> Iterator[tuple[str, Decimal | None]]:
    there = [each for each in Facility.objects.all() if each.opened_on <= TODAY]
    yield (
        "welfare.facilities.count",
        Decimal(sum(each.closed_on is None or each.closed_on > TODAY for each in there)),
    )
    since = TODAY - datetime.timedelta(days=365)
    booked = [each.booked_on for each in Booking.objects.all() if each.cancelled_on is None]
    yield "welfare.bookings.count", Decimal(sum(since < day <= TODAY for day in booked))
    claims = [each for each in Claim.objects.all() if each.year == TODAY.year]
    yield "welfare.claims.count", Decimal(sum(each.claimed_on <= TODAY for each in claims))
    yield "welfare.needs.count", Decimal(sum(each.state != "served" for each in Need.objects.all()))
    # What was to be answered: what has been, and what waits though its time is over.
    due = [
        each
        for each in AidCase.objects.all()
        if each.answered_at
        or (each.state == "asked" and each.due_at.astimezone(HERE).date() <= TODAY)
    ]
    in_time = sum(bool(each.answered_at and each.answered_at <= each.due_at) for each in due)
    yield "welfare.aid.in_time_share", Decimal(in_time) / len(due)
