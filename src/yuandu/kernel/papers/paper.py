"""A paper of an office: what it says, and not a word of how it looks.

`printing.pdf` and `word.docx` make files of it, with the same content. Its texts may come
from anybody; characters that cannot be seen are taken out here, once.
"""

import datetime
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

# Formatting characters turn a line around or hide parts of it; neither XML nor a font
# takes controls, lone surrogates and what is no character at all.
_UNSEEN = {"Cc", "Cf", "Cs", "Cn"}
_GAPS = {"Zl", "Zp"}


def seen(text: str) -> str:
    """Return `text` in one line, without characters that cannot be seen."""
    return "".join(_shown(each) for each in text).strip(" ")


def _shown(character: str) -> str:
    if character.isspace() and character != "\u3000":
        return " "
    kind = unicodedata.category(character)
    if kind in _GAPS:
        return " "
    return "" if kind in _UNSEEN else character


class UnevenTable(Exception):
    """A row has more or fewer cells than the head."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head.

    Attributes:
        numbers: Places of the columns that are set to the right.
        title: What stands above it.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    title: str = ""

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.heads):
                raise UnevenTable


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, numbered by its place, and what stands under it."""

    heading: str
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a paragraph that was edited: it stayed the `same`, is `gone`, or is `new`."""

    kind: Literal["same", "gone", "new"]
    text: str


@dataclass(frozen=True, slots=True)
class Revised:
    """A paragraph with its edits: a Word file tracks them, elsewhere it reads as it is now.

    Attributes:
        by: Who edited it last.
        at: When.
    """

    stretches: tuple[Stretch, ...]
    by: str
    at: datetime.datetime

    @property
    def text(self) -> str:
        return "".join(each.text for each in self.stretches if each.kind != "gone")


type Block = str | Revised | Table | Section


@dataclass(frozen=True, slots=True)
class Signature:
    """Who issues the paper, and the day it was settled (成文日期)."""

    office: str
    on: datetime.date


@dataclass(frozen=True, slots=True)
class Attachment:
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper of an office.

    Attributes:
        language: Of the paper, not of who prints it: `zh-hans` or `en`.
        addressee: To whom; blank for everybody.
        number: The document number, as 鸢重办〔2026〕7号. Without one there is no red head.
        letterhead: What the red head says, if there is one.
        marks: What stands above all: that it is a draft, that its data are a sample.
        is_compact: Set small and close, for what has to fit on one sheet.
    """

    title: str
    blocks: tuple[Block, ...]
    language: str
    addressee: str = ""
    number: str = ""
    letterhead: str = ""
    marks: tuple[str, ...] = ()
    signature: Signature | None = None
    attachments: tuple[Attachment, ...] = field(default=())
    is_compact: bool = False

    @property
    def has_red_head(self) -> bool:
        return bool(self.number and self.letterhead)


def revised(stretches: Iterable[Stretch], by: str, at: datetime.datetime) -> Iterator[Revised]:
    """Yield an edited text paragraph by paragraph; where one ended that is gone, a gap is left."""
    line: list[Stretch] = []
    for each in stretches:
        if each.kind == "gone":
            line.append(Stretch("gone", _clean(" ".join(each.text.splitlines()))))
            continue
        first, *others = each.text.split("\n")
        line.append(Stretch(each.kind, _clean(first)))
        for other in others:
            yield Revised(tuple(line), by, at)
            line = [Stretch(each.kind, _clean(other))]
    yield Revised(tuple(line), by, at)


def _clean(text: str) -> str:
    return "".join(_shown(each) for each in text)


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text as somebody typed it."""
    return tuple(line for each in text.splitlines() if (line := seen(each)))


def as_cells(values: Sequence[object]) -> tuple[str, ...]:
    """Return a row's values as a table holds them; nothing is a dash."""
    return tuple("—" if value is None or value == "" else str(value) for value in values)
