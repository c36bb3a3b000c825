"""One's clocks as an iCalendar feed, for the calendar of a telephone.

Each promise and each planned day is an event of a whole day. Source: RFC 5545; RFC 7986
for the calendar's name and how often to ask again.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from icalendar import Calendar, Event

ASK_AGAIN = datetime.timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that falls on a day.

    Attributes:
        uid: the same for the same thing for ever, also when its day moves.
        url: absolute.
    """

    uid: str
    on: datetime.date
    title: str
    words: str
    url: str


def calendar(name: str, entries: Iterable[Entry], at: datetime.datetime) -> bytes:
    """Return the feed called `name` as of `at`, folded and ended as RFC 5545 wants."""
    feed = Calendar()
    feed.add("prodid", "-//Yuandu//Clocks//EN")
    feed.add("version", "2.0")
    feed.add("method", "PUBLISH")
    feed.add("name", name)
    feed.add("x-wr-calname", name)
    feed.add("refresh-interval", ASK_AGAIN, parameters={"value": "DURATION"})
    for entry in entries:
        feed.add_component(_event(entry, at))
    content: bytes = feed.to_ical()
    return content


def _event(entry: Entry, at: datetime.datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", at)
    event.add("dtstart", entry.on)
    event.add("dtend", entry.on + datetime.timedelta(days=1))
    event.add("summary", entry.title)
    event.add("description", entry.words)
    event.add("url", entry.url)
    event.add("transp", "TRANSPARENT")  # it takes no time of the day
    event.add("status", "CONFIRMED")
    return event
