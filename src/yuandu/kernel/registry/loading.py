"""Files of divisions and industries, read into rows and problems. No database here.

Divisions come as CSV (`code,name` and any other field of `DivisionRow`) or as GeoJSON,
industries as CSV (`code,name,parent,level`); gzip is undone, UTF-8 and GB18030 are told apart.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import math
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from typing import Any

from yuandu.engines.quantities import half_width

MOST_BYTES = 100 * 1024 * 1024
MOST_POINTS = 200_000  # of one division's border
_CODE_LENGTH, _INDUSTRY_CODE_LENGTH, _NAME_LENGTH = 20, 10, 200
# How the collections that circulate name a feature's code, name and middle.
_CODES, _NAMES = ("code", "adcode", "id", "gb_code"), ("name", "NAME", "name_zh")
_MIDDLES = ("center", "centroid", "cp")


@dataclass(frozen=True, slots=True)
class Fault:
    """What keeps a row, or without a line the file, from being read.

    Attributes:
        code: A key of `wording.LOADING`.
        found: What stands there, or the limit passed.
        line: The row, counted as a spreadsheet counts; None for the file.
    """

    code: str
    found: str = ""
    line: int | None = None


class Unreadable(Exception):
    """The file as a whole cannot be read."""

    def __init__(self, code: str, found: str = "") -> None:
        self.fault = Fault(code, found)
        super().__init__(code, found)


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """A division as a file has it; None means that the file does not say."""

    code: str
    name: str
    line: int
    name_en: str | None = None
    short: str | None = None
    short_en: str | None = None
    kind: str | None = None
    gb_code: str | None = None
    parent: str | None = None
    level: int | None = None
    longitude: float | None = None
    latitude: float | None = None
    geometry: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class IndustryRow:
    """An industry as a file has it."""

    code: str
    name: str
    line: int
    name_en: str = ""
    parent: str = ""
    level: int = 1


@dataclass(slots=True)
class Read[Row: (DivisionRow, IndustryRow)]:
    """What a file gave: rows, and what is wrong with others."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_divisions(content: bytes) -> Read[DivisionRow]:
    """Read divisions from CSV or GeoJSON, whichever it is.

    Raises:
        Unreadable: neither, or in no known encoding.
    """
    text = _text(content)
    if text.lstrip().startswith("{"):
        return _collected(list(_features(text)), _division_of_feature)
    lines = _lines(text, ("code", "name"))
    return _collected(lines, _division_of_line)


def read_industries(content: bytes) -> Read[IndustryRow]:
    """Read industries from CSV; a parent has to stand above its parts.

    Raises:
        Unreadable: a column is missing, or the encoding is not known.
    """
    return _collected(_lines(_text(content), ("code", "name", "parent")), _industry_of_line)


def _text(content: bytes) -> str:
    if content.startswith(b"\x1f\x8b"):
        content = _unpacked(content)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("unknown-encoding")


