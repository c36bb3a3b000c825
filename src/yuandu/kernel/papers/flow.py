"""A paper as pieces in their order, each with its kind: what both files are written from."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from babel.dates import format_date
from django.utils import translation
from django.utils.translation import pgettext

from yuandu.kernel.papers.paper import (
    Attachment,
    Block,
    Paper,
    Revised,
    Section,
    Signature,
    Table,
    seen,
)

_DIGITS = "零一二三四五六七八九"
DEEPEST = 3
NO_SEAL = 4.0  # characters right of the day of issue, where the seal's edge comes


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of text or a table.

    Attributes:
        kind: Which style it has: `title`, `addressee`, `heading1`, `text`, `table`, …
        text: What it says; of a table, its title.
        first: How far its first line is moved in, in characters.
        left: The same for its other lines.
        right: How far it ends from the right edge, in characters.
        revised: How the text came about, where that is to be seen.
    """

    kind: str
    text: str
    first: float = 0
    left: float = 0
    right: float = 0
    table: Table | None = None
    revised: Revised | None = None

    @property
    def indent(self) -> float:
        """How far the first line is moved in beyond the others."""
        return self.first - self.left


def flow(paper: Paper) -> list[Piece]:
    """Return the pieces of `paper`, in its own language."""
    with translation.override(paper.language):
        return list(_flow(paper))


def _flow(paper: Paper) -> Iterator[Piece]:
    for mark in paper.marks:
        yield Piece("mark", seen(mark))
    if paper.has_red_head:
        yield Piece("letterhead", seen(paper.letterhead))
        yield Piece("number", seen(paper.number))
    elif paper.number:
        yield Piece("bare_number", seen(paper.number))
    yield Piece("title", seen(paper.title))
    if paper.addressee:
        yield Piece("addressee", seen(paper.addressee) + pgettext("after whom a letter is to", ":"))
    yield from _blocks(paper.blocks)
    yield from _list(paper.attachments)
    if paper.signature:
        yield from _signature(paper.signature)
    for at, each in enumerate(paper.attachments, start=1):
        number = at if len(paper.attachments) > 1 else 0
        yield Piece("attachment", _attachment(number))
        yield Piece("attachment_title", seen(each.title))
        yield from _blocks(each.blocks)


def _blocks(blocks: Sequence[Block], level: int = 1) -> Iterator[Piece]:
    at = 0
    for block in blocks:
        if isinstance(block, Table):
            yield _table(block)
        elif isinstance(block, Section):
            at += 1
            yield Piece(f"heading{level}", f"{_number(at, level)}{seen(block.heading)}", first=2)
            yield from _blocks(block.blocks, min(level + 1, DEEPEST))
        elif isinstance(block, Revised):
            if any(each.text for each in block.stretches):
                yield Piece("text", seen(block.text), first=2, revised=block)
        elif text := seen(block):
            yield Piece("text", text, first=2)


def _table(table: Table) -> Piece:
    heads = tuple(map(seen, table.heads))
    rows = tuple(tuple(map(seen, row)) for row in table.rows)
    return Piece("table", seen(table.title), table=Table(heads, rows, table.numbers))


def _number(at: int, level: int) -> str:
    """Return the number before a heading: 一、 （一） 1. and in English 1. (1) a."""
    if (translation.get_language() or "").startswith("zh"):
        return (f"{chinese(at)}、", f"（{chinese(at)}）", f"{at}.")[level - 1]
    letter = chr(ord("a") + (at - 1) % 26)
    return (f"{at}. ", f"({at}) ", f"{letter}. ")[level - 1]


def chinese(number: int) -> str:
    """Return a number from 1 to 99 as headings have it: 十, 十二, 二十."""
    tens, ones = divmod(number, 10)
    before = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return before + (_DIGITS[ones] if ones or not tens else "")


def _attachment(number: int) -> str:
    if not number:
        return pgettext("official paper", "Attachment")
    return pgettext("official paper", "Attachment %(number)s") % {"number": number}


def _list(attachments: Sequence[Attachment]) -> Iterator[Piece]:
    """Yield what is attached, names hanging under one another."""
    if not attachments:
        return
    head = pgettext("official paper", "Attachments: ")
    if len(attachments) == 1:
        head = pgettext("official paper", "Attachment: ")
        yield Piece("attached", head + seen(attachments[0].title), 2, 2 + width(head))
        return
    for at, each in enumerate(attachments, start=1):
        before = head if at == 1 else ""
        first = 2 if at == 1 else 2 + width(head)
        text = f"{before}{at}.{seen(each.title)}"
        yield Piece("attached", text, first, 2 + width(head) + width(f"{at}."))


def _signature(signature: Signature) -> Iterator[Piece]:
    """Yield who issues and the day: the day four characters in, the office centred above it."""
    office, day = seen(signature.office), in_words(signature.on)
    over = (width(day) - width(office)) / 2
    # A name longer than twice its room begins at the edge and pushes the day in.
    right = max(NO_SEAL + over, 0)
    yield Piece("office", office, right=right)
    yield Piece("day", day, right=right - over)


def in_words(on: datetime.date) -> str:
    """Return a day as papers have it: 2026年7月5日."""
    if (translation.get_language() or "").startswith("zh"):
        return f"{on.year}年{on.month}月{on.day}日"
    return format_date(on, "d MMMM y", locale="en")


def width(text: str) -> float:
    """Return how wide `text` is, in Chinese characters: a Latin letter or a digit is half."""
    return sum(0.5 if each.isascii() else 1.0 for each in text)
