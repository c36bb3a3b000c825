"""Opens a workbook in a process of its own, under limits of memory and time.

Whatever a hostile file does to the parser (a cell in the last corner of the sheet, XML
that expands, a crash), it does to this process alone. Run by path with a file's path and,
for all of a sheet, its name; needs nothing but the standard library and the parser.

What it prints, one JSON value a line: first what the sheets are, then for each sheet asked
for its merges, its marks and its rows. Days are `{"d": "2024-03-01"}`.
"""

from __future__ import annotations

import datetime
import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

MEMORY = 1024**3  # bytes of address space
SECONDS = 60  # of processor time
HEAD_ROWS = 60
MOST_SHEETS = 60
MOST_CELLS = 8_000_000
MOST_MARKS = 20_000
BLOCK = 1 << 20

_CELL = re.compile(rb"<c ([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_WITH_VALUE = re.compile(rb"<v>[^<]|<is>|<v [^>]*>[^<]")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_FAILED_TYPE = re.compile(rb'\bt="e"')


def main() -> None:
    """Answer for the file and sheet that the arguments name."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    path, names = sys.argv[1], sys.argv[2:]
    try:
        with CalamineWorkbook.from_path(path) as book:
            _answer(path, book, names)
    except PasswordError:
        _say({"error": "encrypted"})
    except MemoryError:
        _say({"error": "too-much"})
    except (CalamineError, OSError, zipfile.BadZipFile, ValueError, KeyError) as error:
        _say({"error": "unreadable", "detail": str(error)[:200]})


def _say(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=True, default=_as_json))
    sys.stdout.write("\n")


def _as_json(value: object) -> Any:
    if isinstance(value, datetime.datetime):
        return {"dt": value.isoformat()}
    if isinstance(value, datetime.date):
        return {"d": value.isoformat()}
    if isinstance(value, datetime.time):
        return {"t": value.isoformat()}
    if isinstance(value, datetime.timedelta):
        return {"s": value.total_seconds()}
    raise TypeError(type(value).__name__)


def _answer(path: str, book: CalamineWorkbook, names: list[str]) -> None:
    tables = [meta for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet][
        :MOST_SHEETS
    ]
    visible = [meta.name for meta in tables if meta.visible == SheetVisibleEnum.Visible]
    hidden = [meta.name for meta in tables if meta.visible != SheetVisibleEnum.Visible]
    _say({"visible": visible, "hidden": hidden})
    # With one sheet there is nothing to choose from.
    whole = bool(names) or len(visible) == 1
    known = {*visible, *hidden}
    for name in names or visible:
        if name in known:
            _say_sheet(path, book, name, whole=whole)


def _say_sheet(path: str, book: CalamineWorkbook, name: str, *, whole: bool) -> None:
    sheet = book.get_sheet_by_name(name)
    height, width = _extent(sheet)
    if height * width > MOST_CELLS:
        _say({"error": "too-many-cells", "sheet": name, "height": height, "width": width})
        return
    rows = sheet.to_python(skip_empty_area=False, nrows=None if whole else HEAD_ROWS)
    merges = sheet.merged_cell_ranges
    # The format tells merges only where it is a workbook of Excel's.
    known = None if path.endswith(".ods") else [[*start, *end] for start, end in merges or ()]
    marks = list(_marks(path, book, name)) if whole else []
    _say({"sheet": name, "merges": known, "marks": marks, "rows": len(rows), "whole": whole})
    for row in rows:
        _say(row)


def _extent(sheet: CalamineSheet) -> tuple[int, int]:
    if sheet.end is None:
        return 0, 0
    return sheet.end[0] + 1, sheet.end[1] + 1


def _marks(path: str, book: CalamineWorkbook, name: str) -> Iterator[list[Any]]:
    """Yield row, column and mark of cells whose formula failed or was never calculated.

    The parser gives them as blank, and a blank cell means something else. Read from the
    sheet's XML, since the parser does not tell them apart.
    """
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        part = _part_of(archive, name)
        if part is None:
            return
        found = 0
        with archive.open(part) as file:
            for block in _blocks(file):
                if b"<f" not in block and b't="e"' not in block:
                    continue
                for attributes, inside in _CELL.findall(block):
                    mark = _mark(attributes, inside)
                    place = _PLACE.search(attributes) if mark else None
                    if place and found < MOST_MARKS:
                        found += 1
                        yield [int(place[2]) - 1, _column(place[1]), mark]


def _part_of(archive: zipfile.ZipFile, name: str) -> str | None:
    """Return the sheet's part of an .xlsx archive."""
    try:
        book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
        links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    except KeyError:
        return None
    ids = {
        _unescaped(match["name"]): match["id"]
        for tag in re.findall(r"<sheet [^>]*>", book)
        if (match := _attributes(tag, ("name", "id")))
    }
    targets = {
        match["Id"]: match["Target"]
        for tag in re.findall(r"<Relationship [^>]*>", links)
        if (match := _attributes(tag, ("Id", "Target")))
    }
    target = targets.get(ids.get(name, ""), "")
    part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    return part if part in archive.namelist() else None


def _attributes(tag: str, names: tuple[str, ...]) -> dict[str, str] | None:
    found = {}
    for name in names:
        match = re.search(rf'(?:^|[\s:]){name}="([^"]*)"', tag)
        if match is None:
            return None
        found[name] = match[1]
    return found


def _unescaped(text: str) -> str:
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'")):
        text = text.replace(entity, sign)
    return text.replace("&amp;", "&")


def _blocks(file: Any) -> Iterator[bytes]:
    """Yield a part's content in pieces that end with a row."""
    rest = b""
    while piece := file.read(BLOCK):
        rest += piece
        cut = rest.rfind(b"</row>")
        if cut >= 0:
            yield rest[: cut + 6]
            rest = rest[cut + 6 :]
        elif len(rest) > 64 * BLOCK:
            return
    yield rest


def _mark(attributes: bytes, inside: bytes) -> str | None:
    if _FAILED_TYPE.search(attributes):
        return "failed"
    if b"<f" in inside and not _WITH_VALUE.search(inside):
        return "uncalculated"
    return None


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - ord("A") + 1
    return column - 1


if __name__ == "__main__":
    main()
