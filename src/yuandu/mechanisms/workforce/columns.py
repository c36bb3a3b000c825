"""What the spreadsheets of all rooms share: whom a row is about, by the staff number."""

from collections.abc import Collection, Iterator, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.sheets.layouts import Finding, Sentence
from yuandu.kernel.sheets.rules.columns import Column, Kind
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.workforce.models import Worker

NUMBER = Column(
    code="number",
    title=_("Staff number"),
    kind=Kind.CODE,
    synonyms=("工号", "员工编号", "职工编号", "人员编号"),
    required=True,
    max_length=20,
    example="00123",
)
UNKNOWN = {
    "unknown-worker": Sentence(
        what=_("No worker has the staff number %(number)s."),
        do=_("Check it, or put the worker on the staff list first."),
    ),
}


def named(staff: QuerySet[Worker], rows: Sequence[Row]) -> dict[str, Worker]:
    """Return those of the staff whom the rows name, by their numbers; one query."""
    numbers = {str(row.values.get(NUMBER.code) or "") for row in rows}
    return {each.number: each for each in staff.filter(number__in=numbers)}


def unknown(known: Collection[str], rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield the rows that name nobody of those known."""
    for row in rows:
        number = str(row.values.get(NUMBER.code) or "")
        if number and number not in known:
            params = {"number": number}
            yield Finding(row=row.number, code="unknown-worker", field=NUMBER.code, params=params)
