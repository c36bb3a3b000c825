"""The table of a calendar as a text file: what a yearly notice announces, one day a line.

    day,kind,name,name_en
    2026,announced,,
    2026-02-17,off,春节,Spring Festival
    2026-02-28,work,春节,Spring Festival

`announced` says that a year's notice is out and that what the table does not name follows the
week. `off` is a day of rest, `work` a day at the weekend worked to make up for one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

COLUMNS = ("day", "kind", "name", "name_en")


class BadTable(ValueError):
    """A line of the table cannot be read; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A day that does not follow the week, and the holiday on whose account."""

    works: bool
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Table:
    """Announced years and the days that differ from the plain week."""

    announced: frozenset[int]
    entries: Mapping[date, Entry]

    def joined(self, other: Table) -> Table:
        """Return both tables in one; the other's years replace this one's."""
        kept = {
            day: entry for day, entry in self.entries.items() if day.year not in other.announced
        }
        return Table(self.announced | other.announced, MappingProxyType(kept | dict(other.entries)))


def read_table(text: str) -> Table:
    """Read a table.

    Raises:
        BadTable: a column is missing, a line has an unknown kind or no day, a day stands
            twice or in a year that is not announced.
    """
    lines = csv.DictReader(io.StringIO(text))
    if tuple(lines.fieldnames or ()) != COLUMNS:
        raise BadTable(f"the first line must be {','.join(COLUMNS)}")
    announced: set[int] = set()
    entries: dict[date, Entry] = {}
    for number, line in enumerate(lines, start=2):
        try:
            _read_line(line, announced, entries)
        except (ValueError, TypeError) as error:
            raise BadTable(f"line {number}: {error}") from error
    strays = sorted({day.year for day in entries} - announced)
    if strays:
        raise BadTable(f"days of the year {strays[0]}, which is not announced")
    return Table(frozenset(announced), MappingProxyType(entries))


def _read_line(line: Mapping[str, str], announced: set[int], entries: dict[date, Entry]) -> None:
    kind = line["kind"]
    if kind == "announced":
        announced.add(int(line["day"]))
        return
    if kind not in {"off", "work"}:
        raise ValueError(f"the kind {kind!r} is none of announced, off, work")
    day = date.fromisoformat(line["day"])
    if day in entries:
        raise ValueError(f"{day} stands twice")
    entries[day] = Entry(kind == "work", line["name"], line["name_en"])


def write_table(table: Table) -> str:
    """Return the table as text that `read_table` reads back."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(COLUMNS)
    for year in sorted(table.announced):
        lines.writerow([year, "announced", "", ""])
        lines.writerows(_lines_of(year, table))
    return out.getvalue()


def _lines_of(year: int, table: Table) -> Iterable[tuple[str, str, str, str]]:
    return (
        (day.isoformat(), "work" if entry.works else "off", entry.name, entry.name_en)
        for day, entry in sorted(table.entries.items())
        if day.year == year
    )
