"""What the codes of problems and refusals say, and what to do about each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from yuandu.kernel.sheets.layouts import Layout, Sentence
from yuandu.kernel.sheets.rules.columns import Column
from yuandu.kernel.sheets.rules.problems import Problem

OF_CELLS: Mapping[str, Sentence] = {
    "required": Sentence(what=_("“{header}” is empty."), do=_("Fill in the cell.")),
    "not-a-number": Sentence(
        what=_("“{shown}” is not a number."), do=_("Write the number alone, such as 12.5.")
    ),
    "not-finite": Sentence(
        what=_("“{shown}” is not a finite number."), do=_("Write the amount itself.")
    ),
    "out-of-range": Sentence(
        what=_("“{shown}” is too large for a figure."), do=_("Check the digits and the unit.")
    ),
    "too-many-digits": Sentence(
        what=_("“{shown}” has more digits than any figure."),
        do=_("Check whether a code was put into this column."),
    ),
    "bad-grouping": Sentence(
        what=_("The commas in “{shown}” do not stand at the thousands."),
        do=_("Write the number without commas."),
    ),
    "two-numbers": Sentence(
        what=_("“{shown}” holds more than one number."), do=_("Leave one number in the cell.")
    ),
    "a-range": Sentence(
        what=_("“{shown}” is a range."), do=_("Decide on one number and write that.")
    ),
    "unknown-unit": Sentence(
        what=_("The unit in “{shown}” is not known."),
        do=_("Write the number in the unit of the column, without words."),
    ),
    "wrong-unit": Sentence(
        what=_("“{shown}” is not measured in {unit}."),
        do=_("Write the number in the unit of the column."),
    ),
    "not-whole": Sentence(
        what=_("“{shown}” is not a whole number."), do=_("Write a whole number.")
    ),
    "too-small": Sentence(
        what=_("“{shown}” is less than {least}."), do=_("Check the number and its sign.")
    ),
    "too-large": Sentence(
        what=_("“{shown}” is more than {most}."),
        do=_("Check the number and its unit."),
    ),
    "not-a-date": Sentence(
        what=_("“{shown}” is not a date."), do=_("Write it as 2024-03-05 or 2024年3月5日.")
    ),
    "no-such-day": Sentence(
        what=_("There is no day “{shown}” in the calendar."), do=_("Check the month and the day.")
    ),
    "ambiguous-date": Sentence(
        what=_("“{shown}” can be read as more than one date."),
        do=_("Write it as 2024-03-05, or a month as 2024-10."),
    ),
    "not-a-day": Sentence(
        what=_("“{shown}” names no day."), do=_("Write the day too: 2024-03-05.")
    ),
    "year-only": Sentence(
        what=_("“{shown}” is only a year."), do=_("Write the month too: 2024年3月.")
    ),
    "date-not-as-said": Sentence(
        what=_("“{shown}” is not written as {written}, as the mapping says."),
        do=_("Correct the cell, or the date format of the mapping."),
    ),
    "date-out-of-range": Sentence(
        what=_("“{shown}” lies outside of {first} to {last}."), do=_("Check the year.")
    ),
    "too-long": Sentence(
        what=_("The text has {length} characters; {most} fit."), do=_("Shorten it.")
    ),
    "digits-lost": Sentence(
        what=_("“{shown}” was kept as a number; its digits after the {digits}th are lost."),
        do=_("Format the column as text, then enter the code again."),
    ),
    "unknown-choice": Sentence(
        what=_("“{shown}” is not one of the values of “{header}”."),
        do=_("Write one of: {choices}."),
    ),
    "unknown-division": Sentence(
        what=_("There is no division “{shown}” here."),
        do=_("Write the name of a county, district or zone of this place."),
    ),
    "unknown-division-near": Sentence(
        what=_("There is no division “{shown}” here."), do=_("Nearest to it: {nearest}.")
    ),
    "unknown-organisation": Sentence(
        what=_("The register has no organisation “{shown}”."),
        do=_("Check the name against its licence, or enter the organisation first."),
    ),
    "formula-text": Sentence(
        what=_("The cell holds a formula as text: “{shown}”."),
        do=_("Write the value itself; formulas are not taken."),
    ),
    "formula-failed": Sentence(
        what=_("The formula in the cell came out as an error."),
        do=_("Repair the formula, or write the value itself."),
    ),
    "formula-uncalculated": Sentence(
        what=_("The file holds a formula here, but not its result."),
        do=_("Open the file in a spreadsheet program, save it and send it again."),
    ),
    "formula-like": Sentence(
        what=_("“{shown}” begins like a formula."),
        do=_(
            "It is taken as plain text, and goes out as plain text. Nothing to do if it is right."
        ),
    ),
    "control-characters": Sentence(
        what=_("The cell holds invisible characters; they were taken out."),
        do=_("Check what is left: “{shown}”."),
    ),
    "odd-magnitude": Sentence(
        what=_("{shown} is far from the others in this column (about {middle})."),
        do=_("Was 亿 typed as 万, or 万 as 亿? It would be {corrected} then."),
    ),
}
OF_ROWS: Mapping[str, Sentence] = {
    "twice-in-file": Sentence(
        what=_("“{shown}” stands in row {first} already."),
        do=_("Delete one of the two rows, or correct the code of one."),
    ),
    "wrong-total": Sentence(
        what=_("“{label}” states {shown}, but its rows add up to {sum}."),
        do=_("Find the missing {difference}. The rows are taken, the total is not."),
    ),
}
OF_SHEETS: Mapping[str, Sentence] = {
    "filled-down": Sentence(
        what=_("{count} empty cells of “{header}” took the value above, the first in row {first}."),
        do=_("Check whether the list is grouped by this column."),
    ),
    "left-out": Sentence(
        what=_("Rows {rows} were taken for headings, notes or signatures and left out."),
        do=_("If one of them is a row after all, fill in its required columns."),
    ),
    "unit-assumed": Sentence(
        what=_("“{header}” states no unit; {unit} is assumed."),
        do=_("Write the unit into the header, such as “（{unit}）”, or choose it in the mapping."),
    ),
    "fractions-assumed": Sentence(
        what=_("No number of “{header}” is above 1; they are taken as fractions: 0.5 is 50 %."),
        do=_("Where half a per cent is meant, write it with its sign: 0.5%."),
    ),
    "required-column": Sentence(
        what=_("No column “{header}” was found; the layout needs it."),
        do=_("Choose the column in the mapping, or add it to the file."),
    ),
    "required-column-guess": Sentence(
        what=_("No column “{header}” was found; the layout needs it."),
        do=_("Is “{guess}” meant? Then choose it in the mapping."),
    ),
    "header-not-found": Sentence(
        what=_("The mapping speaks of a header “{header}”; the file has none."),
        do=_("Correct the mapping, or the file."),
    ),
    "column-twice": Sentence(
        what=_("Columns {letters} all look like “{header}”."),
        do=_("Choose one of them in the mapping, and leave out the others."),
    ),
    "columns-found": Sentence(
        what=_("The header in row {row} has: {columns}."),
        do=_("Is this the right file, and the right sheet?"),
    ),
    "column-unused-guess": Sentence(
        what=_("The column “{header}” is not taken."),
        do=_("If it is one of the layout's, choose it in the mapping."),
    ),
    "columns-not-taken": Sentence(
        what=_("These columns of the file are not taken: {columns}."),
        do=_("If one of them is the layout's, choose it in the mapping."),
    ),
    "other-sheets": Sentence(
        what=_("The sheet “{sheet}” was read; the file also has: {others}."),
        do=_("To read another one, choose it in the mapping, or send it as a file of its own."),
    ),
    "no-rows": Sentence(
        what=_("There are no rows below the header."), do=_("Is this the right file?")
    ),
}
OF_FILES: Mapping[str, Sentence] = {
    "file-too-large": Sentence(
        what=_("The file has {size} MB; {most} MB are allowed."),
        do=_("Take out pictures and other sheets, or send it in parts."),
    ),
    "empty-file": Sentence(what=_("The file is empty."), do=_("Send it again.")),
    "no-table": Sentence(
        what=_("The file is no table."), do=_("Send a workbook (.xlsx, .xls, .ods) or a CSV file.")
    ),
    "encrypted": Sentence(
        what=_("The workbook is protected by a password."),
        do=_("Save it without the password and send it again."),
    ),
    "archive-locked": Sentence(
        what=_("The workbook is protected by a password."),
        do=_("Save it without the password and send it again."),
    ),
    "archive-macros": Sentence(
        what=_("The workbook has macros in it ({part})."),
        do=_("Save it as a plain workbook (.xlsx) and send that."),
    ),
    "archive-broken": Sentence(
        what=_("The file is damaged."), do=_("Open it, save it anew and send it again.")
    ),
    "archive-too-large": Sentence(
        what=_("Unpacked, the file has {size} MB ({packed} MB packed); {most} MB are allowed."),
        do=_("Copy the table into a new workbook and send that."),
    ),
    "archive-too-many": Sentence(
        what=_("The file has {count} parts; {most} are allowed."),
        do=_("Copy the table into a new workbook and send that."),
    ),
    "archive-overlapping": Sentence(
        what=_("The parts of the file overlap; no office program writes such a file."),
        do=_("Copy the table into a new workbook and send that."),
    ),
    "unreadable": Sentence(
        what=_("The workbook cannot be read; it may be damaged."),
        do=_("Open it in a spreadsheet program, save it as .xlsx and send it again."),
    ),
    "too-much": Sentence(
        what=_("The workbook takes more memory or time to open than a table would."),
        do=_("Delete stray cells far below or beside the table, or copy it into a new workbook."),
    ),
    "too-many-cells": Sentence(
        what=_("The sheet “{sheet}” reaches over {height} rows and {width} columns."),
        do=_("Delete stray cells far below or beside the table."),
    ),
    "too-many-rows": Sentence(
        what=_("The table has more than {most} rows."), do=_("Send it in parts.")
    ),
    "no-sheets": Sentence(
        what=_("The workbook has no visible sheet."), do=_("Unhide the sheet and send it again.")
    ),
    "no-such-sheet": Sentence(
        what=_("The workbook has no sheet “{sheet}”."), do=_("It has: {sheets}.")
    ),
    "empty-sheet": Sentence(
        what=_("The sheet has no cell with anything in it."),
        do=_("Check whether the right file and the right sheet were sent."),
    ),
    "too-many-columns": Sentence(
        what=_("The header has {count} columns; {most} are allowed."),
        do=_("Copy the columns that are wanted into a new workbook and send that."),
    ),
    "no-header": Sentence(
        what=_("No header was found in the first {rows} rows."),
        do=_("The header has to stand above the table, a name in each column."),
    ),
    "unknown-encoding": Sentence(
        what=_("The text is neither UTF-8, GB18030 nor UTF-16."),
        do=_("Save the file as UTF-8, or as a workbook."),
    ),
    "is-html": Sentence(
        what=_("The file is a web page that calls itself a table."),
        do=_("Open it in a spreadsheet program, save it as .xlsx and send that."),
    ),
    "original-gone": Sentence(
        what=_("The file as it was sent is no longer there."), do=_("Send it again.")
    ),
    "open-quote": Sentence(
        what=_("In line {line} a text begins with a quotation mark and does not end."),
        do=_("Delete the mark or add its partner, or save the table as a workbook and send that."),
    ),
}
OF_UPLOADS: Mapping[str, Sentence] = {
    "register-changed": Sentence(
        what=_("The register changed since this preview was made. Nothing was written."),
        do=_("Look at the new preview and decide again."),
    ),
    "commit-failed": Sentence(
        what=_("Writing failed. Nothing was written."),
        do=_("Try again; if it fails again, tell the administrator."),
    ),
    "right-withdrawn": Sentence(
        what=_("Who sent this may no longer write it. Nothing was written."),
        do=_("Somebody whose post allows it has to decide."),
    ),
    "upload-not-open": Sentence(
        what=_("This upload is being worked on, or is over."), do=_("Load the page again.")
    ),
    "rows-refused": Sentence(
        what=_("{count} rows are refused, so nothing was written."),
        do=_("Correct them, or write the good rows only."),
    ),
}
OF_MAPPINGS: Mapping[str, Sentence] = {
    "mapping-not-json": Sentence(
        what=_("The mapping is not JSON: {detail}."), do=_("Correct the file.")
    ),
    "mapping-not-an-object": Sentence(
        what=_("The mapping is not a JSON object."), do=_("Write an object, as the guide shows.")
    ),
    "mapping-unknown-key": Sentence(
        what=_("The mapping has an unknown entry “{key}”."), do=_("It may have: {known}.")
    ),
    "mapping-unknown-field": Sentence(
        what=_("The layout has no column “{field}” (nearest: {nearest})."),
        do=_("It has: {known}."),
    ),
    "mapping-wrong-type": Sentence(
        what=_("“{key}” of the mapping is of the wrong kind."), do=_("Write {wanted}.")
    ),
    "mapping-unknown-unit": Sentence(
        what=_("The mapping has an unknown unit “{unit}”."), do=_("Write 元, 万元, 亿元, PHP …")
    ),
    "mapping-field-twice": Sentence(
        what=_("The mapping fills “{field}” from “{first}” and from “{second}”."),
        do=_("Leave one of them."),
    ),
}
SENTENCES: Mapping[str, Sentence] = {
    **OF_CELLS,
    **OF_ROWS,
    **OF_SHEETS,
    **OF_FILES,
    **OF_UPLOADS,
    **OF_MAPPINGS,
}


def what(problem: Problem, layout: Layout) -> str:
    """Return what is wrong, in the reader's language."""
    return _filled(_sentence(problem, layout).what, problem, layout)


