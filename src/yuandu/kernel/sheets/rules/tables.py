"""The rows below a header: which lines are rows, and what their cells become.

A line of the file is one of: a row; a total (合计), checked against the rows it covers and
left out; a heading inside the table; a note or a signature at its end; blank. Cells merged
downwards, and blank ones in a column that is grouped by, take the value above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from yuandu.kernel.sheets.rules import cells
from yuandu.kernel.sheets.rules.columns import Kind, Place, Value
from yuandu.kernel.sheets.rules.grids import FAILED, Cell, Grid, is_blank, shown
from yuandu.kernel.sheets.rules.headers import Header, fold
from yuandu.kernel.sheets.rules.mapping import Binding
from yuandu.kernel.sheets.rules.problems import BadCell, Problem, Severity, shortened

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
MOST_FOOTER_CELLS = 6
LONGEST_LABEL = 40  # characters of a total's name
FEWEST_IN_HEADER = 3  # cells, for a line to repeat or number the header


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
            else:
                self.table.rows.append(self._row(index, line))
        self.table.problems += self._filled_notes()
        return self.table

    def _is_blank(self, line: list[Cell]) -> bool:
        """Whether no column that is read has anything; a running number alone is no row."""
        return all(column >= len(line) or is_blank(line[column]) for _, column, _ in self.columns)

    # --- Lines that are no rows ----------------------------------------------------

    def _texts(self, line: list[Cell]) -> list[tuple[int, str]]:
        return [
            (column, cell.strip())
            for column, cell in enumerate(line)
            if isinstance(cell, str) and cell.strip()
        ]

    def _total(self, index: int, line: list[Cell]) -> Total | None:
        texts = self._texts(line)
        said = next(
            (
                match
                for _, text in texts[:3]
                if len(text) <= LONGEST_LABEL and (match := _TOTAL.fullmatch(text.replace(" ", "")))
            ),
            None,
        )
        if said is None or self._has_key_beside(line):
            return None
        return Total(
            number=index + 1,
            label=shortened(said[0]),
            is_within=said["word"].lower() in _WITHIN or bool(said["of"].strip()),
            at=len(self.table.rows),
            stated=self._stated(line),
        )

    def _has_key_beside(self, line: list[Cell]) -> bool:
        """Whether a required text stands beside the word: then it is the name of a thing."""
        required = [
            line[column]
            for binding, column, _ in self.columns
            if column < len(line)
            and binding.column.required
            and binding.column.kind in {Kind.TEXT, Kind.CODE, Kind.DATE, Kind.ORGANISATION}
            and not is_blank(line[column])
        ]
        return (
            sum(
                not (isinstance(cell, str) and _TOTAL.fullmatch(cell.strip().replace(" ", "")))
                for cell in required
            )
            > 0
        )

    def _stated(self, line: list[Cell]) -> dict[str, tuple[Decimal, Decimal]]:
        stated = {}
        for binding, column, read in self.columns:
            if binding.column.kind not in {Kind.MONEY, Kind.NUMBER} or column >= len(line):
                continue
            try:
                value = read(line[column])
            except BadCell:
                continue
            if isinstance(value, Decimal):
                stated[binding.column.code] = (value, _half_place(line[column], value))
        return stated

    def _is_aside(self, index: int, line: list[Cell]) -> bool:
        filled = [(column, cell) for column, cell in enumerate(line) if not is_blank(cell)]
        texts = self._texts(line)
        if texts and len(filled) <= MOST_FOOTER_CELLS and _FOOTER.match(texts[0][1]):
            return True
        if len(filled) == 1 and texts:
            column, text = texts[0]
            return bool(_SECTION.match(text)) or self._spans(index, column)
        below = index - self.header.bottom
        if (
            below <= 1
            and len(filled) >= FEWEST_IN_HEADER
            and all(_COLUMN_NUMBERS.fullmatch(shown(cell).strip()) for _, cell in filled)
        ):
            return self._counts_up(filled)
        return (
            len(filled) >= FEWEST_IN_HEADER
            and {fold(text) for _, text in texts} == self.header_texts
        )

    def _counts_up(self, filled: list[tuple[int, Cell]]) -> bool:
        """Whether a line under the header numbers the columns: 甲, 乙, 1, 2, 3."""
        digits = [re.sub(r"\D", "", shown(cell)) for _, cell in filled]
        numbers = [int(each) for each in digits if each]
        return len(numbers) > 1 and all(after - before == 1 for before, after in pairwise(numbers))

    def _spans(self, index: int, column: int) -> bool:
        return any(
            merge.top == index
            and merge.left <= column
            and merge.right - merge.left + 1 >= FEWEST_IN_HEADER
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
