"""How a file is to be read: which header is which field, in which units, with which words.

Comes from the header's own words, from what an office corrected before, or from a JSON
file; the same form in all three.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from rapidfuzz import fuzz, process

from yuandu.engines.quantities.reasons import Unreadable
from yuandu.engines.quantities.units import read_measure
from yuandu.kernel.sheets.rules.columns import Column
from yuandu.kernel.sheets.rules.headers import Header, Heading, fold
from yuandu.kernel.sheets.rules.problems import Problem, Severity, column_letter

NEAR_ENOUGH = 50  # of 100, for a guess that a person will judge
SURER = 65  # for a guess nobody asked for
LAST_ROW = 1_048_576  # of a spreadsheet


class BadMapping(Exception):
    """A mapping file that does not make sense; `code` and `params` say where."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetMapping:
    """What somebody said about how to read a file; anything may be left out.

    Attributes:
        columns: Header → field. Headers not named here are still known by their words,
            unless `skip` has them.
        constants: Field → what each row holds there, written as in a cell.
        units: Field → unit of its bare numbers (万元).
        values: Field → text of a cell → text to read instead.
        dates: Field → format, in the letters of `strptime` (%d/%m/%Y).
        skip: Headers not to take.
        creates: Fields of divisions whose unknown names are taken as new ones.
        sheet: The sheet to read.
        header_row: The header's last row, as numbered in the file.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    skip: tuple[str, ...] = ()
    creates: tuple[str, ...] = ()
    sheet: str = ""
    header_row: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON values; what says nothing is left out."""
        full = {
            "columns": dict(self.columns),
            "constants": dict(self.constants),
            "units": dict(self.units),
            "values": {name: dict(words) for name, words in self.values.items()},
            "dates": dict(self.dates),
            "skip": list(self.skip),
            "creates": list(self.creates),
            "sheet": self.sheet,
            "header_row": self.header_row,
        }
        return {name: value for name, value in full.items() if value}

    @classmethod
    def from_json(cls, said: Any, fields: Iterable[str]) -> Self:
        """Return the mapping that a JSON file states.

        Raises:
            BadMapping: `mapping-not-an-object`, `mapping-unknown-key`,
                `mapping-unknown-field`, `mapping-wrong-type`, `mapping-unknown-unit`,
                `mapping-field-twice`.
        """
        if not isinstance(said, dict):
            raise BadMapping("mapping-not-an-object")
        known = set(cls.__dataclass_fields__)
        for key in said:
            if key not in known:
                raise BadMapping("mapping-unknown-key", key=key, known=", ".join(sorted(known)))
        by_field = {key: _texts(key, said) for key in ("constants", "units", "dates")}
        columns = _texts("columns", said)
        values = {
            name: _texts(name, said["values"], "values.")
            for name in _object("values", said.get("values", {}))
        }
        creates = _list("creates", said.get("creates", []))
        _check_fields(
            [*columns.values(), *values, *creates, *(f for m in by_field.values() for f in m)],
            fields,
        )
        _check_once(columns)
        for unit in by_field["units"].values():
            _check_unit(unit)
        return cls(
            columns=columns,
            values=values,
            skip=_list("skip", said.get("skip", [])),
            creates=creates,
            sheet=_checked(said.get("sheet", ""), str, "sheet"),
            header_row=_row(said.get("header_row")),
            **by_field,
        )


