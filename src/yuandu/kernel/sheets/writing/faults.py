"""The workbook to send back: as it came, with the faults coloured, noted and listed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.exceptions import OverlappingRange
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from yuandu.kernel.sheets import words
from yuandu.kernel.sheets.layouts import Layout
from yuandu.kernel.sheets.rules.grids import Cell, Grid, is_blank, shown
from yuandu.kernel.sheets.rules.problems import Problem
from yuandu.kernel.sheets.writing.sheets import PLAIN, sheet_name

MOST_NOTES = 2_000  # notes are drawings: more of them make the file slow to open
MOST_LISTED = 50_000
_RED, _YELLOW, _FAINT = "#F8C9C4", "#FBE7A8", "#E8EEF2"

type Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Looks:
    plain: Format
    bold: Format
    marked: Mapping[tuple[bool, bool], Format]  # (is an error, is a day)
    day: Format

    def of(self, cell: Cell, problem: Problem | None, *, is_header: bool) -> Format:
        is_day = isinstance(cell, datetime.date)
        if problem is not None:
            return self.marked[problem.is_error, is_day]
        if is_header:
            return self.bold
        return self.day if is_day else self.plain


def write_faults(
    file: IO[bytes], grid: Grid, header_row: int, problems: Iterable[Problem], layout: Layout
) -> None:
    """Write a sheet again with its problems marked, and a second sheet that lists them.

    Args:
        header_row: The header's last row, as the file numbers it.
    """
    listed = list(problems)
    by_place = _worst_by_place(listed)
    with Workbook(file, PLAIN) as book:
        name = sheet_name(grid.sheet or str(layout.title))
        sheet = book.add_worksheet(name)
        looks = _looks(book)
        _merge(sheet, grid)
        for row, line in enumerate(grid.rows):
            for column, cell in enumerate(line):
                problem = by_place.get((row, column))
                if problem is not None or not is_blank(cell):
                    look = looks.of(cell, problem, is_header=row < header_row)
                    _write(sheet, row, column, cell, look)
        _add_notes(sheet, listed, layout)
        sheet.freeze_panes(header_row, 0)
        _list(book, listed, layout, beside=name)


def _worst_by_place(problems: Iterable[Problem]) -> dict[Place, Problem]:
    found: dict[Place, Problem] = {}
    for problem in problems:
        if problem.row and problem.column >= 0:
            place = (problem.row - 1, problem.column)
            if place not in found or problem.is_error:
                found[place] = problem
    return found


def _looks(book: Workbook) -> _Looks:
    day = "yyyy-mm-dd"
    return _Looks(
        plain=book.add_format(),
        bold=book.add_format({"bold": True, "bg_color": _FAINT, "text_wrap": True}),
        marked={
            (is_error, is_day): book.add_format(
                {"bg_color": _RED if is_error else _YELLOW}
                | ({"num_format": day} if is_day else {})
            )
            for is_error in (True, False)
            for is_day in (True, False)
        },
        day=book.add_format({"num_format": day}),
    )


def _merge(sheet: Worksheet, grid: Grid) -> None:
    for merge in grid.merges or ():
        with suppress(OverlappingRange):
            sheet.merge_range(merge.top, merge.left, merge.bottom, merge.right, "")


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, look: Format) -> None:
    if is_blank(cell):
        sheet.write_blank(row, column, None, look)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, look)
    elif isinstance(cell, float | int) and abs(cell) < 10**15:  # nan fails the test, too
        sheet.write_number(row, column, cell, look)
    elif isinstance(cell, datetime.date):
        sheet.write_datetime(row, column, cell, look)
    else:
        sheet.write_string(row, column, shown(cell), look)


def _add_notes(sheet: Worksheet, problems: list[Problem], layout: Layout) -> None:
    texts: dict[Place, list[str]] = {}
    for problem in problems:
        if problem.row and problem.column >= 0:
            text = f"{words.what(problem, layout)} {words.advice(problem, layout)}"
            texts.setdefault((problem.row - 1, problem.column), []).append(text)
    for (row, column), lines in list(texts.items())[:MOST_NOTES]:
        sheet.write_comment(row, column, "\n".join(lines), {"x_scale": 2, "author": "Yuandu"})


def _list(book: Workbook, problems: list[Problem], layout: Layout, *, beside: str) -> None:
    title = sheet_name(_("Problems"))
    # Offices, too, call a sheet so, and send back the one that they got.
    sheet = book.add_worksheet(title if title.lower() != beside.lower() else f"{title} 2")
    bold = book.add_format({"bold": True, "bg_color": _FAINT})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    titles = (_("Cell"), _("Column"), _("It says"), _("Kind"), _("Problem"), _("What to do"))
    for column, (title, width) in enumerate(zip(titles, (8, 22, 26, 8, 48, 48), strict=True)):
        sheet.set_column(column, column, width, wrapped)
        sheet.write_string(0, column, title, bold)
    for row, problem in enumerate(problems[:MOST_LISTED], start=1):
        texts = (
            problem.cell,
            words.header(problem, layout),
            problem.shown,
            _("error") if problem.is_error else _("warning"),
            words.what(problem, layout),
            words.advice(problem, layout),
        )
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text)
    sheet.freeze_panes(1, 0)
