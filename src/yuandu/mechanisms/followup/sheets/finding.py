"""What only the records know of a sheet's rows: which months they mean, what collides."""

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
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.followup import queries, rules, wording
from yuandu.mechanisms.followup.models import Month
from yuandu.mechanisms.followup.permissions import Rights
from yuandu.mechanisms.followup.refusals import Key
from yuandu.mechanisms.followup.rules import Kept, Said
from yuandu.mechanisms.followup.sheets.columns import REFUND, SAID
from yuandu.mechanisms.followup.sheets.exporting import said_of
from yuandu.mechanisms.followup.standings import Followed, followed
from yuandu.mechanisms.projects.models import Project

NAMED = 10
STATISTICS = ("output_value", "scale")


@dataclass(frozen=True, slots=True)
class Known:
    """The projects that rows mean, as far as their reader may know of them, and their months."""

    rights: Rights
    by_code: Mapping[str, Followed]
    by_name: Mapping[tuple[str, int], Followed]
    months: Mapping[Key, Month]

    def key(self, row: Row) -> Key | None:
        """Return which month of which project a row is about, if that is followed."""
        project = self.project(row)
        if project is None or not rules.is_followed(project.produced_on, month_of(row)):
            return None
        return project.project_id, month_of(row)

    def project(self, row: Row) -> Followed | None:
        """Return the project of a row: by code, else by name and county."""
        if found := self.by_code.get(str(row.values.get("project_code") or "")):
            return found
        place = row.values.get("division")
        if not isinstance(place, Reference) or place.pk is None:
            return None
        return self.by_name.get((str(row.values.get("project")), place.pk))


def month_of(row: Row) -> str:
    month = row.values.get("month")
    return f"{month:%Y-%m}" if isinstance(month, datetime.date) else ""


def known(by: Actor, rows: Sequence[Row]) -> Known:
    """Return the projects and months that rows mean; three queries."""
    rights = queries.rights(by)
    codes = {str(code) for row in rows if (code := row.values.get("project_code"))}
    names = {str(row.values.get("project")) for row in rows}
    named = Project.objects.filter(
        Q(code__in=codes) | Q(name__in=names), workspace_id=by.workspace_id
    )
    columns = {each.pk: each for each in named.only("code", "name")}
    found = [
        each
        for each in followed(by.workspace, list(columns))
        if rights.reads.covers(each.division_id, None)
    ]
    months = Month.objects.filter(
        project__in=[each.project_id for each in found],
        period__in={month_of(row) for row in rows},
    )
    return Known(
        rights,
        {code: each for each in found if (code := columns[each.project_id].code)},
        {(columns[each.project_id].name, each.division_id): each for each in found},
        {(each.project_id, each.period): each for each in months},
    )


def said_by(row: Row) -> Said:
    """Return what a row says, as it would be filed; an empty cell leaves what is on record."""
    tax, output = row.values.get("tax_paid"), row.values.get("output_value")
    version = row.values.get("version")
    return Said(
        tax_paid=tax if isinstance(tax, Decimal) else None,
        is_refund=row.values.get("is_refund") == REFUND,
        output_value=output if isinstance(output, Decimal) else None,
        scale=str(row.values.get("scale") or ""),
        why=str(row.values.get("why") or ""),
        version=int(version) if isinstance(version, Decimal) else 0,
    )


def says_nothing(row: Row) -> bool:
    return all(row.values.get(name) in {None, ""} for name in SAID)


def resolve(by: Actor, rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what is wrong with rows beyond their cells; three queries."""
    have = known(by, rows)
    of_month: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        params = {"month": month_of(row)}
        key = have.key(row)
        if key is None:
            yield Finding(row=row.number, code="not-followed", field="project", params=params)
        elif not rules.has_ended(key[1], by.workspace.today()):
            yield Finding(row=row.number, code="month-not-ended", field="month", params=params)
        else:
            of_month[key].append(row)
            yield from _of_sense(have, have.months.get(key), row)
    for same in of_month.values():
        yield from _of_each_other(same)


def _of_sense(have: Known, month: Month | None, row: Row) -> Iterator[Finding]:
    kept = said_of(month)
    for name in ("tax_paid", *STATISTICS):
        if kept[name] is not None and name in row.values and row.values[name] in {None, ""}:
            params = {"filed": wording.value(kept[name])}
            yield Finding(row=row.number, code="emptied", field=name, params=params)
    if says_nothing(row):
        return
    said = said_by(row)
    on_record = kept_of(month)
    for fault in rules.faults(said, on_record):
        params = {"filed": wording.value(fault.value)}
        yield Finding(row=row.number, code=fault.code, field=fault.field, params=params)
    project = have.project(row)
    if project is None:
        return
    tax, statistics = have.rights.files_in(project.division_id)
    for name in rules.changed(said, on_record):
        if not (statistics if name in STATISTICS else tax):
            yield Finding(row=row.number, code="not-yours", field=name)


def kept_of(month: Month | None) -> Kept:
    if month is None:
        return Kept()
    return Kept(month.tax_paid, month.output_value, month.scale, month.version)


def _of_each_other(rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield every one of several rows on one month that do not say the same."""
    said = {name: rows[0].values.get(name) for name in SAID}
    if all(not values.differences(said, row.values) for row in rows[1:]):
        return
    numbers = ", ".join(str(row.number) for row in rows[:NAMED])
    for row in rows:
        yield Finding(
            row=row.number, code="said-differently", field="project", params={"rows": numbers}
        )


def existing(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return what is on record of rows whose month is filed; three queries.

    A row that files nothing changes nothing: it is what it was.
    """
    have = known(by, rows)
    held: dict[int, Mapping[str, Value]] = {}
    for row in rows:
        key = have.key(row)
        month = have.months.get(key) if key else None
        if month is not None and month.version:
            held[row.number] = said_of(month)
        elif says_nothing(row):
            held[row.number] = dict(row.values)
    return held
