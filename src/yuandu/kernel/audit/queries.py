"""Reads of the log."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q, QuerySet
from django.http import Http404

from yuandu.kernel.audit import canonical, chain, events
from yuandu.kernel.audit.models import Entry, Link, Personal, Root
from yuandu.kernel.audit.permissions import MAY
from yuandu.kernel.audit.who import Reader


def visible_to(reader: Reader) -> QuerySet[Entry]:
    """Return the entries that `reader` may see as a log, newest first."""
    if not MAY["read"](reader):
        return Entry.objects.none()
    return Entry.objects.filter(workspace_id=reader.workspace_id).order_by("-id")


def get(reader: Reader, pk: int, *, to: str) -> Entry:
    """Return an entry, if `reader` may do `to` with it.

    Raises:
        Http404: there is none that `reader` may know of.
        PermissionDenied: `reader` sees it but may not do this.
    """
    entry = visible_to(reader).filter(pk=pk).first()
    if entry is None:
        raise Http404
    if not MAY[to](reader):
        raise PermissionDenied
    return entry


def entries_of(reader: Reader, obj: models.Model) -> QuerySet[Entry]:
    """Return what was done to `obj`, newest first, for its own page.

    The caller has found `obj` through its own `queries.get`; the public sees nothing here.
    """
    if not reader.is_insider:
        return Entry.objects.none()
    found = Entry.objects.filter(
        workspace_id=reader.workspace_id, subject_label=obj._meta.label_lower, subject_id=obj.pk
    )
    return found.order_by("-id")


def recent(
    reader: Reader, *, since: datetime.datetime, among: Mapping[str, QuerySet[Any]]
) -> QuerySet[Entry]:
    """Return what others did since then to the things among which `reader` works, newest first.

    Args:
        reader: whose own acts are left out.
        since: an instant.
        among: kind of thing (`projects.project`) → the visible ones, as `visible_to` gives them.
    """
    if not reader.is_insider or not among:
        return Entry.objects.none()
    subjects = Q()
    for label, visible in among.items():
        subjects |= Q(subject_label=label, subject_id__in=visible.order_by().values("pk"))
    found = Entry.objects.filter(subjects, workspace_id=reader.workspace_id, at__gte=since)
    return found.exclude(user_id=reader.user_id).order_by("-id")


def personal_of(reader: Reader, entry: Entry) -> list[Personal]:
    """Return the values kept beside an entry, for those who may read the log."""
    if not MAY["read"](reader):
        return []
    return list(Personal.objects.filter(workspace_id=reader.workspace_id, entry=entry))


def link_of(entry: Entry) -> Link | None:
    """Return an entry's place in the chain; `None` while it waits for one."""
    return Link.objects.filter(entry=entry).first()


def daily_root(reader: Reader, day: datetime.date) -> Root:
    """Return the root kept for exactly that day.

    Raises:
        Http404, PermissionDenied: as `may_read`; also where that day has none.
    """
    may_read(reader)
    found = chain.roots(reader.workspace_id).filter(on=day).first()
    if found is None:
        raise Http404
    return found


# --- Pages of the log -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries somebody looks for; what is empty is not asked."""

    kind: str = ""  # "projects.project"
    number: int | None = None  # of the thing
    who: str = ""
    action: str = ""  # "project.start"
    day: datetime.date | None = None  # in the workspace's time zone


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as a page shows it."""

    entry: Entry
    action: str
    kind: str
    thing: str  # its name now; empty where it is gone
    details: list[tuple[str, str]]


class Page(NamedTuple):
    rows: list[Row]
    before: int | None  # the number below which the next page begins


def log(reader: Reader, wanted: Wanted, *, before: int | None = None, size: int = 50) -> Page:
    """Return the newest entries that are wanted, below number `before`.

    Pages go by number, not by count: the last of ten million entries is as near as the first.
    One query, one more for a day, one for each kind of thing on the page.

    Raises:
        Http404, PermissionDenied: as `may_read`.
    """
    may_read(reader)
    found = visible_to(reader).filter(_matching(reader, wanted))
    if before is not None:
        found = found.filter(id__lt=before)
    entries = list(found[: size + 1])
    more = len(entries) > size
    return Page(rows(entries[:size]), entries[size - 1].pk if more else None)


def may_read(reader: Reader) -> None:
    """Let `reader` pass to the log.

    Raises:
        Http404: no post is held here.
        PermissionDenied: none of the posts is one that reads the log.
    """
    if not reader.is_insider:
        raise Http404
    if not MAY["read"](reader):
        raise PermissionDenied


def _matching(reader: Reader, wanted: Wanted) -> Q:
    asked = {
        "subject_label": wanted.kind,
        "subject_id": wanted.number,
        "who": wanted.who,
        "action": wanted.action,
    }
    matching = Q(**{name: value for name, value in asked.items() if value not in {"", None}})
    if wanted.day:
        start = datetime.datetime.combine(
            wanted.day, datetime.time.min, ZoneInfo(reader.workspace.timezone)
        )
        of_day = Q(at__gte=start, at__lt=start + datetime.timedelta(days=1))
        # Numbers grow with time but for moments: the day's numbers bound a walk down the key.
        ends = (
            visible_to(reader)
            .filter(of_day)
            .order_by()
            .aggregate(first=models.Min("id"), last=models.Max("id"))
        )
        matching &= of_day & Q(id__gte=ends["first"] or 0, id__lte=ends["last"] or 0)
    return matching


def rows(entries: Collection[Entry]) -> list[Row]:
    """Return entries as a page shows them; one query for each kind of thing."""
    ids: dict[str, set[int]] = {}
    for entry in entries:
        ids.setdefault(entry.subject_label, set()).add(entry.subject_id)
    things = {label: events.things(label, found) for label, found in ids.items()}
    return [
        Row(
            entry,
            action=events.title(entry.action),
            kind=events.kind(entry.subject_label),
            thing=things[entry.subject_label].get(entry.subject_id, ""),
            details=[
                (name, value if isinstance(value, str) else canonical.encode(value))
                for name, value in entry.details.items()
            ],
        )
        for entry in entries
    ]
