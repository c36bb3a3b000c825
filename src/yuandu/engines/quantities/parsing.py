"""One cell, one number: what an office typed into a spreadsheet or a form."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import NoReturn

from yuandu.engines.quantities import grammar, units
from yuandu.engines.quantities.characters import FULL_COMMA, half_width
from yuandu.engines.quantities.figures import Quantity
from yuandu.engines.quantities.reasons import Unreadable

MOST_POWER = 20  # 10**20 yuan is a million times the country's yearly product

_CELL = re.compile(
    rf"""
    (?P<before>{grammar.BEFORE_PATTERN})?\s*
    (?P<open>\()?
    (?P<sign>{grammar.SIGN}|负)?\s?
    (?P<currency>{units.PREFIX_PATTERN})?\s?
    (?P<number>
        (?:{grammar.NUMBER})(?:[eE][-+]?[0-9]+)?
      | [0-9]{{1,3}}(?:[ ][0-9]{{3}})+(?:\.[0-9]+)?
      | {grammar.NUMERAL}
    )
    {grammar.TAIL}
    (?(open)\))
    """,
    re.VERBOSE,
)
_NOT_FINITE = re.compile(r"[-+]?(?:nan|inf|infinity|#num!|#div/0!)", re.IGNORECASE)
_EXPONENT = re.compile("[eE].*")
_ANY_NUMBER = re.compile(rf"(?:{grammar.NUMBER})(?:[eE][-+]?[0-9]+)?")
_GROUPED = re.compile(r"[0-9]+(?:,[0-9]*)+")
_RANGE = re.compile(
    rf"(?:{grammar.NUMBER})[^0-9]{{0,4}}(?:[-–—~〜至到])\s*(?:{grammar.NUMBER})[^0-9]*"
)


def parse_quantity(cell: str | float | Decimal, unit: str | None = None) -> Quantity:
    """Return the one number a cell holds.

    Args:
        cell: What the cell holds; a number is taken as it prints.
        unit: The column's unit, as in its header (万元, %, 亩). It is the unit of a bare
            number. A cell with a unit of its own keeps its meaning and is counted in the
            column's unit: 1.2亿元 in a column of 万元 is 120000000 元.

    Raises:
        Unreadable: with a code of `reasons.REASONS` and the place in the cell.
    """
    column = units.read_measure(unit) if unit else None
    text = str(cell)
    quantity = _read_text(text) if isinstance(cell, str) else _read_number(cell, text)
    if not quantity.value.is_zero() and quantity.value.adjusted() >= MOST_POWER:
        raise Unreadable("out-of-range", text, 0, len(text))
    return _in_column(quantity, column, text) if column else quantity


def _read_number(cell: float | Decimal, text: str) -> Quantity:
    if isinstance(cell, bool):
        raise Unreadable("not-a-number", text, 0, len(text))
    value = Decimal(text)
    if not value.is_finite():
        raise Unreadable("not-finite", text, 0, len(text))
    if len(value.as_tuple().digits) > grammar.MOST_DIGITS:
        _refuse_digits(text, 0, len(text))
    exponent = value.as_tuple().exponent
    # repr writes whole floats as 12.0; nobody typed that point.
    decimals = 0 if value == value.to_integral_value() else max(0, -int(exponent))
    return Quantity(value=value, decimals=decimals, text=text)


def _read_text(text: str) -> Quantity:
    plain = half_width(text).replace(FULL_COMMA, ",")
    if not plain.strip():
        raise Unreadable("empty", text, 0, len(text))
    start = len(plain) - len(plain.lstrip())
    match = _CELL.fullmatch(plain, start, len(plain.rstrip()))
    if match is None:
        _explain(text, plain)
    if sum(map(str.isdigit, _EXPONENT.sub("", match["number"]))) > grammar.MOST_DIGITS:
        _refuse_digits(text, match.start("number"), match.end("number"))
    return _understood(match, text)


def _understood(match: re.Match[str], text: str) -> Quantity:
    number = match.span("number")
    try:
        before = grammar.qualifier_before(match["before"]) if match["before"] else None
        quantity = grammar.quantity_of(match, before)
    except InvalidOperation:
        raise Unreadable("out-of-range", text, *number) from None
    except ValueError:
        raise Unreadable("not-a-number", text, *number) from None
    if match["open"] and quantity.value > 0:
        # Accountants write a negative amount in brackets.
        quantity = replace(quantity, value=-quantity.value)
    return replace(quantity, text=text.strip())


def _explain(text: str, plain: str) -> NoReturn:
    """Raise for a text that is not one number, pointing at the first thing that is wrong."""
    numbers = list(_ANY_NUMBER.finditer(plain))
    if not numbers:
        code = "not-finite" if _NOT_FINITE.fullmatch(plain.strip()) else "not-a-number"
        raise Unreadable(code, text, 0, len(text))
    grouped = _GROUPED.search(plain)
    if grouped and len(grouped[0]) > len(numbers[0][0]):
        raise Unreadable("bad-grouping", text, *grouped.span())
    if _RANGE.fullmatch(plain.strip()):
        raise Unreadable("a-range", text, 0, len(text))
    if len(numbers) > 1:
        raise Unreadable("two-numbers", text, *numbers[1].span())
    _explain_words(text, plain, numbers[0])


def _explain_words(text: str, plain: str, number: re.Match[str]) -> NoReturn:
    understood = _CELL.search(plain)
    if understood is None or plain[: understood.start()].strip():
        raise Unreadable("not-a-number", text, 0, len(text))
    end = max(understood.end(), number.end())
    tail = plain[end:]
    start = end + len(tail) - len(tail.lstrip())
    raise Unreadable("unknown-unit", text, start, len(plain.rstrip()))


def _refuse_digits(text: str, start: int, end: int) -> NoReturn:
    raise Unreadable("too-many-digits", text, start, end, most=str(grammar.MOST_DIGITS))


def _in_column(quantity: Quantity, column: units.Measure, text: str) -> Quantity:
    if not quantity.unit:
        bare = quantity.scale == 1
        scale = column.scale if bare else quantity.scale
        value = quantity.value.scaleb(column.scale.adjusted()) if bare else quantity.value
        value = units.plain(value)
        return replace(quantity, value=value, scale=scale, unit=column.unit)
    if column.unit and not units.comparable(quantity.unit, column.unit):
        raise Unreadable("wrong-unit", text, 0, len(text), unit=column.unit)
    if not column.unit:
        return quantity
    value = units.convert(quantity.value, quantity.unit, column.unit)
    return replace(quantity, value=value, unit=column.unit)
