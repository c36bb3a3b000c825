"""Files that go out: exports, templates."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from yuandu.kernel.sheets import registers
from yuandu.kernel.sheets.layouts import Layout
from yuandu.kernel.sheets.rules.columns import Column, Kind, Place, Value
from yuandu.kernel.sheets.writing.cells import cell_of, csv_cell, header_of, number_format, unit_of
from yuandu.kernel.workspaces.models import Workspace

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A cell's text stays text: never a formula, a link or a number of its own making.
PLAIN = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
TEMPLATE_ROWS = 1_000  # rows with validation and formats
MOST_LISTED = 250  # characters of a list that Excel keeps inside a validation
_WIDTHS = {Kind.TEXT: 28, Kind.ORGANISATION: 28, Kind.CODE: 24}
_FAINT, _DARK = "#E8EEF2", "#33424D"

type Rows = Iterable[Mapping[str, Value]]


def export_to(path: Path, layout: Layout, rows: Rows, workspace: Workspace) -> int:
    """Write rows to a file, CSV or workbook by its ending; return how many."""
    if path.suffix.lower() == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            return sum(file.write(line) > 0 for line in csv_lines(layout, rows, workspace)) - 1
    with path.open("wb") as file:
        return write_export(file, layout, rows, workspace)


def write_export(file: IO[bytes], layout: Layout, rows: Rows, workspace: Workspace) -> int:
    """Write rows as a workbook, one at a time; return how many."""
    currency = registers.currency_of(workspace)
    count = 0
    with Workbook(file, {**PLAIN, "constant_memory": True}) as book:
        sheet = book.add_worksheet(sheet_name(str(layout.title)))
        formats = _formats(book, layout)
        _write_header(book, sheet, layout, currency, row=0)
        for count, values in enumerate(rows, start=1):
            for at, column in enumerate(layout.columns):
                cell = cell_of(column, values.get(column.code), currency)
                _write(sheet, count, at, cell, formats[at])
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(count, 1), len(layout.columns) - 1)
    return count


def csv_lines(layout: Layout, rows: Rows, workspace: Workspace) -> Iterator[str]:
    """Yield the lines of a CSV file, the header first."""
    currency = registers.currency_of(workspace)
    yield _csv_line(header_of(column, currency) for column in layout.columns)
    for values in rows:
        yield _csv_line(
            csv_cell(column, values.get(column.code), currency) for column in layout.columns
        )


def _csv_line(fields: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(fields)
    return line.getvalue()


def template_to(path: Path, layout: Layout, workspace: Workspace) -> None:
    """Write an empty workbook to a file."""
    with path.open("wb") as file:
        write_template(file, layout, workspace)


def write_template(file: IO[bytes], layout: Layout, workspace: Workspace) -> None:
    """Write an empty workbook: header, formats, lists to choose from, and what to know."""
    place = registers.place(workspace)
    with Workbook(file, PLAIN) as book:
        sheet = book.add_worksheet(sheet_name(str(layout.title)))
        formats = _formats(book, layout)
        _write_header(book, sheet, layout, place.currency, row=0)
        for at, column in enumerate(layout.columns):
            sheet.set_column(at, at, _WIDTHS.get(column.kind, 16), formats[at])
            if note := _note(column, place):
                sheet.write_comment(0, at, note, {"x_scale": 2})
        lists = _write_lists(book, layout, place)
        for at, rule in lists.items():
            sheet.data_validation(1, at, TEMPLATE_ROWS, at, rule)
        sheet.freeze_panes(1, 0)
        _write_guide(book, layout, place)


def sheet_name(text: str) -> str:
    """Return a text as a sheet may be called: 31 units of UTF-16, without those of addresses."""
    shortened = re.sub(r"[\[\]:*?/\\']", " ", text).encode("utf-16-le")[: 31 * 2]
    return shortened.decode("utf-16-le", "ignore").strip() or "1"


def _formats(book: Workbook, layout: Layout) -> list[Format]:
    formats = []
    for column in layout.columns:
        shape = number_format(column) or "@"
        formats.append(book.add_format({"num_format": shape}))
    return formats


def _write_header(
    book: Workbook, sheet: Worksheet, layout: Layout, currency: str, *, row: int
) -> None:
    look = {"bold": True, "bg_color": _FAINT, "font_color": _DARK, "text_wrap": True, "border": 1}
    plain = book.add_format(look)
    required = book.add_format({**look, "bottom": 5})
    for at, column in enumerate(layout.columns):
        header = header_of(column, currency)
        sheet.write_string(row, at, header, required if column.required else plain)


def _write(sheet: Worksheet, row: int, column: int, cell: Any, look: Format | None) -> None:
    if cell is None:
        return
    if isinstance(cell, float):
        sheet.write_number(row, column, cell, look)
    elif isinstance(cell, datetime.date):
        sheet.write_datetime(row, column, cell, look)
    else:
        sheet.write_string(row, column, cell, look)


def _choices(column: Column, place: Place) -> list[str]:
    if column.kind is Kind.CHOICE:
        return [str(choice.title) for choice in column.choices]
    if column.kind is Kind.DIVISION:
        return list(dict.fromkeys(each.name for each in place.divisions.values()))
    return []


def _write_lists(book: Workbook, layout: Layout, place: Place) -> dict[int, dict[str, Any]]:
    """Put the values to choose from on a hidden sheet; return column → validation."""
    rules: dict[int, dict[str, Any]] = {}
    listed = {
        at: choices
        for at, column in enumerate(layout.columns)
        if (choices := _choices(column, place))
    }
    if not listed:
        return rules
    sheet = book.add_worksheet(_("Lists"))
    sheet.hide()
    for used, (at, choices) in enumerate(listed.items()):
        for row, choice in enumerate(choices):
            sheet.write_string(row, used, choice)
        letter = chr(ord("A") + used)
        source = f"='{sheet.name}'!${letter}$1:${letter}${len(choices)}"
        rules[at] = {
            "validate": "list",
            "source": source,
            "error_title": str(layout.columns[at].title)[:32],
            "error_message": _("Choose a value of the list."),
        }
    return rules


def _note(column: Column, place: Place) -> str:
    parts = [_("Required.")] if column.required else []
    if unit := unit_of(column, place.currency):
        parts.append(_("In %(unit)s.") % {"unit": unit})
    if column.kind is Kind.DATE and not column.month_means:
        parts.append(_("A day, such as 2024-03-05."))
    if column.kind is Kind.DATE and column.month_means:
        parts.append(_("A day or a month, such as 2024-03-05, 2024年3月."))
    if column.kind is Kind.MONTH:
        parts.append(_("A month, such as 2024年3月."))
    parts.append(str(column.note))
    return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a column of a file wants, in the reader's language."""

    header: str
    is_required: bool
    note: str
    choices: str
    example: str


def guide(layout: Layout, place: Place) -> list[Wanted]:
    """Return what each column wants, for the template and for the page."""
    return [
        Wanted(
            header=header_of(column, place.currency),
            is_required=column.required,
            note=_note(column, place),
            choices=" / ".join(_choices(column, place))[:MOST_LISTED],
            example=column.example,
        )
        for column in layout.columns
    ]


def _write_guide(book: Workbook, layout: Layout, place: Place) -> None:
    """Add a sheet that says what each column wants."""
    sheet = book.add_worksheet(_("How to fill in"))
    head = book.add_format({"bold": True, "bg_color": _FAINT, "font_color": _DARK})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 26, wrapped)
    sheet.set_column(1, 3, 40, wrapped)
    row = 0
    if str(layout.note):
        sheet.write_string(0, 0, str(layout.note))
        row = 2
    for at, title in enumerate((_("Column"), _("What it wants"), _("Values"), _("Example"))):
        sheet.write_string(row, at, title, head)
    for line, wanted in enumerate(guide(layout, place), start=row + 1):
        texts = (wanted.header, wanted.note, wanted.choices, wanted.example)
        for at, text in enumerate(texts):
            sheet.write_string(line, at, text)
