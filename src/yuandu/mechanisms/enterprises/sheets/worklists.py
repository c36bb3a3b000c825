"""The work lists as spreadsheets to take along; they only go out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.rules.columns import Column, Kind, Value
from yuandu.mechanisms.enterprises import permissions, queries, telling
from yuandu.mechanisms.enterprises.models import EarlyWarning, Standing
from yuandu.mechanisms.enterprises.queries import WorkFilters

AT_ONCE = 500
FIRM = (
    Column(code="name", title=_("Firm")),
    Column(code="code", title=_("Credit code"), kind=Kind.CODE),
    Column(code="division", title=_("County or zone")),
    Column(code="tier", title=_("Tier")),
)
CALL = (
    Column(code="contact", title=_("Contact")),
    Column(code="phone", title=_("Telephone"), kind=Kind.CODE),
)
BOOK = (
    Column(code="state", title=_("By the book")),
    Column(code="book", title=_("Book")),
    Column(code="lacking", title=_("Not met")),
    Column(code="unknown", title=_("Not reported yet")),
    Column(code="person", title=_("To be judged by somebody")),
)
ELIGIBLE_COLUMNS = (
    *FIRM,
    *BOOK,
    Column(code="score", title=_("Score")),
    Column(code="margin", title=_("Margin"), kind=Kind.PERCENT),
    Column(code="hinge", title=_("Hinges on")),
    *CALL,
)
AT_RISK_COLUMNS = (
    *FIRM,
    Column(code="valid_to", title=_("Valid to"), kind=Kind.DATE),
    Column(code="reasons", title=_("Why it may be lost")),
    Column(code="since_on", title=_("Warned since"), kind=Kind.DATE),
    *BOOK[2:4],
    *CALL,
)
JOINT = "；"


def eligible_rows(by: Actor, filters: WorkFilters) -> Iterator[Mapping[str, Value]]:
    """Yield every row that the filters let through; one query."""
    for one in queries.eligible(by, filters).iterator(AT_ONCE):
        yield _plain(telling.eligible(one))


def at_risk_rows(by: Actor, filters: WorkFilters) -> Iterator[Mapping[str, Value]]:
    """Yield every row that the filters let through; two queries."""
    rows = list(queries.at_risk(by, filters))
    for one, told in told_at_risk(by, rows):
        books = told.pop("books")
        yield _plain(
            told
            | {
                "since_on": one.since_on,
                "unmet": [text for book in books for text in book["unmet"]],
                "unknown": [text for book in books for text in book["unknown"]],
            }
        )


def told_at_risk(
    by: Actor, rows: Sequence[EarlyWarning]
) -> Iterable[tuple[EarlyWarning, dict[str, Any]]]:
    """Yield warnings as they are told; one query."""
    today = by.workspace.today()
    firms = {one.recognition.firm_id for one in rows}
    standings = queries.standings_of(firms, ["recheck"])
    for one in rows:
        title = one.recognition
        said: Sequence[Standing] = standings.get((title.firm_id, title.tier), ())
        yield one, telling.at_risk(one, said, today)


def _plain(told: Mapping[str, Any]) -> Mapping[str, Value]:
    """Return a row as cells take it."""
    reasons = JOINT.join(str(one["label"]) for one in told.get("reasons", ()))
    return {
        **told,
        "state": str(told.get("state_title", "")),
        "lacking": JOINT.join(dict.fromkeys(told["unmet"])),
        "unknown": JOINT.join(dict.fromkeys(told["unknown"])),
        "person": JOINT.join(told.get("person", ())),
        "reasons": reasons,
    }


ELIGIBLE = layouts.going_out(
    code="eligible_firms",
    title=pgettext_lazy("sheet", "Firms eligible without a title"),
    columns=ELIGIBLE_COLUMNS,
    key=("code", "tier"),
    exporters=permissions.EXPORTERS,
    export=lambda by: eligible_rows(by, WorkFilters()),
)
AT_RISK = layouts.going_out(
    code="titles_at_risk",
    title=pgettext_lazy("sheet", "Titles that may be lost"),
    columns=AT_RISK_COLUMNS,
    key=("code", "tier"),
    exporters=permissions.EXPORTERS,
    export=lambda by: at_risk_rows(by, WorkFilters()),
)
