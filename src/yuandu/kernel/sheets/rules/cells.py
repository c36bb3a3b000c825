"""One cell into one value: a reader for each kind of column.

A reader is made once a column and called once a cell; what it looks up again and again
(choices, divisions, texts it has read before) it keeps.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import partial

from yuandu.engines.quantities.characters import half_width
from yuandu.engines.quantities.parsing import parse_quantity
from yuandu.engines.quantities.reasons import Unreadable
from yuandu.engines.quantities.units import Measure, read_measure
from yuandu.kernel.sheets.rules.columns import (
    EARLIEST,
    LATEST,
    Column,
    Kind,
    Place,
    Reference,
    Value,
)
from yuandu.kernel.sheets.rules.days import day_of, month_of
from yuandu.kernel.sheets.rules.grids import Cell, shown
from yuandu.kernel.sheets.rules.headers import fold
from yuandu.kernel.sheets.rules.mapping import Binding, nearest, nearest_few
from yuandu.kernel.sheets.rules.problems import BadCell

type Reader = Callable[[Cell], Value]

# What people write to leave a cell empty.
NOTHING = frozenset({"", "-", "--", "---", "—", "——", "－", "/", "\\", "／"})
NO_VALUE = NOTHING | {"无", "暂无", "没有", "n/a", "na", "null", "none", "nil", "空"}
FORMULA_STARTS = ("+", "@", "-", "\t")
MOST_NEAR = 3  # divisions that a message about an unknown one names
NAMES_EACH = 20  # that a division goes by, about
HUNDRED = Decimal(100)
EXACT_DIGITS = 15  # what a spreadsheet's number holds
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
_ERRORS = re.compile(r"#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)", re.I)


def has_controls(text: str) -> bool:
    """Whether a text holds characters that nobody can see."""
    return _CONTROLS.search(text) is not None


def reader_for(binding: Binding, place: Place, *, fractions: bool = False) -> Reader:
    """Return what turns the cells of a column into values.

    Args:
        binding: The column and how its file writes it.
        place: What names and money mean here.
        fractions: Bare numbers of a `Kind.PERCENT` are fractions already (0.743), as a
            spreadsheet keeps a cell formatted as a percentage.

    The reader returns `None` for a cell left empty, and raises `BadCell`.
    """
    read = _MAKERS[binding.column.kind](binding, place)
    if binding.column.kind is Kind.PERCENT and not fractions:
        read = _hundredths(read)
    blank = NOTHING if binding.column.kind in {Kind.TEXT, Kind.CODE} else NO_VALUE
    words = binding.words

    def reader(cell: Cell) -> Value:
        if isinstance(cell, str):
            # First of all: a cell of nothing but what nobody can see is empty.
            text = (_CONTROLS.sub("", cell) if has_controls(cell) else cell).strip()
            if words:
                text = words.get(fold(text), text)
            if text.lower() in blank:
                return None
            if text[0] == "=":
                raise BadCell("formula-text")
            if text[0] == "#" and _ERRORS.fullmatch(text):
                raise BadCell("formula-failed")
            return read(text)
        if cell is None:
            return None
        if words and (word := words.get(fold(shown(cell)))) is not None:
            return read(word)
        return read(cell)

    return reader


def _text(binding: Binding, place: Place) -> Reader:
    most = binding.column.max_length

    def read(cell: Cell) -> Value:
        text = " ".join(cell.split()) if isinstance(cell, str) else shown(cell)
        if len(text) > most:
            raise BadCell("too-long", length=str(len(text)), most=str(most))
        return text or None

    return read


def _code(binding: Binding, place: Place) -> Reader:
    most = binding.column.max_length

    def read(cell: Cell) -> Value:
        if isinstance(cell, float | int) and not isinstance(cell, bool):
            if abs(cell) >= 10**EXACT_DIGITS:
                raise BadCell("digits-lost", digits=str(EXACT_DIGITS))
            text = shown(cell)
        else:
            text = re.sub(r"\s", "", half_width(shown(cell)))
            # How Excel shows a long code that it took for a number: 3.70781E+17.
            if re.fullmatch(r"\d\.\d+[eE]\+\d+", text):
                raise BadCell("digits-lost", digits=str(EXACT_DIGITS))
        if len(text) > most:
            raise BadCell("too-long", length=str(len(text)), most=str(most))
        return text

    return read


def _number(binding: Binding, place: Place) -> Reader:
    column = binding.column
    base = place.currency if column.kind is Kind.MONEY else column.unit
    measure = read_measure(binding.unit) if binding.unit else Measure(Decimal(1), base)
    stated = binding.unit or base
    check = _within(column)
    scale = measure.scale if _same_unit(measure.unit, base) else None

    def read(cell: Cell) -> Value:
        if isinstance(cell, float | int) and not isinstance(cell, bool) and scale is not None:
            return check(_exact(cell) * scale)
        if not isinstance(cell, str | float | int) or isinstance(cell, bool):
            raise BadCell("not-a-number")
        return check(_converted(cell, stated, base))

    return read


def _same_unit(stated: str, base: str) -> bool:
    return stated == base or not stated or not base


def _exact(cell: float) -> Decimal:
    """Return a number as it prints: a spreadsheet holds 15 digits, the rest is noise."""
    if not math.isfinite(cell):
        raise BadCell("not-finite")
    if isinstance(cell, int):
        return Decimal(cell)
    if abs(cell) >= 10**EXACT_DIGITS:
        raise BadCell("out-of-range")
    return Decimal(f"{cell:.{EXACT_DIGITS}g}")


def _converted(cell: str | float, stated: str, base: str) -> Decimal:
    try:
        quantity = parse_quantity(_exact(cell) if isinstance(cell, float) else cell, stated or None)
        if quantity.upper is not None:
            raise BadCell("a-range")
        if base and quantity.unit and quantity.unit != base:
            return quantity.to(base)
    except Unreadable as error:
        raise BadCell(error.code, **error.params) from None
    except ValueError:
        raise BadCell("wrong-unit", unit=base) from None
    return quantity.value


def _within(column: Column) -> Callable[[Decimal], Decimal]:
    """Return the check of a number against its column's bounds and decimals."""
    least, most, places = column.least, column.most, column.places
    whole = column.decimals == 0 and not column.written_in
    unit = column.written_in or column.unit
    written = read_measure(unit).scale if unit else Decimal(1)
    if column.kind is Kind.PERCENT:
        unit, written = "%", 1 / HUNDRED

    def check(value: Decimal) -> Decimal:
        if isinstance(least, Decimal) and value < least:
            raise BadCell("too-small", least=_printed(least / written, unit))
        if isinstance(most, Decimal) and value > most:
            raise BadCell("too-large", most=_printed(most / written, unit))
        if whole and value != value.to_integral_value():
            raise BadCell("not-whole")
        return value if places is None else round(value, places)

    return check