def _unpacked(content: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
            unpacked = file.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise Unreadable("file-broken", "gzip") from error
    if len(unpacked) > MOST_BYTES:
        raise Unreadable("file-too-large", str(MOST_BYTES // 1024**2))
    return unpacked


type Numbered = tuple[int, Mapping[str, Any]]


def _lines(text: str, needed: Sequence[str]) -> list[Numbered]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        missing = [name for name in needed if name not in (reader.fieldnames or ())]
        if missing:
            raise Unreadable("column-missing", missing[0])
        return [
            (number, {name: (cell or "").strip() for name, cell in line.items() if name})
            for number, line in enumerate(reader, start=2)
        ]
    except csv.Error as error:
        raise Unreadable("file-broken", str(error)) from error


def _features(text: str) -> Iterator[Numbered]:
    try:
        collection = json.loads(text)
        features = collection["features"]
        yield from enumerate(({**feature} for feature in features), start=1)
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise Unreadable("not-geojson") from error


class _Wrong(Exception):
    """A row cannot be read."""

    def __init__(self, code: str, found: str = "") -> None:
        self.code, self.found = code, found
        super().__init__(code, found)


def _collected[Row: (DivisionRow, IndustryRow)](
    lines: Sequence[Numbered], read: Callable[[int, Mapping[str, Any]], Row]
) -> Read[Row]:
    result: Read[Row] = Read()
    seen: set[str] = set()
    for number, line in lines:
        try:
            row = read(number, line)
            if row.code in seen:
                raise _Wrong("row-twice", row.code)
        except _Wrong as wrong:
            result.faults.append(Fault(wrong.code, wrong.found, number))
            continue
        seen.add(row.code)
        result.rows.append(row)
    return result


def _division_of_line(number: int, line: Mapping[str, str]) -> DivisionRow:
    return DivisionRow(
        code=_code(line["code"], _CODE_LENGTH),
        name=_name(line["name"]),
        line=number,
        name_en=line.get("name_en"),
        short=line.get("short"),
        short_en=line.get("short_en"),
        kind=line.get("kind"),
        gb_code=line.get("gb_code"),
        parent=line.get("parent"),
        level=_level(line.get("level")),
        longitude=_degrees(line.get("longitude"), 180),
        latitude=_degrees(line.get("latitude"), 90),
    )


def _division_of_feature(number: int, feature: Mapping[str, Any]) -> DivisionRow:
    properties = feature.get("properties") or {}
    if not isinstance(properties, dict):
        raise _Wrong("row-code", str(_CODE_LENGTH))
    said = {**properties, "id": feature.get("id", properties.get("id"))}
    code = next((said[key] for key in _CODES if said.get(key) is not None), "")
    name = next((said[key] for key in _NAMES if said.get(key)), "")
    middle = next((said[key] for key in _MIDDLES if said.get(key)), [None, None])
    if not isinstance(middle, list) or len(middle) != 2:  # noqa: PLR2004 - a point
        raise _Wrong("row-number", str(middle)[:60])
    return DivisionRow(
        code=_code(str(code), _CODE_LENGTH),
        name=_name(str(name)),
        line=number,
        longitude=_degrees(middle[0], 180),
        latitude=_degrees(middle[1], 90),
        geometry=_geometry(feature.get("geometry")),
    )


def _industry_of_line(number: int, line: Mapping[str, str]) -> IndustryRow:
    return IndustryRow(
        code=_code(line["code"], _INDUSTRY_CODE_LENGTH),
        name=_name(line["name"]),
        line=number,
        name_en=line.get("name_en", ""),
        parent=line["parent"],
        level=_level(line.get("level")) or 1,
    )


def _code(text: str, most: int) -> str:
    code = half_width(text).strip()
    if not code or len(code) > most or not code.isprintable():
        raise _Wrong("row-code", str(most))
    return code


def _name(text: str) -> str:
    name = text.strip()
    if not name or len(name) > _NAME_LENGTH or not name.isprintable():
        raise _Wrong("row-name", str(_NAME_LENGTH))
    return name


def _level(text: str | None) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 0 < int(text[:3]) < 10):  # noqa: PLR2004
        raise _Wrong("row-number", text[:60])
    return int(text)


def _degrees(given: object, most: int) -> float | None:
    if given is None or given == "":
        return None
    try:
        degrees = float(str(given))
    except ValueError:
        degrees = math.nan
    if not abs(degrees) <= most:  # also of what is no number
        raise _Wrong("row-number", str(given)[:60])
    return degrees


def _geometry(given: object) -> Mapping[str, Any] | None:
    """Return a polygon's geometry as it came, nothing for nothing."""
    if given is None:
        return None
    depths = {"Polygon": 2, "MultiPolygon": 3}
    if not isinstance(given, dict) or given.get("type") not in depths:
        raise _Wrong("row-geometry")
    coordinates = given.get("coordinates")
    if not 0 < _points(coordinates, depths[given["type"]]) <= MOST_POINTS:
        raise _Wrong("row-geometry")
    return {"type": given["type"], "coordinates": coordinates}


def _points(coordinates: object, depth: int) -> int:
    """Count the points, each two or three numbers on the globe, nested as deep as they must be."""
    if not isinstance(coordinates, list):
        raise _Wrong("row-geometry")
    if depth:
        return sum(_points(part, depth - 1) for part in coordinates)
    numbers = [each for each in coordinates if isinstance(each, int | float)]
    if len(numbers) != len(coordinates) or len(numbers) not in {2, 3}:
        raise _Wrong("row-geometry")
    if not (abs(numbers[0]) <= 180 and abs(numbers[1]) <= 90):  # noqa: PLR2004 - degrees
        raise _Wrong("row-geometry")
    return 1


# --- What the package brings along -----------------------------------------------------


def _shipped(name: str) -> bytes:
    return resources.files(__package__).joinpath("data", name).read_bytes()


@cache
def weifang() -> tuple[DivisionRow, ...]:
    """Return the divisions of Weifang: twelve counties with borders, five zones without."""
    borders = {row.code: row.geometry for row in read_divisions(_shipped("weifang.geojson")).rows}
    rows = read_divisions(_shipped("weifang.csv")).rows
    return tuple(replace(row, geometry=borders.get(row.code)) for row in rows)


@cache
def industries() -> tuple[IndustryRow, ...]:
    """Return the 20 sections and 97 divisions of GB/T 4754-2017."""
    return tuple(read_industries(_shipped("gbt4754-2017.csv")).rows)
