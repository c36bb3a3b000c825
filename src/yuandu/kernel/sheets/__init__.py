"""Offices live in Excel: files come in messy, are shown before they count, go out again.

An app declares a `Layout` (its columns, how rows are looked up and written) and gets: a
reader of workbooks and CSV that finds the table below its titles, a preview with every
problem by cell, a commit that is all or nothing, a workbook with the faults marked, a
template, an export in the same layout, pages, a command and an API.

    reading   files into grids of cells; a workbook is opened in a process of its own
    rules     grids into rows and problems: headers, units, totals; no Django, no I/O
    layouts   what apps declare
    actions   the life of an upload: received, read, previewed, committed
    writing   templates, exports, the workbook with the faults marked
"""
