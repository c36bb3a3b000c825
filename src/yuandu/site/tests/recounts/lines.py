"""Direct lines, their reach, how full they were and what was lost, counted one by one."""

import datetime
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from yuandu.mechanisms.lines.models import Booking, County, Line, Trip
from yuandu.site.tests.recounts.days import TODAY

MILLIONTH = Decimal("0.000001")


def recounted() -> Iterator[tuple[str, Decimal | None]]:
    since = TODAY - datetime.timedelta(days=365)
    lines = Line.objects.all()
    open_lines = [
        line
        for line in lines
        if line.opened_on <= TODAY and (line.closed_on is None or line.closed_on > TODAY)
    ]
    yield "lines.count", Decimal(len(open_lines))
    arrived = [
        booking
        for booking in Booking.objects.exclude(received_on=None)
        if since < booking.received_on <= TODAY
    ]
    there = {booking.county_id for booking in arrived if booking.received}
    yield "lines.counties.share", Decimal(len(there)) / len(list(County.objects.all()))
    parts = [
        (Decimal(trip.booked) / trip.capacity).quantize(MILLIONTH, ROUND_HALF_UP)
        for trip in Trip.objects.exclude(departed_on=None)
        if since < trip.on <= TODAY
    ]
    yield "lines.fill.share", sum(parts, Decimal(0)) / len(parts)
    lost = sum(booking.quantity - booking.received for booking in arrived)
    yield "lines.loss.share", Decimal(lost) / sum(each.quantity for each in arrived)
