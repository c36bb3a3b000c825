"""CSV and its relatives: the encoding and the delimiter are found out, gzip is undone."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import zlib
from collections import Counter, deque
from itertools import islice
from pathlib import Path

from yuandu.kernel.sheets.reading.refusals import Refused
from yuandu.kernel.sheets.rules.grids import NUL, SUBSTITUTE, Cell, Grid

MOST_UNPACKED = 200 * 1024 * 1024
MOST_BLANK_LINES = 10_000
DELIMITERS = ",\t;|"
SAMPLE = 64 * 1024
QUOTED_STARTS = tuple(f"'{sign}" for sign in "=+-@\t\r＝＋－＠")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read(path: Path, *, most_rows: int) -> Grid:
    """Return a delimited file as a grid of texts.

    Raises:
        Refused: `unknown-encoding`, `archive-too-large`, `archive-broken`, `open-quote`,
            `too-many-rows`, `is-html`.
    """
    text = decoded(_content(path))
    if text.lstrip()[:200].lower().startswith(("<!doctype html", "<html", "<table", "<?xml")):
        raise Refused("is-html")
    return Grid(rows=_rows(text, _delimiter(text[:SAMPLE]), most_rows))


def _content(path: Path) -> bytes:
    content = path.read_bytes()
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
            unpacked = file.read(MOST_UNPACKED + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise Refused("archive-broken") from error
    if len(unpacked) > MOST_UNPACKED:
        raise Refused(
            "archive-too-large",
            size=f"> {MOST_UNPACKED // 1024**2}",
            packed=f"{len(content) / 1024**2:.1f}",
            most=str(MOST_UNPACKED // 1024**2),
        )
    return unpacked


def decoded(content: bytes) -> str:
    """Return the text of a file whose encoding nobody states.

    Raises:
        Refused: `unknown-encoding`.
    """
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _decoded(content, (encoding,))
    if b"\0" in content[:200]:
        # Every other byte of mostly-ASCII UTF-16 is zero; which half tells the order.
        even = content[:200:2].count(0)
        odd = content[1:200:2].count(0)
        return _decoded(content, ("utf-16-be",) if even > odd else ("utf-16-le",))
    return _decoded(content, ("utf-8", "gb18030"))


def _decoded(content: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            return content.decode(encoding).replace(NUL, SUBSTITUTE)
        except UnicodeDecodeError:
            continue
    raise Refused("unknown-encoding")


def _delimiter(sample: str) -> str:
    """Return the delimiter with which most lines have the same, largest number of cells."""
    best, delimiter = (0, 0), ","
    lines = sample.splitlines()[:-1] or sample.splitlines()
    for each in DELIMITERS:
        try:
            widths = Counter(len(row) for row in csv.reader(lines[:60], delimiter=each) if row)
        except csv.Error:
            continue
        width, count = max(
            widths.items(), key=lambda item: (item[0] > 1) * item[1] * item[0], default=(1, 0)
        )
        rank = (count * (width - 1), width)
        if rank > best:
            best, delimiter = rank, each
    return delimiter


def _rows(text: str, delimiter: str, most_rows: int) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    blank = first = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    start = 0  # the line before the last record's first
    try:
        for line in reader:
            first, start = start, reader.line_num
            cells: list[Cell] = [_unquoted(cell) for cell in line]
            rows.append(cells)
            blank = 0 if any(line) else blank + 1
            if blank > MOST_BLANK_LINES:
                break
            if len(rows) - blank > most_rows:
                raise Refused("too-many-rows", most=str(most_rows))
    except csv.Error as error:  # a text longer than any
        raise Refused("open-quote", line=str(start + 1)) from error
    if _is_open(text, first, delimiter):
        raise Refused("open-quote", line=str(first + 1))
    return rows[: len(rows) - blank]


def _is_open(text: str, first: int, delimiter: str) -> bool:
    """Whether the last record, behind `first` lines, ends inside of a quoted text.

    It has swallowed all rows below its first then, and the lenient reader does not say so.
    """
    lines = islice(io.StringIO(text, newline=""), first, None)
    try:
        deque(csv.reader(lines, delimiter=delimiter, strict=True), maxlen=0)
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _unquoted(cell: str) -> str:
    """Return a cell without the quote that exports put before what looks like a formula."""
    return cell[1:] if cell.startswith(QUOTED_STARTS) else cell
