"""What the layouts of pay share: columns, workers by their numbers, sentences."""

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets.layouts import Finding, Outcome, Sentence
from yuandu.kernel.sheets.rules.columns import Column, Kind
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.workforce.models import Worker

MOST = Decimal(10_000_000)  # yuan a month; a number above it is a slip of the hand
WITHIN = {
    "unknown-worker": Sentence(
        what=_("No worker has the staff number %(number)s."),
        do=_("Check it, or put the worker on the staff list first."),
    ),
    "month-ahead": Sentence(what=_("That month has not begun yet."), do=_("Check the month.")),
}

NUMBER = Column(
    code="number",
    title=_("Staff number"),
    kind=Kind.CODE,
    synonyms=("工号", "员工编号", "职工编号"),
    required=True,
    max_length=20,
    example="00001",
)


def money(code: str, title: Any, *synonyms: str, example: str) -> Column:
    return Column(
        code=code,
        title=title,
        kind=Kind.MONEY,
        synonyms=synonyms,
        required=True,
        most=MOST,
        decimals=2,
        compares=False,
        example=example,
    )


def workers(by: Actor, rows: Sequence[Row]) -> dict[str, Worker]:
    numbers = {str(row.values.get("number") or "") for row in rows}
    found = Worker.objects.filter(workspace=by.workspace, number__in=numbers)
    return {each.number: each for each in found}


def unknown(by: Actor, rows: Sequence[Row], month: str) -> Iterator[Finding]:
    known, today = workers(by, rows), by.workspace.today()
    for row in rows:
        number, on = row.values.get("number"), row.values.get(month)
        if number and str(number) not in known:
            params = {"number": str(number)}
            yield Finding(row=row.number, code="unknown-worker", field="number", params=params)
        if isinstance(on, datetime.date) and on > today:
            yield Finding(row=row.number, code="month-ahead", field=month)


def outcome(rows: Sequence[Row]) -> Outcome:
    created = sum(row.is_new for row in rows)
    return Outcome(created=created, updated=len(rows) - created)


def days(rows: Sequence[Row], name: str) -> set[datetime.date]:
    """Return the days that a column of some rows has."""
    found = (row.values.get(name) for row in rows)
    return {each for each in found if isinstance(each, datetime.date)}
