"""The rows below a header: which lines are rows, and what their cells become.

A line of the file is one of: a row; a total (合计), checked against the rows it covers and
left out; a heading inside the table; a note or a signature at its end; blank. Cells merged
downwards, and blank ones in a column that is grouped by, take the value above.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from yuandu.kernel.sheets.rules import cells, lines
from yuandu.kernel.sheets.rules.columns import ADDED_UP, Kind, Place, Value
from yuandu.kernel.sheets.rules.grids import FAILED, Cell, Grid, is_blank, shown
from yuandu.kernel.sheets.rules.headers import Header, fold
from yuandu.kernel.sheets.rules.mapping import Binding
from yuandu.kernel.sheets.rules.problems import BadCell, Problem, Severity, shortened

# What a thing is called by; a total has none of it.
NAMING = frozenset({Kind.TEXT, Kind.CODE, Kind.DATE, Kind.ORGANISATION})
MOST_ASIDES = 20  # rows named in the note about them


@dataclass(slots=True)
class Row:
    """A row of the file.

    Attributes:
        number: As the file numbers it, from 1.
        values: Field → value; a field the file does not have is absent, an empty cell is
            `None`.
        is_new: Nothing in the register has its key; known once the register was asked.
        before: What the register holds, where it has the row.
    """

    number: int
    values: dict[str, Value]
    is_new: bool = True
    before: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Total:
    """A line that states sums.

    Attributes:
        number: As the file numbers it.
        label: 青州市小计.
        is_within: It sums a group, not the whole.
        at: How many rows stand before it.
        stated: Field → (value, half of its last printed place), column's unit multiplied out.
    """

    number: int
    label: str
    is_within: bool
    at: int
    stated: Mapping[str, tuple[Decimal, Decimal]]


@dataclass(slots=True, kw_only=True)
class Table:
    """What was read from a sheet."""

    rows: list[Row] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    blank: int = 0
    left_out: int = 0  # headings, notes, signatures


def read(grid: Grid, header: Header, bindings: Sequence[Binding], place: Place) -> Table:
    """Return the rows below a header with everything that is wrong with their cells."""
    return _TableReader(grid, header, bindings, place).read()


class _TableReader:
    def __init__(
        self, grid: Grid, header: Header, bindings: Sequence[Binding], place: Place
    ) -> None:
        self.grid = grid
        self.header = header
        self.table = Table()
        self.columns = [
            (each, each.heading.column, self._reader(each, place, each.heading.column))
            for each in bindings
            if each.heading is not None
        ]
        self.constants = self._constants([each for each in bindings if each.heading is None], place)
        self.merged = _filled_by_merges(grid, header.bottom + 1)
        self.above: dict[str, tuple[int, Cell]] = {}
        self.filled: dict[str, list[int]] = {}
        self.asides: list[int] = []
        self.header_texts = {
            fold(shown(cell)) for cell in grid.rows[header.bottom] if not is_blank(cell)
        }

    def _reader(self, binding: Binding, place: Place, column: int) -> cells.Reader:
        fractions = binding.column.kind is Kind.PERCENT and cells.holds_fractions(
            row[column] for row in self.grid.rows[self.header.bottom + 1 :] if column < len(row)
        )
        if fractions and binding.heading:
            self.table.problems.append(
                Problem(
                    code="fractions-assumed",
                    severity=Severity.WARNING,
                    column=column,
                    field=binding.column.code,
                    header=binding.heading.label,
                )
            )
        return cells.reader_for(binding, place, fractions=fractions)

    def _constants(self, bindings: list[Binding], place: Place) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for binding in bindings:
            try:
                values[binding.column.code] = cells.reader_for(binding, place)(binding.constant)
            except BadCell as error:
                self.table.problems.append(
                    Problem(
                        code=error.code,
                        field=binding.column.code,
                        header=str(binding.column.title),
                        shown=shortened(binding.constant or ""),
                        params=error.params,
                    )
                )
        return values

    def read(self) -> Table:
        for index in range(self.header.bottom + 1, len(self.grid.rows)):
            line = self.grid.rows[index]
            if self._is_blank(line):
                if not any(not is_blank(cell) for cell in line):
                    self.table.blank += 1
                else:
                    self.table.left_out += 1
            elif (total := self._total(index, line)) is not None:
                self.table.totals.append(total)
            elif self._is_aside(index, line):
                self.table.left_out += 1
                self.asides.append(index + 1)
            else:
                self.table.rows.append(self._row(index, line))
        self.table.problems += self._filled_notes()
        if self.asides:
            self.table.problems.append(self._aside_note())
        return self.table

    def _is_blank(self, line: list[Cell]) -> bool:
        """Whether no column that is read has anything; a running number alone is no row."""
        return all(column >= len(line) or is_blank(line[column]) for _, column, _ in self.columns)

    # --- Lines that are no rows ----------------------------------------------------

    def _total(self, index: int, line: list[Cell]) -> Total | None:
        said = lines.total_word(lines.texts_of(line))
        if said is None or self._has_name_beside(line):
            return None
        return Total(
            number=index + 1,
            label=shortened(said.label),
            is_within=said.is_within,
            at=len(self.table.rows),
            stated=self._stated(line),
        )

    def _required(self, line: list[Cell], kinds: Collection[Kind] = frozenset(Kind)) -> list[Cell]:
        return [
            line[column] if column < len(line) else ""
            for binding, column, _ in self.columns
            if binding.column.required and binding.column.kind in kinds
        ]

    def _has_name_beside(self, line: list[Cell]) -> bool:
        """Whether a name or code stands beside the word: then it is the name of a thing."""
        return any(
            not is_blank(cell) and lines.total_word([(0, shown(cell))]) is None
            for cell in self._required(line, NAMING)
        )

    def _stated(self, line: list[Cell]) -> dict[str, tuple[Decimal, Decimal]]:
        stated = {}
        for binding, column, read in self.columns:
            if binding.column.kind not in ADDED_UP or column >= len(line):
                continue
            try:
                value = read(line[column])
            except BadCell:
                continue
            if isinstance(value, Decimal):
                stated[binding.column.code] = (value, _half_place(line[column], value))
        return stated

    def _is_aside(self, index: int, line: list[Cell]) -> bool:
        texts = lines.texts_of(line)
        if len(texts) > lines.MOST_FOOTER_CELLS and fold(texts[0][1]) not in self.header_texts:
            return False
        filled = [(column, cell) for column, cell in enumerate(line) if not is_blank(cell)]
        if lines.repeats(texts, self.header_texts):
            return True
        if index == self.header.bottom + 1 and lines.numbers_columns([c for _, c in filled]):
            return True
        if not any(map(is_blank, self._required(line))):
            return False
        if len(filled) == 1 and texts:
            column, text = texts[0]
            return lines.is_heading(text) or lines.is_footer(texts) or self._spans(index, column)
        return len(filled) <= lines.MOST_FOOTER_CELLS and lines.is_footer(texts)

    def _spans(self, index: int, column: int) -> bool:
        return any(
            merge.top == index
            and merge.left <= column
            and merge.right - merge.left + 1 >= lines.FEWEST_IN_HEADER
            for merge in self.grid.merges or ()
        )

    # --- Rows ----------------------------------------------------------------------

    def _row(self, index: int, line: list[Cell]) -> Row:
        values: dict[str, Value] = dict(self.constants)
        for binding, column, read in self.columns:
            cell = line[column] if column < len(line) else ""
            if is_blank(cell):
                cell = self._from_above(index, column, binding)
            elif binding.column.fills_down:
                self.above[binding.column.code] = (index, cell)
            try:
                value = read(cell)
                if value is None:
                    self._check_blank(index, column, binding)
                elif isinstance(cell, str):
                    self._look_at_text(index, column, binding, cell)
                values[binding.column.code] = value
            except BadCell as error:
                self._note(index, column, binding, cell, error.code, error.params)
        return Row(index + 1, values)

    def _from_above(self, index: int, column: int, binding: Binding) -> Cell:
        merged = self.merged.get((index, column))
        if merged is not None:
            return merged
        if binding.column.fills_down and self.grid.marks.get((index, column)) is None:
            above = self.above.get(binding.column.code)
            if above is not None:
                self.filled.setdefault(binding.column.code, []).append(index)
                return above[1]
        return ""

    def _check_blank(self, index: int, column: int, binding: Binding) -> None:
        mark = self.grid.marks.get((index, column))
        if mark is not None:
            raise BadCell("formula-failed" if mark == FAILED else "formula-uncalculated")
        if binding.column.required:
            raise BadCell("required")

    def _look_at_text(self, index: int, column: int, binding: Binding, cell: str) -> None:
        if cells.has_controls(cell):
            self._note(index, column, binding, cell, "control-characters", {}, Severity.WARNING)
        if binding.column.kind in {Kind.TEXT, Kind.CODE} and cell.startswith(cells.FORMULA_STARTS):
            self._note(index, column, binding, cell, "formula-like", {}, Severity.WARNING)

    def _note(
        self,
        index: int,
        column: int,
        binding: Binding,
        cell: Cell,
        code: str,
        params: Mapping[str, str],
        severity: Severity = Severity.ERROR,
    ) -> None:
        self.table.problems.append(
            Problem(
                code=code,
                severity=severity,
                row=index + 1,
                column=column,
                field=binding.column.code,
                header=binding.heading.label if binding.heading else "",
                shown=shortened(shown(cell)),
                params=params,
            )
        )

    def _aside_note(self) -> Problem:
        rows = ", ".join(map(str, self.asides[:MOST_ASIDES]))
        more = "…" if len(self.asides) > MOST_ASIDES else ""
        return Problem(code="left-out", severity=Severity.WARNING, params={"rows": rows + more})

    def _filled_notes(self) -> Iterator[Problem]:
        for binding, column, _ in self.columns:
            indices = self.filled.get(binding.column.code)
            if indices and binding.heading:
                yield Problem(
                    code="filled-down",
                    severity=Severity.WARNING,
                    column=column,
                    field=binding.column.code,
                    header=binding.heading.label,
                    params={"count": str(len(indices)), "first": str(indices[0] + 1)},
                )


def _filled_by_merges(grid: Grid, start: int) -> dict[tuple[int, int], Cell]:
    """Return what blank cells below the header hold by being merged into one above or left."""
    filled: dict[tuple[int, int], Cell] = {}
    for merge in grid.merges or ():
        if merge.bottom < start or merge.bottom == merge.top:
            continue
        cell = grid.cell(merge.top, merge.left)
        for row in range(max(merge.top, start), min(merge.bottom + 1, len(grid.rows))):
            filled[row, merge.left] = cell
    return filled


def _half_place(cell: Cell, value: Decimal) -> Decimal:
    """Return half of a printed number's last place, in the unit of its value."""
    if isinstance(cell, str) or not isinstance(cell, float | int) or not cell:
        return abs(value) * Decimal("0.0001")
    printed = Decimal(f"{cell:.15g}")
    exponent = printed.as_tuple().exponent
    place = Decimal(1).scaleb(min(0, int(exponent)) if isinstance(exponent, int) else 0)
    return abs(value / printed) * place / 2
