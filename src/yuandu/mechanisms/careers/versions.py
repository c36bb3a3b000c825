"""What a rung asks, in every version, as its page tells it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from yuandu.mechanisms.careers import wording
from yuandu.mechanisms.careers.library import book_of
from yuandu.mechanisms.careers.models import RungBook


@dataclass(frozen=True, slots=True)
class BookTold:
    """A version of a book: its clauses, and whether it is the one that holds."""

    row: RungBook
    title: str
    document: str
    source: str
    clauses: tuple[tuple[str, str], ...]
    is_in_force: bool


def books(rows: Iterable[RungBook], today: datetime.date) -> list[BookTold]:
    """Return the versions, of each door the newest first."""
    found = sorted(rows, key=lambda row: row.effective_from, reverse=True)
    found.sort(key=lambda row: row.source_id or 0)
    told, settled = [], set()
    for row in found:
        holds = row.effective_from <= today and row.source_id not in settled
        if holds:
            settled.add(row.source_id)
        told.append(_told(row, is_in_force=holds))
    return told


def _told(row: RungBook, *, is_in_force: bool) -> BookTold:
    book = book_of(row.text, row.code)
    return BookTold(
        row,
        wording.book_title(book),
        book.document,
        wording.rung_title(row.source) if row.source else "",
        tuple((one.clause, wording.title_of(one)) for one in book.criteria),
        is_in_force,
    )
