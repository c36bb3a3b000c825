"""What the layouts of pay share: columns of money, months, sentences."""

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets.layouts import Finding, Outcome, Sentence
from yuandu.kernel.sheets.rules.columns import Column, Kind
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.workforce import columns
from yuandu.mechanisms.workforce.models import Worker

MOST = Decimal(10_000_000)  # yuan a month; a number above it is a slip of the hand
WITHIN = columns.UNKNOWN | {
    "month-ahead": Sentence(what=_("That month has not begun yet."), do=_("Check the month.")),
}


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
    return columns.named(Worker.objects.filter(workspace=by.workspace), rows)


def unknown(by: Actor, rows: Sequence[Row], month: str) -> Iterator[Finding]:
    yield from columns.unknown(workers(by, rows), rows)
    today = by.workspace.today()
    for row in rows:
        on = row.values.get(month)
        if isinstance(on, datetime.date) and on > today:
            yield Finding(row=row.number, code="month-ahead", field=month)


def outcome(rows: Sequence[Row]) -> Outcome:
    created = sum(row.is_new for row in rows)
    return Outcome(created=created, updated=len(rows) - created)


def days(rows: Sequence[Row], name: str) -> set[datetime.date]:
    """Return the days that a column of some rows has."""
    found = (row.values.get(name) for row in rows)
    return {each for each in found if isinstance(each, datetime.date)}
