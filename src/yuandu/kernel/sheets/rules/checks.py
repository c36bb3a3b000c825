"""What no single cell shows: rows twice, totals that do not add up, 亿 typed as 万."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from statistics import median

from yuandu.engines.quantities.units import read_measure
from yuandu.kernel.sheets.rules.columns import ADDED_UP, Column, Kind, Reference, Value
from yuandu.kernel.sheets.rules.mapping import Binding
from yuandu.kernel.sheets.rules.problems import Problem, Severity, shortened
from yuandu.kernel.sheets.rules.tables import Row, Table, Total

FEWEST_PEERS = 6
SUSPICIOUS = 3  # decades away from the middle of the column
BELIEVABLE = 1.7  # decades within which the corrected value has to come
MISTAKES = (Decimal(10) ** 4, Decimal(10) ** 8)  # 万 or 亿 too many or too few

type Key = tuple[object, ...]


def key_of(row: Row, fields: Sequence[str]) -> Key | None:
    """Return what identifies a row, `None` where a part of it is missing."""
    parts = [_comparable(row.values.get(name)) for name in fields]
    return tuple(parts) if fields and all(part is not None for part in parts) else None


def _comparable(value: Value) -> object:
    if isinstance(value, Reference):
        return value.pk or value.name
    return value or None


def duplicates(
    rows: Iterable[Row], keys: Sequence[Sequence[str]], bindings: Sequence[Binding]
) -> Iterator[Problem]:
    """Yield a problem for each row whose key an earlier row has."""
    places = {each.column.code: each for each in bindings}
    seen: dict[tuple[int, Key], int] = {}
    for row in rows:
        which, key = next(
            ((at, key) for at, fields in enumerate(keys) if (key := key_of(row, fields))),
            (0, None),
        )
        if key is None:
            continue
        first = seen.setdefault((which, key), row.number)
        if first != row.number:
            binding = places.get(keys[which][0])
            heading = binding.heading if binding else None
            yield Problem(
                code="twice-in-file",
                row=row.number,
                column=heading.column if heading else -1,
                field=keys[which][0],
                header=heading.label if heading else "",
                shown=shortened(" · ".join(str(row.values[name]) for name in keys[which])),
                params={"first": str(first)},
            )


def wrong_totals(table: Table, bindings: Sequence[Binding]) -> Iterator[Problem]:
    """Yield a warning for each stated total that is not the sum of its rows.

    A total stands above or below the rows it sums; whichever side agrees is believed, and
    where none does, the side it stands on. A column with an unreadable cell is not summed.
    """
    unread = {(each.row, each.field) for each in table.problems if each.is_error}
    for index, total in enumerate(table.totals):
        spans = list(_spans(table, index))
        for binding in bindings:
            code = binding.column.code
            if code not in total.stated or binding.column.kind not in ADDED_UP:
                continue
            stated, tolerance = total.stated[code]
            covered = [table.rows[start:end] for start, end in spans]
            if any((row.number, code) in unread for rows in covered for row in rows):
                continue
            sums = [_sum(rows, code) for rows in covered]
            if sums and all(abs(each - stated) > tolerance for each in sums):
                yield _wrong_total(total, binding, stated, sums[0])


def _spans(table: Table, index: int) -> Iterator[tuple[int, int]]:
    """Yield the runs of rows a total may cover, likeliest first."""
    total, rows = table.totals[index], len(table.rows)
    before = [each.at for each in table.totals[:index] if total.is_within or not each.is_within]
    after = [each.at for each in table.totals[index + 1 :] if total.is_within or not each.is_within]
    above = (before[-1] if before else 0, total.at)
    below = (total.at, after[0] if after else rows)
    spans = [above, below] if above[0] < above[1] else [below]
    if not total.is_within:
        spans.append((0, rows))
        spans.append((0, total.at))
    yield from (span for span in spans if span[0] < span[1])


def _sum(rows: Iterable[Row], code: str) -> Decimal:
    values = (row.values.get(code) for row in rows)
    return sum((value for value in values if isinstance(value, Decimal)), Decimal(0))


def _wrong_total(total: Total, binding: Binding, stated: Decimal, summed: Decimal) -> Problem:
    heading = binding.heading
    return Problem(
        code="wrong-total",
        severity=Severity.WARNING,
        row=total.number,
        column=heading.column if heading else -1,
        field=binding.column.code,
        header=heading.label if heading else "",
        shown=in_unit(stated, binding.unit),
        params={
            "label": total.label,
            "sum": in_unit(summed, binding.unit),
            "difference": in_unit(stated - summed, binding.unit),
        },
    )


def in_unit(value: Decimal, unit: str) -> str:
    """Return an amount written in a unit: 12000 yuan in 万元 is 1.2万元."""
    scale = read_measure(unit).scale if unit else Decimal(1)
    return f"{(value / scale).normalize():f}{unit}"


def odd_magnitudes(rows: Sequence[Row], bindings: Sequence[Binding]) -> Iterator[Problem]:
    """Yield a warning for each amount that looks like 亿 typed as 万, or the reverse.

    An amount is odd when it lies three decades or more from the middle of its column and
    a shift by 10^4 or 10^8 brings it back among the others.
    """
    for binding in bindings:
        if binding.heading and binding.column.kind is Kind.MONEY and binding.column.compares:
            yield from _odd(rows, binding.column, binding)


def _odd(rows: Sequence[Row], column: Column, binding: Binding) -> Iterator[Problem]:
    amounts = [
        (row, value)
        for row in rows
        if isinstance(value := row.values.get(column.code), Decimal) and value > 0
    ]
    if len(amounts) < FEWEST_PEERS:
        return
    middle = median(math.log10(value) for _, value in amounts)
    for row, value in amounts:
        corrected = _corrected(value, middle)
        if corrected is not None and binding.heading:
            yield Problem(
                code="odd-magnitude",
                severity=Severity.WARNING,
                row=row.number,
                column=binding.heading.column,
                field=column.code,
                header=binding.heading.label,
                shown=in_unit(value, binding.unit),
                params={
                    "corrected": in_unit(corrected, binding.unit),
                    "middle": in_unit(_round(Decimal(10) ** Decimal(middle)), binding.unit),
                },
            )


def _corrected(value: Decimal, middle: float) -> Decimal | None:
    """Return what an odd amount would be if 万 or 亿 had been mistaken, else `None`."""
    away = math.log10(value) - middle
    if abs(away) < SUSPICIOUS:
        return None
    shifted = [value / by if away > 0 else value * by for by in MISTAKES]
    best = min(shifted, key=lambda each: abs(math.log10(each) - middle))
    return best if abs(math.log10(best) - middle) <= BELIEVABLE else None


def _round(value: Decimal) -> Decimal:
    """Return about the same in two digits."""
    return Decimal(f"{value:.1e}")
