"""What only the register knows of a sheet's rows: which lines they mean, what collides."""

import dataclasses
import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets.layouts import Finding
from yuandu.kernel.sheets.rules import values
from yuandu.kernel.sheets.rules.columns import Reference, Value
from yuandu.kernel.sheets.rules.problems import Severity
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.reporting import permissions, queries, rules
from yuandu.mechanisms.reporting.entries import Entry, faults_of
from yuandu.mechanisms.reporting.models import Filing, Round
from yuandu.mechanisms.reporting.queries import Line
from yuandu.mechanisms.reporting.sheets.columns import IN_PLACE, SAID
from yuandu.mechanisms.reporting.sheets.exporting import NOT_REPORTED, said_of, state_of

NAMED = 10


@dataclass(frozen=True, slots=True)
class Known:
    """The month that is open, and the lines that rows mean."""

    found: Round | None
    locked: frozenset[str]
    by_code: Mapping[str, Line]
    by_name: Mapping[tuple[str, int], Line]
    filings: Mapping[int, Filing]

    def line(self, row: Row) -> Line | None:
        """Return what a row is about: by code, else by name and county."""
        if self.found is None or month_of(row) != self.found.period:
            return None
        if line := self.by_code.get(str(row.values.get("project_code") or "")):
            return line
        place = row.values.get("division")
        if not isinstance(place, Reference) or place.pk is None:
            return None
        return self.by_name.get((str(row.values.get("project")), place.pk))


def month_of(row: Row) -> str:
    month = row.values.get("month")
    return f"{month:%Y-%m}" if isinstance(month, datetime.date) else ""


def known(by: Actor, rows: Sequence[Row]) -> Known:
    """Return the lines that rows mean, whoever reports them; six queries."""
    rounds = list(Round.objects.filter(workspace_id=by.workspace_id))
    found = next((each for each in rounds if not each.is_locked), None)
    locked = frozenset(each.period for each in rounds if each.is_locked)
    if found is None:
        return Known(None, locked, {}, {}, {})
    codes = {str(code) for row in rows if (code := row.values.get("project_code"))}
    names = {str(row.values.get("project")) for row in rows}
    standings = (
        queries.expected(found)
        .filter(Q(project__code__in=codes) | Q(project__name__in=names))
        .select_related("project__division")
        .defer("project__division__geometry")
    )
    lines = queries.lines(found, list(standings))
    filings = Filing.objects.filter(round=found).select_related("round", "track")
    return Known(
        found,
        locked,
        {line.standing.project.code: line for line in lines if line.standing.project.code},
        {(line.standing.project.name, line.standing.division_id): line for line in lines},
        {filing.division_id: filing for filing in filings},
    )


def entry_of(line: Line, row: Row) -> Entry | None:
    """Return what a row says of its line, as it would be entered; `None`: not reported.

    A column that the file does not have leaves what is known.
    """
    said: dict[str, Value] = said_of(line) | {
        name: row.values[name] for name in SAID if name in row.values
    }
    invested = said["invested"]
    if not isinstance(invested, Decimal):
        return None
    funds, share = said["funds_in_place"], said["progress_share"]
    return Entry(
        invested=invested,
        corrected=_number(said["corrected"]),
        correction=str(said["correction"] or ""),
        brought_forward=_number(said["brought_forward"]),
        progress_share=share if isinstance(share, Decimal) else None,
        progress=str(said["progress"] or ""),
        needs=str(said["needs"] or ""),
        factor=str(said["factor"] or ""),
        funds_in_place=None if funds is None else funds == IN_PLACE,
        explanation=str(said["explanation"] or ""),
    )


def _number(value: Value) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(0)


