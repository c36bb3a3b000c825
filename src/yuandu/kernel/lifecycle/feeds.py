"""Days as iCalendar feeds, for the calendar of a telephone: one's clocks, and other rooms' days.

Each promise and each planned day is an event of a whole day; a meeting has its hours. A higher room registers its own
days in its AppConfig's `ready`; one secret opens all feeds of a person. Source: RFC 5545;
RFC 7986 for the calendar's name and how often to ask again.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from icalendar import Calendar, Event

from yuandu.kernel.accounts.actors import Actor

ASK_AGAIN = datetime.timedelta(hours=4)
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that falls on a day.

    Attributes:
        uid: the same for the same thing for ever, also when its day moves.
        url: absolute.
        from_at, to_at: The hours, where it does not take the whole day.
        place: Where it is.
        last_on: The last day, where it takes several.
    """

    uid: str
    on: datetime.date
    title: str
    words: str
    url: str
    from_at: datetime.datetime | None = None
    to_at: datetime.datetime | None = None
    place: str = ""
    last_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """Days of another room.

    Attributes:
        code: its part of the address.
        title: a lazily translated string.
        entries: what stands in the feed of somebody, within what they may see.
        may: who has such a feed.
    """

    code: str
    title: object
    entries: Callable[[Actor], Iterable[Entry]]
    may: Callable[[Actor], bool]


_feeds: dict[str, Feed] = {}


def register(feed: Feed) -> None:
    """Let people subscribe to the days of a room."""
    _feeds[feed.code] = feed


def open_to(actor: Actor) -> list[Feed]:
    """Return the feeds of other rooms that `actor` has, in the order of registration."""
    return [feed for feed in _feeds.values() if feed.may(actor)]


def get(code: str, actor: Actor) -> Feed | None:
    """Return the feed of a code, if `actor` has it."""
    return next((feed for feed in open_to(actor) if feed.code == code), None)


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
    event.add("dtstart", entry.from_at or entry.on)
    event.add("dtend", entry.to_at or entry.from_at or (entry.last_on or entry.on) + ONE_DAY)
    if entry.place:
        event.add("location", entry.place)
    event.add("summary", entry.title)
    event.add("description", entry.words)
    event.add("url", entry.url)
    # What takes no hours of the day leaves it free.
    event.add("transp", "OPAQUE" if entry.from_at else "TRANSPARENT")
    event.add("status", "CONFIRMED")
    return event
