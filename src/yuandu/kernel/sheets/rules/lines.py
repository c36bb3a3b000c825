"""Lines below a header that are no rows, told by what people write in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from yuandu.kernel.sheets.rules.grids import Cell, shown
from yuandu.kernel.sheets.rules.headers import fold

MOST_FOOTER_CELLS = 6
LONGEST_LABEL = 40  # characters of a total's name
FEWEST_IN_HEADER = 3  # cells, for a line to repeat or number the header

type Texts = Sequence[tuple[int, str]]  # column, text

_TOTAL = re.compile(
    r"(?P<of>.{0,20}?)(?P<word>合计|总计|小计|共计|累计|总共|subtotal|sub-total|grand total|total)"
    r"\s*(?:[（(\[].{0,20}[)）\]])?\s*[:：]?",
    re.IGNORECASE,
)
_WITHIN = frozenset({"小计", "subtotal", "sub-total"})
_FOOTER = re.compile(
    r"\s*[*＊]?\s*(?:填\s*[报表]\s*[人单日时]|制\s*表|审\s*核|复\s*核|签\s*发|报送|上报|单\s*位\s*负\s*责|"
    r"负\s*责\s*人|联系|统计负责|备\s*注\s*[:：]|注\s*[:：]|附\s*注|说\s*明\s*[:：]|填表说明|数据来源|"
    r"note|source|prepared by|checked by|approved by)",
    re.IGNORECASE,
)
_SECTION = re.compile(r"\s*(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[）)])")
_COLUMN_NUMBERS = re.compile(r"[甲乙丙丁戊己庚辛]|[（(]?\d{1,3}[）)]?|[A-Z]")


@dataclass(frozen=True, slots=True)
class TotalWord:
    """What a line of totals calls itself; `is_within`: it sums a group, not the whole."""

    label: str
    is_within: bool


def texts_of(line: Sequence[Cell]) -> list[tuple[int, str]]:
    """Return the texts of a line with their columns."""
    return [
        (column, text)
        for column, cell in enumerate(line)
        if isinstance(cell, str) and (text := cell.strip())
    ]


def total_word(texts: Texts) -> TotalWord | None:
    """Return what makes a line one of totals: 合计, 青州市小计, in one of its first texts."""
    for _, text in texts[:3]:
        if len(text) <= LONGEST_LABEL and (said := _TOTAL.fullmatch(text.replace(" ", ""))):
            is_within = said["word"].lower() in _WITHIN or bool(said["of"].strip())
            return TotalWord(said[0], is_within)
    return None


def is_footer(texts: Texts) -> bool:
    """Whether a line is a note or a signature: 填报人：张三."""
    return bool(texts) and _FOOTER.match(texts[0][1]) is not None


def is_heading(text: str) -> bool:
    """Whether a text alone on its line heads a part of the table: 一、省级项目."""
    return _SECTION.match(text) is not None


def repeats(texts: Texts, header: set[str]) -> bool:
    """Whether a line is the header again, as on each printed page."""
    return (
        len(texts) >= FEWEST_IN_HEADER
        and fold(texts[0][1]) in header
        and {fold(text) for _, text in texts} == header
    )


def numbers_columns(cells: Sequence[Cell]) -> bool:
    """Whether a line numbers the columns: 甲, 乙, 1, 2, 3."""
    texts = [shown(cell).strip() for cell in cells]
    if len(texts) < FEWEST_IN_HEADER or not all(map(_COLUMN_NUMBERS.fullmatch, texts)):
        return False
    numbers = [int(digits) for text in texts if (digits := re.sub(r"\D", "", text))]
    return len(numbers) > 1 and all(after - before == 1 for before, after in pairwise(numbers))