def resolve(by: Actor, rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what is wrong with rows beyond their cells; six queries."""
    have = known(by, rows)
    of_line: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        line = have.line(row)
        if line is None:
            yield _unknown(have, row)
            continue
        of_line[line.standing.project_id].append(row)
        yield from _of_place(by, have, line, row)
        yield from _of_sense(line, row)
    for same in of_line.values():
        yield from _of_each_other(same)


def _unknown(have: Known, row: Row) -> Finding:
    month = month_of(row)
    if have.found is not None and month == have.found.period:
        return Finding(row=row.number, code="not-reported-here", field="project")
    code = "month-locked" if month in have.locked else "month-not-open"
    return Finding(row=row.number, code=code, field="month", params={"month": month})


def _of_place(by: Actor, have: Known, line: Line, row: Row) -> Iterator[Finding]:
    standing = line.standing
    params = {"division": standing.project.division.short_title, "project": standing.project.title}
    filing = have.filings.get(standing.division_id)
    if filing is None:  # its first project came to the list after the month was opened
        yield Finding(row=row.number, code="not-reported-here", field="project")
    elif not permissions.may_fill(by, filing):
        yield Finding(row=row.number, code="not-your-county", field="division", params=params)
    elif filing.stage not in rules.WRITABLE:
        yield Finding(row=row.number, code="filing-signed", field="division", params=params)


def _of_sense(line: Line, row: Row) -> Iterator[Finding]:
    changes = changes_of(line, row)
    entry = entry_of(line, row)
    if entry is None:
        if values.differences(_as_exported(line, row), row.values):
            yield Finding(row=row.number, code="no-investment", field="invested")
        return
    if changes and _is_old(line, row):
        yield _collision(line, row, changes)
    for fault in faults_of(line, entry):
        yield Finding(row=row.number, code=fault.code, field=fault.field)
    for doubt in rules.doubts(entry.figures, line.known):
        if not entry.explanation.strip():
            yield Finding(
                row=row.number, code=doubt.code, field=doubt.field, severity=Severity.WARNING
            )


def changes_of(line: Line, row: Row) -> Mapping[str, tuple[Value, Value]]:
    """Return field → (before, after) of what a row would change of its line."""
    return values.differences(said_of(line), row.values)


def _as_exported(line: Line, row: Row) -> Mapping[str, Value]:
    """Return what stood in a row that reported nothing yet, whoever has reported it since."""
    if row.values.get("state") == NOT_REPORTED:
        line = dataclasses.replace(line, report=None)
    return said_of(line)


def _is_old(line: Line, row: Row) -> bool:
    """Whether somebody has written the line since the sheet was exported."""
    state = row.values.get("state")
    return bool(state) and state != state_of(line.report)


def _collision(line: Line, row: Row, changes: Mapping[str, tuple[Value, Value]]) -> Finding:
    name = next(iter(changes))
    before = changes[name][0]
    report = line.report
    return Finding(
        row=row.number,
        code="entered-meanwhile",
        field=name,
        params={
            "who": str(report.by_user or "—") if report else "—",
            "entered": _shown(name, before),
        },
    )


def _shown(name: str, value: Value) -> str:
    if not isinstance(value, Decimal):
        return str(value or "—")
    if name == "progress_share":
        return f"{(value * 100).normalize():f} %"
    return f"{(value / 10_000).normalize():f} 万元"


def _of_each_other(rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield every one of several rows on one project that do not say the same."""
    first = rows[0]
    said = {name: first.values.get(name) for name in SAID}
    if all(not values.differences(said, row.values) for row in rows[1:]):
        return
    numbers = ", ".join(str(row.number) for row in rows[:NAMED])
    for row in rows:
        yield Finding(
            row=row.number, code="said-differently", field="project", params={"rows": numbers}
        )


def existing(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return what the register holds of rows whose line is reported; six queries.

    A row that reports nothing yet changes nothing: it is what it was.
    """
    have = known(by, rows)
    held: dict[int, Mapping[str, Value]] = {}
    for row in rows:
        line = have.line(row)
        if line is not None and entry_of(line, row) is None:
            held[row.number] = dict(row.values)
        elif line is not None and line.report:
            held[row.number] = said_of(line)
    return held
