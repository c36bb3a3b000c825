"""Values as cells of a file that goes out."""

from __future__ import annotations

import datetime
from decimal import Decimal

from yuandu.engines.quantities.units import read_measure
from yuandu.kernel.sheets.rules.columns import NUMERIC, Column, Kind, Value

HUNDRED = Decimal(100)
# What a spreadsheet program may take for a formula when it opens a CSV file.
# The full-width signs count where East Asian text is converted on the way in.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_FORMATS = {Kind.DATE: "yyyy-mm-dd", Kind.MONTH: 'yyyy"年"m"月"', Kind.PERCENT: "0.####"}

type Out = str | float | datetime.date | None


def unit_of(column: Column, currency: str) -> str:
    """Return the unit that files going out are written in, as printed behind the header."""
    if column.kind is Kind.MONEY:
        return column.written_in if column.written_in and currency == "元" else currency
    if column.kind is Kind.NUMBER:
        return column.written_in or column.unit
    return "%" if column.kind is Kind.PERCENT else ""


def header_of(column: Column, currency: str) -> str:
    """Return a column's header: 总投资（万元）."""
    unit = unit_of(column, currency)
    return f"{column.title}（{unit}）" if unit else str(column.title)


def number_format(column: Column) -> str:
    """Return the spreadsheet's format of a column; "" for text."""
    if column.kind in {Kind.MONEY, Kind.NUMBER}:
        return "#,##0" if column.decimals == 0 else "#,##0.######"
    return _FORMATS.get(column.kind, "")


def cell_of(column: Column, value: Value, currency: str) -> Out:
    """Return a value as a cell: numbers in the printed unit, choices by their title."""
    if value is None:
        return None
    if isinstance(value, Decimal) and column.kind in NUMERIC:
        return float(printed_number(column, value, currency))
    if isinstance(value, datetime.date):
        return value
    if column.kind is Kind.CHOICE:
        titles = {choice.code: str(choice.title) for choice in column.choices}
        return titles.get(str(value), str(value))
    return str(value)


def printed_number(column: Column, value: Decimal, currency: str) -> Decimal:
    """Return a number in the unit that its column is printed in."""
    if column.kind is Kind.PERCENT:
        return value * HUNDRED
    unit = unit_of(column, currency)
    return value / read_measure(unit).scale if unit else value


def text_of(column: Column, value: Value, currency: str) -> str:
    """Return a value as people read it, with its unit: 1.2万元, 省级, 2024-03."""
    if isinstance(value, Decimal):
        return f"{_plain(printed_number(column, value, currency))}{unit_of(column, currency)}"
    cell = cell_of(column, value, currency)
    if isinstance(cell, datetime.date):
        return cell.isoformat()[:7] if column.kind is Kind.MONTH else cell.isoformat()
    return str(cell or "")


def csv_cell(column: Column, value: Value, currency: str) -> str:
    """Return a value as a CSV field that no program takes for a formula."""
    if isinstance(value, Decimal):
        return _plain(printed_number(column, value, currency))
    text = text_of(column, value, currency)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
