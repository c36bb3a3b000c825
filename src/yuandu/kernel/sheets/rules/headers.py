"""Finding the header below the titles, and reading what its cells say.

1. Each of the first rows, alone or with the one or two below it, is tried as the header;
   the one in which most of the layout's columns are found is it.
2. A header in several rows is folded: merged parents are spread over their children.
3. Units are taken from brackets (投资（万元）) or from the end of the name (投资万元).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from yuandu.engines.quantities.reasons import Unreadable
from yuandu.engines.quantities.units import read_measure
from yuandu.kernel.sheets.rules.grids import Grid, Merge, is_blank, shown

SEARCHED_ROWS = 30
MOST_DEPTH = 3
MOST_COLUMNS = 1000
ARROW = " › "

_BRACKETS = re.compile(r"[（(\[【〔]([^（(\[【〔）)\]】〕]*)[）)\]】〕]")
_UNIT_AT_END = re.compile(
    r"(?:[:：/_\-—\s]+|(?<=[\u4e00-\u9fff]))"
    r"((?:百|千|十)?[万亿]?元|亩|公顷|平方米|㎡|%|‰|吨标准煤|吨|人|个|家|[A-Za-z]{3})$"
)
_SHEET_UNIT = re.compile(r"单\s*位\s*[:：]\s*([^\s，,;；、（）()]+)|\bunit\s*:\s*([^;,()]+)", re.I)
_NUMBERING = re.compile(r"^\d+(?=[^\d])")


def fold(text: str) -> str:
    """Return a name for comparing: half-width, lower case, letters, digits and 汉字 alone."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).lower())


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What stands over one column of the file.

    Attributes:
        column: From 0.
        label: As it reads, parents first: 投资（万元） › 总投资. Unique in its header.
        names: Folded names it may go by, likeliest first.
        unit: As written, "" where none is.
    """

    column: int
    label: str
    names: tuple[str, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header of a sheet.

    Attributes:
        top: Its first row, from 0.
        bottom: Its last row.
        fields: Column of the file → field it is taken for.
        twice: Field → the columns that look like it equally.
        unit: What a line above says of the whole sheet (单位：万元), "" for nothing.
    """

    top: int
    bottom: int
    headings: tuple[Heading, ...]
    fields: Mapping[int, str]
    twice: Mapping[str, tuple[int, ...]]
    unit: str = ""

    @property
    def fingerprint(self) -> str:
        """The same for files with the same headers, whatever their rows."""
        labels = "\x1f".join(heading.label for heading in self.headings)
        return hashlib.sha256(labels.encode()).hexdigest()

    def heading(self, column: int) -> Heading | None:
        return next((each for each in self.headings if each.column == column), None)


def find(
    grid: Grid, names: Mapping[str, str], *, row: int | None = None, known: Sequence[str] = ()
) -> Header | None:
    """Return the header of a sheet, or `None` where there is nothing like a table.

    Where no column is known, the row with the most texts is taken, for a person to map.

    Args:
        grid: The sheet, or its first rows.
        names: Folded header → field.
        row: The header's last row, from 0, if somebody said so.
        known: Labels that a mapping speaks of; they count like known names.
    """
    spoken = {fold(label) for label in known}
    rows = range(min(SEARCHED_ROWS, len(grid.rows))) if row is None else [row]
    best: tuple[tuple[int, int, int], Header] | None = None
    for bottom in rows:
        for depth in range(1, MOST_DEPTH + 1):
            top = bottom - depth + 1
            if top < 0 or all(map(is_blank, grid.rows[top])):
                break
            header = _read(grid, top, bottom, names)
            found = len(header.fields) + sum(fold(each.label) in spoken for each in header.headings)
            rank = (found, depth if _has_parents(grid, top, bottom) else -depth, -bottom)
            if (found or row is not None) and (best is None or rank > best[0]):
                best = (rank, header)
    found_header = best[1] if best else _likeliest(grid, names)
    if found_header is None:
        return None
    return replace(found_header, unit=_sheet_unit(grid, found_header.top))


def _likeliest(grid: Grid, names: Mapping[str, str]) -> Header | None:
    """Return the row with the most different texts: nothing is known, but a person may say."""
    counts = [
        len({cell.strip() for cell in row if isinstance(cell, str) and cell.strip()})
        for row in grid.rows[:SEARCHED_ROWS]
    ]
    if not counts or max(counts) < 2:  # noqa: PLR2004 - one text is a title
        return None
    top = counts.index(max(counts))
    return _read(grid, top, top, names)


def _has_parents(grid: Grid, top: int, bottom: int) -> bool:
    """Whether the merged cells show that the rows are one header, parents over children."""
    if top == bottom:
        return False
    merges = [merge for merge in grid.merges or () if merge.top == top]
    downwards = any(merge.bottom == bottom for merge in merges)
    width = max(map(len, grid.rows[top : bottom + 1]))
    sideways = [merge.right - merge.left + 1 for merge in merges if merge.right > merge.left]
    return downwards or (len(sideways) > 1 and max(sideways) < width * 0.8)