def _object(key: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BadMapping("mapping-wrong-type", key=key, wanted="{…}")
    return value


def _checked(value: Any, kind: type, key: str) -> Any:
    if not isinstance(value, kind) or isinstance(value, bool):
        raise BadMapping("mapping-wrong-type", key=key, wanted=kind.__name__)
    return value


def _texts(key: str, said: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    stated = _object(prefix + key, said.get(key, {}))
    for name, value in stated.items():
        if not isinstance(value, str | int | float) or isinstance(value, bool):
            raise BadMapping("mapping-wrong-type", key=f"{prefix}{key}.{name}", wanted="str")
    return {name: str(value) for name, value in stated.items()}


def _list(key: str, said: Any) -> tuple[str, ...]:
    return tuple(_checked(each, str, key) for each in _checked(said, list, key))


def _row(said: Any) -> int | None:
    if said is None:
        return None
    row: int = _checked(said, int, "header_row")
    if not 1 <= row <= LAST_ROW:
        raise BadMapping("mapping-wrong-type", key="header_row", wanted=f"1, 2, 3, … {LAST_ROW}")
    return row


def _check_fields(named: Iterable[str], fields: Iterable[str]) -> None:
    known = list(fields)
    for name in named:
        if name not in known:
            raise BadMapping(
                "mapping-unknown-field",
                field=name,
                nearest=nearest(name, known) or "-",
                known=", ".join(known),
            )


def _check_once(columns: Mapping[str, str]) -> None:
    headers: dict[str, str] = {}
    for header, name in columns.items():
        if name in headers:
            raise BadMapping("mapping-field-twice", field=name, first=headers[name], second=header)
        headers[name] = header


def _check_unit(unit: str) -> None:
    try:
        read_measure(unit)
    except Unreadable:
        raise BadMapping("mapping-unknown-unit", unit=unit) from None


def nearest(text: str, choices: Iterable[str], cutoff: int = NEAR_ENOUGH) -> str:
    """Return the choice most like `text`, "" where none comes close."""
    return next(iter(nearest_few(text, choices, 1, cutoff)), "")


def nearest_few(
    text: str, choices: Iterable[str], most: int, cutoff: int = NEAR_ENOUGH
) -> list[str]:
    """Return the choices most like `text`, the nearest first; none where none comes close."""
    found = process.extract(
        text, list(choices), scorer=fuzz.ratio, processor=fold, score_cutoff=cutoff, limit=most
    )
    return [choice for choice, _, _ in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """A field and the column of the file it is read from.

    Attributes:
        heading: `None` for a constant.
        unit: Of bare numbers, as a person writes it.
        unit_assumed: Nobody stated the unit; the layout's is taken.
        creates: A division that is not known is taken as a new one.
    """

    column: Column
    heading: Heading | None
    unit: str = ""
    unit_assumed: bool = False
    creates: bool = False
    constant: str | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    date_format: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A header bound to a layout.

    Attributes:
        problems: What is missing or unclear; errors among them forbid reading on.
        unused: Headings that no field takes, each with the nearest field's code or "".
    """

    bindings: tuple[Binding, ...]
    problems: tuple[Problem, ...]
    unused: tuple[tuple[Heading, str], ...]

    @property
    def is_complete(self) -> bool:
        return not any(problem.is_error for problem in self.problems)


def bind(
    header: Header, columns: tuple[Column, ...], mapping: SheetMapping, *, currency: str
) -> Bound:
    """Bind each of a layout's columns to one of the file's, and say what stays open."""
    fields, problems = _assign(header, mapping)
    by_code = {column.code: column for column in columns}
    bindings = [
        _binding(by_code[code], heading, header.unit, mapping, currency)
        for heading in header.headings
        if (code := fields.get(heading.column))
    ]
    bindings += [
        Binding(column=by_code[code], heading=None, constant=text)
        for code, text in mapping.constants.items()
        if code not in fields.values()
    ]
    taken = {binding.column.code for binding in bindings}
    unused = [each for each in header.headings if each.column not in fields]
    problems += _missing(columns, taken, unused)
    problems += [
        Problem(
            code="unit-assumed",
            severity=Severity.WARNING,
            column=each.heading.column,
            field=each.column.code,
            header=each.heading.label,
            params={"unit": each.unit},
        )
        for each in bindings
        if each.heading and each.unit_assumed
    ]
    return Bound(
        bindings=tuple(bindings),
        problems=tuple(problems),
        unused=tuple((each, _guess(each, columns, taken)) for each in unused),
    )


def _assign(header: Header, mapping: SheetMapping) -> tuple[dict[int, str], list[Problem]]:
    """Return which column is which field: as said in the mapping, else by the words."""
    said = {fold(label): code for label, code in mapping.columns.items()}
    skipped = {fold(label) for label in mapping.skip}
    fields: dict[int, str] = {}
    for heading in header.headings:
        label = fold(heading.label)
        name = label if label in said else next((n for n in heading.names if n in said), "")
        if name and said[name] not in fields.values():
            fields[heading.column] = said.pop(name)
    problems = [
        Problem(code="header-not-found", header=label, params={"field": code})
        for label, code in mapping.columns.items()
        if fold(label) in said
    ]
    spoken = {*mapping.columns.values(), *fields.values()}
    for code, claims in _claims_by_field(header).items():
        open_ones = [
            each for each in claims if each.column not in fields and fold(each.label) not in skipped
        ]
        if code in spoken or not open_ones:
            continue
        fields[open_ones[0].column] = code
        if len(open_ones) > 1:
            problems.append(_twice(code, open_ones))
    return fields, problems


def _claims_by_field(header: Header) -> dict[str, list[Heading]]:
    """Return field → the headings that look like it, the likeliest first."""
    columns = {code: [column] for column, code in header.fields.items()}
    columns |= {code: list(twice) for code, twice in header.twice.items()}
    headings = {each.column: each for each in header.headings}
    return {code: [headings[column] for column in many] for code, many in columns.items()}


def _twice(code: str, headings: list[Heading]) -> Problem:
    return Problem(
        code="column-twice",
        column=headings[0].column,
        field=code,
        header=headings[0].label,
        params={"letters": ", ".join(column_letter(each.column) for each in headings)},
    )


def _binding(
    column: Column, heading: Heading, sheet_unit: str, mapping: SheetMapping, currency: str
) -> Binding:
    unit, assumed = _unit(column, heading, sheet_unit, mapping, currency)
    return Binding(
        column=column,
        heading=heading,
        unit=unit,
        unit_assumed=assumed,
        creates=column.code in mapping.creates,
        words={fold(text): word for text, word in mapping.values.get(column.code, {}).items()},
        date_format=mapping.dates.get(column.code, ""),
    )


def _unit(
    column: Column, heading: Heading, sheet_unit: str, mapping: SheetMapping, currency: str
) -> tuple[str, bool]:
    """Return the unit of a column's bare numbers, and whether nobody stated it."""
    if column.kind not in {"money", "number"}:
        return "", False
    stated = mapping.units.get(column.code) or heading.unit
    if stated:
        return stated, False
    if column.kind == "money":
        if sheet_unit:
            return sheet_unit, False
        written = column.written_in if currency == "元" else ""
        return written or currency, bool(written and written != currency)
    return column.written_in or column.unit, False


def _missing(columns: tuple[Column, ...], taken: set[str], unused: list[Heading]) -> list[Problem]:
    labels = [heading.label for heading in unused]
    problems = []
    for column in columns:
        if column.required and column.code not in taken:
            names = [str(column.title), *column.synonyms]
            guesses = (nearest(name, labels) for name in names)
            guess = next((each for each in guesses if each), "")
            problems.append(
                Problem(
                    code="required-column" if not guess else "required-column-guess",
                    field=column.code,
                    header=str(column.title),
                    params={"guess": guess} if guess else {},
                )
            )
    return problems


def _guess(heading: Heading, columns: tuple[Column, ...], taken: set[str]) -> str:
    names = {
        name: column.code
        for column in columns
        if column.code not in taken
        for name in (str(column.title), *column.synonyms)
    }
    best = max((nearest(name, names, SURER) for name in heading.names[:1]), key=len, default="")
    return names.get(best, "")
