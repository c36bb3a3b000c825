"""Firms by the thousand, with COPY: the sample city, benchmarks.

What a row says is taken as it is; checking it is for whoever made the rows. The database
keeps its constraints.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection, transaction
from django.db.models import Model

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle.loading import refresh_statistics, reserve_keys
from yuandu.kernel.registry.models import Fact, Party
from yuandu.mechanisms.enterprises.models import Firm, Platform, Recognition


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTitle:
    """A title as announced, with its end if it had one; keys are those of announcements."""

    tier: str
    announcement_id: int
    valid_from: datetime.date
    valid_to: datetime.date
    ended_on: datetime.date | None = None
    ending: str = ""
    ended_because: str = ""
    ended_by_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFact:
    """A fact of a firm: a number or words, for a period."""

    kind: str
    from_on: datetime.date
    to_on: datetime.date
    value: Decimal | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFirm:
    """A firm that the registry does not have yet, with what is known of it."""

    name: str
    code: str
    name_en: str = ""
    division_id: int | None = None
    industry_id: int | None = None
    leading_product: str = ""
    contact: str = ""
    phone: str = ""
    titles: tuple[NewTitle, ...] = ()
    facts: tuple[NewFact, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlatform:
    """A platform at one level; `raised_from` is the place in the list of what it was before."""

    name: str
    level: str
    kind: str
    host_id: int
    recognised_on: datetime.date
    name_en: str = ""
    field: str = ""
    document: str = ""
    raised_from: int | None = None
    closed_on: datetime.date | None = None


MANY = 500  # firms after which the planner has to be told
_TITLE = (
    *("tier", "announcement_id", "valid_from", "valid_to", "ended_on", "ending"),
    *("ended_because", "ended_by_id"),
)
_PARTY = ("name", "name_en", "code", "division_id", "industry_id")
_FACT = ("kind", "value", "text", "from_on", "to_on")
_PLATFORM = ("name", "name_en", "level", "kind", "field", "host_id", "recognised_on", "document")


@transaction.atomic
def load_firms(*, by: Actor, rows: Sequence[NewFirm], reported_on: datetime.date) -> list[int]:
    """Add firms with their parties, titles and facts; return the keys of their parties.

    Keys come in the order of `rows`.
    """
    parties, firms = reserve_keys(Party, len(rows)), reserve_keys(Firm, len(rows))
    place = by.workspace_id
    copy_in(
        Party,
        ("id", "workspace_id", "kind", *_PARTY),
        (
            (key, place, "organisation", *(getattr(row, name) for name in _PARTY))
            for key, row in zip(parties, rows, strict=True)
        ),
    )
    copy_in(
        Firm,
        ("id", "workspace_id", "party_id", "leading_product", "contact", "phone"),
        (
            (key, place, party, row.leading_product, row.contact, row.phone)
            for key, party, row in zip(firms, parties, rows, strict=True)
        ),
    )
    copy_in(
        Recognition,
        ("workspace_id", "firm_id", *_TITLE),
        (
            (place, key, *(getattr(title, name) for name in _TITLE))
            for key, row in zip(firms, rows, strict=True)
            for title in row.titles
        ),
    )
    copy_in(
        Fact,
        ("workspace_id", "party_id", "reported_on", "is_current", *_FACT),
        (
            (place, party, reported_on, True, *(getattr(fact, name) for name in _FACT))
            for party, row in zip(parties, rows, strict=True)
            for fact in row.facts
        ),
    )
    if len(rows) >= MANY:
        refresh_statistics(Party, Firm, Recognition, Fact)
    audit.record(by, "firm.load", by.workspace, firms=len(rows))
    return parties


@transaction.atomic
def load_platforms(*, by: Actor, rows: Sequence[NewPlatform]) -> list[int]:
    """Add platforms, each after what it was raised from; return their keys in that order."""
    keys = reserve_keys(Platform, len(rows))
    copy_in(
        Platform,
        ("id", "workspace_id", "upgraded_from_id", "closed_on", *_PLATFORM),
        (
            (
                key,
                by.workspace_id,
                None if row.raised_from is None else keys[row.raised_from],
                row.closed_on,
                *(getattr(row, name) for name in _PLATFORM),
            )
            for key, row in zip(keys, rows, strict=True)
        ),
    )
    audit.record(by, "platform.load", by.workspace, platforms=len(rows))
    return keys


def copy_in(model: type[Model], columns: Sequence[str], rows: Iterable[tuple[object, ...]]) -> None:
    """Add rows by COPY; values are taken as they are."""
    statement = f'COPY "{model._meta.db_table}" ({", ".join(columns)}) FROM STDIN'
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
