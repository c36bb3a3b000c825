"""From a file to a preview: reads files and the register, writes nothing."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import batched
from pathlib import Path
from typing import Any

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets import layouts, registers
from yuandu.kernel.sheets.layouts import BATCH, Finding, Layout
from yuandu.kernel.sheets.models import Verdict
from yuandu.kernel.sheets.reading import files
from yuandu.kernel.sheets.reading.refusals import Refused
from yuandu.kernel.sheets.rules import checks, headers, tables, values
from yuandu.kernel.sheets.rules.columns import Kind, Value
from yuandu.kernel.sheets.rules.grids import Grid, shown
from yuandu.kernel.sheets.rules.headers import Header
from yuandu.kernel.sheets.rules.mapping import Binding, Bound, SheetMapping, bind
from yuandu.kernel.sheets.rules.problems import Problem, Severity
from yuandu.kernel.sheets.rules.tables import Row, Table

MOST_NAMED = 30
# Columns that count the rows; nobody misses them.
NUMBERINGS = frozenset({"序号", "编号", "no", "#"})
MOST_COLUMNS = 300  # a form has two fields for each, and takes a thousand
MOST_PROBLEMS_OF_SHEET = 200

type Progress = Callable[[int, int], None]
type Recall = Callable[[Header], SheetMapping | None]


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with all that was found out about it."""

    row: Row
    verdict: Verdict
    changes: Mapping[str, tuple[Value, Value]]
    problems: tuple[Problem, ...]

    @property
    def has_warnings(self) -> bool:
        return any(not problem.is_error for problem in self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A preview.

    Attributes:
        mapping: How the file was read.
        rows: Empty while required columns are missing.
        problems: Those of the sheet as a whole.
    """

    grid: Grid
    header: Header
    mapping: SheetMapping
    bound: Bound
    rows: tuple[Judged, ...]
    problems: tuple[Problem, ...]
    counts: Mapping[str, int]

    @property
    def is_mapped(self) -> bool:
        return self.bound.is_complete

    def header_as_json(self) -> dict[str, Any]:
        """Return what pages need to know of the header, as JSON values."""
        fields = {
            binding.heading.column: binding for binding in self.bound.bindings if binding.heading
        }
        guesses = {heading.column: guess for heading, guess in self.bound.unused}
        return {
            "sheet": self.grid.sheet,
            "others": list(self.grid.others),
            "row": self.header.bottom + 1,
            "fingerprint": self.header.fingerprint,
            "columns": [
                {
                    "column": heading.column,
                    "label": heading.label,
                    "field": binding.column.code if (binding := fields.get(heading.column)) else "",
                    "unit": binding.unit if binding else heading.unit,
                    "guess": guesses.get(heading.column, ""),
                    "sample": self._sample(heading.column),
                }
                for heading in self.header.headings
            ],
        }

    def _sample(self, column: int) -> list[str]:
        below = range(self.header.bottom + 1, min(self.header.bottom + 40, len(self.grid.rows)))
        texts = (shown(self.grid.cell(row, column)).strip()[:40] for row in below)
        return list(dict.fromkeys(text for text in texts if text))[:3]


def prepare(
    *,
    by: Actor,
    layout: Layout,
    path: Path,
    mapping: SheetMapping,
    recall: Recall = lambda header: None,
    progress: Progress = lambda done, total: None,
) -> Prepared:
    """Read a file and return its preview.

    Args:
        recall: What the office said before about files with such a header; used where
            `mapping` says nothing of columns.

    Raises:
        Refused: the file cannot be read, or holds nothing like a table.
    """
    names = layouts.header_names(layout.code)
    place = registers.place(by.workspace)
    row = mapping.header_row - 1 if mapping.header_row else None

    def find(grid: Grid) -> Header | None:
        return headers.find(grid, names, row=row, known=tuple(mapping.columns))

    def choose(grids: Sequence[Grid]) -> int:
        found = [find(grid) for grid in grids]
        return max(
            range(len(grids)), key=lambda at: (len(h.fields) if (h := found[at]) else -1, -at)
        )

    grid = files.read(path, choose, sheet=mapping.sheet)
    header = find(grid)
    if not any(map(any, grid.rows)):
        raise Refused("empty-sheet")
    if header is None:
        raise Refused("no-header", rows=str(min(len(grid.rows), headers.SEARCHED_ROWS)))
    if len(header.headings) > MOST_COLUMNS:
        raise Refused("too-many-columns", count=str(len(header.headings)), most=str(MOST_COLUMNS))
    if not mapping.columns and (recalled := recall(header)) is not None:
        # Next month's file may call its sheet otherwise; the one just found counts.
        mapping = dataclasses.replace(recalled, sheet=mapping.sheet, header_row=mapping.header_row)
    bound = bind(header, layout.columns, mapping, currency=place.currency)
    problems = [*bound.problems, *_about_sheets(grid), *_about_columns(header, bound, mapping)]
    if not bound.is_complete:
        return Prepared(
            grid=grid,
            header=header,
            mapping=mapping,
            bound=bound,
            rows=(),
            problems=tuple(problems),
            counts={},
        )
    table = tables.read(grid, header, bound.bindings, place)
    found = [*table.problems, *checks.duplicates(table.rows, layout.keys, bound.bindings)]
    found += checks.wrong_totals(table, bound.bindings)
    found += checks.odd_magnitudes(table.rows, bound.bindings)
    found += registers.find_organisations(by.workspace, table.rows, bound.bindings)
    rows = judge(by, layout, table.rows, found, bound.bindings, progress)
    problems += [each for each in found if not _is_of_a_row(each, table)][:MOST_PROBLEMS_OF_SHEET]
    if not rows:
        problems.append(Problem(code="no-rows", severity=Severity.WARNING))
    return Prepared(
        grid=grid,
        header=header,
        mapping=mapping,
        bound=bound,
        rows=tuple(rows),
        problems=tuple(problems),
        counts=counts_of(rows)
        | {"blank": table.blank, "totals": len(table.totals), "left_out": table.left_out},
    )


def judge(
    by: Actor,
    layout: Layout,
    rows: Sequence[Row],
    found: Iterable[Problem],
    bindings: Sequence[Binding],
    progress: Progress = lambda done, total: None,
) -> list[Judged]:
    """Return rows with the app's findings added, held against the register as it is now."""
    by_row: dict[int, list[Problem]] = {}
    for problem in found:
        by_row.setdefault(problem.row, []).append(problem)
    places = {binding.column.code: binding for binding in bindings}
    judged: list[Judged] = []
    for batch in batched(rows, BATCH, strict=False):
        for finding in layout.resolve(by, batch):
            by_row.setdefault(finding.row, []).append(_problem(finding, places, batch))
        sound = [row for row in batch if not _is_refused(by_row.get(row.number, ()))]
        before = layout.existing(by, sound)
        judged += [_judged(row, before, by_row.get(row.number, ())) for row in batch]
        progress(len(judged), len(rows))
    return judged


def _problem(finding: Finding, places: Mapping[str, Binding], rows: Sequence[Row]) -> Problem:
    binding = places.get(finding.field)
    heading = binding.heading if binding else None
    row = next(each for each in rows if each.number == finding.row)
    value = row.values.get(finding.field)
    return Problem(
        code=finding.code,
        severity=finding.severity,
        row=finding.row,
        column=heading.column if heading else -1,
        field=finding.field,
        header=heading.label if heading else "",
        shown=_shown(value, binding),
        params=finding.params,
    )


def _shown(value: Value, binding: Binding | None) -> str:
    """Return a value as its sheet writes it: amounts in the unit of their column."""
    if binding and isinstance(value, Decimal):
        if binding.column.kind is Kind.MONEY:
            return checks.in_unit(value, binding.unit)
        if binding.column.kind is Kind.PERCENT:
            return checks.in_unit(value * 100, "%")
    return "" if value is None else str(value)


def _is_refused(problems: Iterable[Problem]) -> bool:
    return any(problem.is_error for problem in problems)


def _judged(
    row: Row, before: Mapping[int, Mapping[str, Value]], problems: Sequence[Problem]
) -> Judged:
    problems = tuple(sorted(problems, key=lambda each: (not each.is_error, each.column)))
    if _is_refused(problems):
        return Judged(row, Verdict.REFUSED, {}, problems)
    if row.number not in before:
        return Judged(row, Verdict.NEW, {}, problems)
    row.is_new = False
    row.before = before[row.number]
    changes = values.differences(row.before, row.values)
    return Judged(row, Verdict.CHANGED if changes else Verdict.SAME, changes, problems)


def counts_of(rows: Sequence[Judged]) -> dict[str, int]:
    """Return how many rows were read, are good, refused, new, changed, the same."""
    verdicts = Counter(each.verdict for each in rows)
    return {
        "read": len(rows),
        "good": len(rows) - verdicts[Verdict.REFUSED],
        "warned": sum(each.has_warnings for each in rows),
        **{verdict.value: verdicts[verdict] for verdict in Verdict},
    }


def _is_of_a_row(problem: Problem, table: Table) -> bool:
    return problem.row > 0 and problem.code != "wrong-total"


def _about_sheets(grid: Grid) -> Iterator[Problem]:
    if grid.others:
        yield Problem(
            code="other-sheets",
            severity=Severity.WARNING,
            params={"sheet": grid.sheet, "others": ", ".join(grid.others[:10])},
        )


def _about_columns(header: Header, bound: Bound, mapping: SheetMapping) -> Iterator[Problem]:
    if not bound.is_complete:
        labels = ", ".join(heading.label for heading in header.headings[:MOST_NAMED])
        yield Problem(
            code="columns-found",
            severity=Severity.WARNING,
            row=header.bottom + 1,
            params={"columns": labels},
        )
        return
    said = {*map(headers.fold, mapping.skip), *NUMBERINGS}
    left = [heading.label for heading, guess in bound.unused if not guess]
    if left := [label for label in left if headers.fold(label) not in said]:
        yield Problem(
            code="columns-not-taken",
            severity=Severity.WARNING,
            row=header.bottom + 1,
            params={"columns": ", ".join(left[:MOST_NAMED])},
        )
    for heading, guess in bound.unused:
        if guess:
            yield Problem(
                code="column-unused-guess",
                severity=Severity.WARNING,
                row=header.bottom + 1,
                column=heading.column,
                header=heading.label,
                field=guess,
            )