def advice(problem: Problem, layout: Layout) -> str:
    """Return what to do about it, in the reader's language."""
    return _filled(_sentence(problem, layout).do, problem, layout)


def _sentence(problem: Problem, layout: Layout) -> Sentence:
    return layout.sentences.get(problem.code) or SENTENCES[problem.code]


def header(problem: Problem, layout: Layout) -> str:
    """Return the column of a problem: as the file heads it, or as we do if it has none."""
    column = _column(problem, layout)
    return str(column.title) if column and problem.column < 0 else problem.header


def _column(problem: Problem, layout: Layout) -> Column | None:
    return next((each for each in layout.columns if each.code == problem.field), None)


def _filled(text: object, problem: Problem, layout: Layout) -> str:
    column = _column(problem, layout)
    values = {
        "header": header(problem, layout),
        "shown": problem.shown,
        "row": str(problem.row),
        **problem.params,
        # What was kept at reading is in the words of who sent the file.
        "choices": " / ".join(str(each.title) for each in column.choices) if column else "",
    }
    return _formatted(str(text), values)


def said(code: str, params: Mapping[str, str]) -> str:
    """Return both sentences of a code that is not about one cell."""
    sentence = SENTENCES[code]
    return " ".join(_formatted(str(part), params) for part in (sentence.what, sentence.do))


def _formatted(text: str, values: Mapping[str, str]) -> str:
    return text.format_map(defaultdict(str, values))