def _sheet_unit(grid: Grid, top: int) -> str:
    for row in grid.rows[:top]:
        for cell in row:
            for said in _SHEET_UNIT.finditer(cell) if isinstance(cell, str) else ():
                unit = (said[1] or said[2]).strip()
                if _is_unit(unit):  # 填报单位：发改局　单位：万元
                    return unit
    return ""


def _read(grid: Grid, top: int, bottom: int, names: Mapping[str, str]) -> Header:
    levels = [_spread(grid, row, row < bottom) for row in range(top, bottom + 1)]
    width = max(map(len, levels))
    headings = []
    for column in range(width):
        parts = [level[column] if column < len(level) else "" for level in levels]
        # A cell merged downwards says the same in each row.
        texts = [text for text, above in zip(parts, ["", *parts], strict=False) if text != above]
        texts = [text for text in texts if text]
        if texts:
            headings.append(_heading(column, texts, names))
    headings = list(_with_labels_once(headings))
    fields, twice = _claims(headings, names)
    return Header(top=top, bottom=bottom, headings=tuple(headings), fields=fields, twice=twice)


def _spread(grid: Grid, row: int, is_parent: bool) -> list[str]:
    """Return the texts of a header row, merged ones in each of their cells."""
    texts = [" ".join(shown(cell).split()) for cell in grid.rows[row][:MOST_COLUMNS]]
    for merge in _merges_over(grid, row):
        text = " ".join(shown(grid.cell(merge.top, merge.left)).split())
        for column in range(merge.left, min(merge.right + 1, MOST_COLUMNS)):
            texts.extend([""] * (column + 1 - len(texts)))
            texts[column] = text
    if is_parent and grid.merges is None:
        # The format does not tell what is merged: a parent reaches to the next one.
        for column, (before, text) in enumerate(pairwise(texts), start=1):
            if not text and not is_blank(grid.cell(row + 1, column)):
                texts[column] = texts[column - 1] or before
    return texts


def _merges_over(grid: Grid, row: int) -> Iterator[Merge]:
    return (merge for merge in grid.merges or () if merge.top <= row <= merge.bottom)


def _heading(column: int, texts: list[str], names: Mapping[str, str]) -> Heading:
    bare, units = zip(*(_without_unit(text) for text in texts), strict=True)
    unit = next((each for each in reversed(units) if each), "")
    candidates = []
    if len(texts) > 1:
        candidates += ["".join(bare), "".join(reversed(bare)), "".join(bare[-2:])]
        candidates.append("".join(reversed(bare[-2:])))
    candidates.append(bare[-1])
    folded = [fold(each) for each in candidates]
    folded.append(fold(texts[-1]))
    folded += [_NUMBERING.sub("", each) for each in folded]
    if not unit:
        said = _UNIT_AT_END.search(texts[-1].strip())
        if said and fold(texts[-1][: said.start()]) in names and _is_unit(said[1]):
            unit = said[1]
            folded.append(fold(texts[-1][: said.start()]))
    label = ARROW.join(texts)
    return Heading(
        column=column,
        label=label,
        names=tuple(dict.fromkeys(each for each in folded if each)),
        unit=unit,
    )


def _without_unit(text: str) -> tuple[str, str]:
    """Return a header without what stands in brackets, and the unit that stood there."""
    unit = ""
    for inside in _BRACKETS.findall(text):
        said = re.sub(r"^\s*单位\s*[:：]\s*|^\s*unit\s*:\s*", "", inside, flags=re.I).strip()
        for part in re.split(r"[，,、;；/\s]", said) if not _is_unit(said) else [said]:
            if _is_unit(part):
                unit = part
    return _BRACKETS.sub("", text), unit


def _is_unit(text: str) -> bool:
    if not text.strip():
        return False
    try:
        read_measure(text)
    except Unreadable:
        return False
    return True


def _with_labels_once(headings: list[Heading]) -> Iterator[Heading]:
    seen: dict[str, int] = {}
    for heading in headings:
        count = seen[heading.label] = seen.get(heading.label, 0) + 1
        yield replace(heading, label=f"{heading.label} ({count})") if count > 1 else heading


def _claims(
    headings: list[Heading], names: Mapping[str, str]
) -> tuple[dict[int, str], dict[str, tuple[int, ...]]]:
    """Give each column the field it most likely is; the likelier name goes first."""
    claims = sorted(
        (rank, heading.column, names[name])
        for heading in headings
        for rank, name in enumerate(heading.names)
        if name in names
    )
    fields: dict[int, str] = {}
    ranks: dict[str, int] = {}
    twice: dict[str, tuple[int, ...]] = {}
    for rank, column, field in claims:
        if column in fields:
            continue
        if field not in ranks:
            fields[column] = field
            ranks[field] = rank
        elif ranks[field] == rank:
            first = next(each for each, name in fields.items() if name == field)
            twice[field] = (*twice.get(field, (first,)), column)
    return fields, twice