def _printed(number: Decimal, unit: str) -> str:
    return f"{number.normalize():f}{unit}"


def _percent(binding: Binding, place: Place) -> Reader:
    check = _within(binding.column)

    def read(cell: Cell) -> Value:
        if isinstance(cell, float | int) and not isinstance(cell, bool):
            return check(_exact(cell))
        if not isinstance(cell, str):
            raise BadCell("not-a-number")
        return check(_converted(cell, "%", "") / HUNDRED)

    return read


def _hundredths(read: Reader) -> Reader:
    def reader(cell: Cell) -> Value:
        if isinstance(cell, float | int) and not isinstance(cell, bool):
            return read(f"{_exact(cell):f}")
        return read(cell)

    return reader


def holds_fractions(cells: Iterable[Cell]) -> bool:
    """Whether the bare numbers of a column of percentages are fractions, by their size."""
    sizes = [abs(number) for cell in cells if (number := _bare(cell)) is not None]
    return any(sizes) and max(sizes) <= 1


def _bare(cell: Cell) -> Decimal | None:
    """Return a cell's number where it stands alone, without a unit."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return Decimal(cell) if math.isfinite(cell) else None
    try:
        quantity = parse_quantity(cell) if isinstance(cell, str) else None
    except Unreadable:
        return None
    return quantity.value if quantity and not quantity.unit else None


def _date(binding: Binding, place: Place) -> Reader:
    return _day_reader(binding, partial(day_of, month_means=binding.column.month_means))


def _month(binding: Binding, place: Place) -> Reader:
    return _day_reader(binding, month_of)


def _day_reader(binding: Binding, read_day: Callable[[Cell, str], datetime.date]) -> Reader:
    column = binding.column
    least = column.least if isinstance(column.least, datetime.date) else EARLIEST
    most = column.most if isinstance(column.most, datetime.date) else LATEST
    seen: dict[str, datetime.date] = {}

    def read(cell: Cell) -> Value:
        day = seen.get(cell) if isinstance(cell, str) else None
        if day is None:
            day = read_day(cell, binding.date_format)
            if isinstance(cell, str):
                seen[cell] = day
        if not least <= day <= most:
            raise BadCell("date-out-of-range", first=least.isoformat(), last=most.isoformat())
        return day

    return read


def _choice(binding: Binding, place: Place) -> Reader:
    known = {
        fold(name): choice.code
        for choice in binding.column.choices
        for name in (choice.code, str(choice.title), *choice.synonyms)
    }
    titles = [str(choice.title) for choice in binding.column.choices]
    as_typed: dict[str, str] = {}

    def read(cell: Cell) -> Value:
        text = shown(cell)
        code = as_typed.get(text) or known.get(fold(text))
        if code is not None:
            as_typed[text] = code
        else:
            near = nearest(text, titles)
            raise BadCell("unknown-choice", nearest=near or "-", choices=" / ".join(titles))
        return code

    return read


def _division(binding: Binding, place: Place) -> Reader:
    known = place.divisions
    most = binding.column.max_length
    as_typed: dict[str, Reference] = {}

    def read(cell: Cell) -> Value:
        text = shown(cell)
        found = as_typed.get(text) or known.get(fold(text))
        if found is not None:
            as_typed[text] = found
        elif binding.creates:
            if len(text) > most:
                raise BadCell("too-long", length=str(len(text)), most=str(most))
            return Reference(None, text)
        else:
            near = nearest_few(text, known, MOST_NEAR * NAMES_EACH)
            if not near:
                raise BadCell("unknown-division")
            names = list(dict.fromkeys(known[name].name for name in near))[:MOST_NEAR]
            raise BadCell("unknown-division-near", nearest=" / ".join(names))
        return found

    return read


def _organisation(binding: Binding, place: Place) -> Reader:
    text = _text(binding, place)

    def read(cell: Cell) -> Value:
        name = text(cell)
        # Looked up in the registry later, all names of the file at once.
        return Reference(None, str(name))

    return read


_MAKERS: Mapping[Kind, Callable[[Binding, Place], Reader]] = {
    Kind.TEXT: _text,
    Kind.CODE: _code,
    Kind.MONEY: _number,
    Kind.NUMBER: _number,
    Kind.PERCENT: _percent,
    Kind.DATE: _date,
    Kind.MONTH: _month,
    Kind.CHOICE: _choice,
    Kind.DIVISION: _division,
    Kind.ORGANISATION: _organisation,
}
