"""Writing to the log."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, LiteralString

from django.db import connections, models, transaction

from yuandu.kernel.audit import canonical, statements
from yuandu.kernel.audit.models import Entry, Personal
from yuandu.kernel.audit.who import Who


class NotInTransaction(RuntimeError):
    """An entry was to be written outside of the transaction of its change."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act to be recorded together with others: see `record_all`."""

    by: Who
    action: str
    subject_label: str
    subject_id: int
    details: Mapping[str, Any] = field(default_factory=dict)


# The columns that the database does not set itself: see `Entry.SET_BY_DATABASE`.
_INTO: LiteralString = """
INSERT INTO audit_entry (workspace_id, user_id, acting_for_id, who, action,
                         subject_label, subject_id, details, commitments)
"""
_ONE: LiteralString = f"{_INTO} VALUES (%s, %s, %s, %s, %s, %s, %s, %s, '{{}}')"
_ONE_WITH_PERSONAL: LiteralString = f"""
WITH entry AS ({_INTO} VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING id, workspace_id)
INSERT INTO audit_personal (workspace_id, entry_id, name, value, salt)
SELECT entry.workspace_id, entry.id, one.name, one.value, one.salt
  FROM entry, unnest(%s::text[], %s::text[], %s::text[]) AS one (name, value, salt)
"""  # noqa: S608 - our own words
_MANY: LiteralString = f"""
{_INTO} SELECT *, '{{}}'::json FROM unnest(
    %s::bigint[], %s::bigint[], %s::bigint[], %s::text[],
    %s::text[], %s::text[], %s::bigint[], %s::text[]::json[])
"""  # noqa: S608 - our own words


def record(
    by: Who,
    action: str,
    obj: models.Model,
    *,
    personal: Mapping[str, str] | None = None,
    **details: Any,
) -> None:
    """Add an entry, in the transaction of the change it tells of.

    Args:
        by: who did it.
        action: what was done, as `noun.verb`.
        obj: the thing it was done to; it has a primary key by now.
        personal: values about a person; they stay out of the chained log, which keeps
            a salted commitment to each, and can be erased.
        details: what changed: text, whole numbers, truth values, `Decimal`, days, lists and
            mappings of these.

    Raises:
        NotInTransaction: the caller has opened no transaction, so entry and change could
            part.
        canonical.NotRecordable: a detail has no canonical form.
    """
    values = _values(Act(by, action, obj._meta.label_lower, obj.pk, details))
    if not personal:
        _write(_ONE, values)
        return
    salts = {name: secrets.token_hex(16) for name in personal}
    commitments = {
        name: canonical.commitment(salts[name], name, value) for name, value in personal.items()
    }
    _write(
        _ONE_WITH_PERSONAL,
        [
            *(*values, canonical.encode(commitments)),
            *(list(personal), list(personal.values()), list(salts.values())),
        ],
    )


def record_all(acts: Sequence[Act]) -> None:
    """Add an entry for each act, in this order and in one statement; as `record`."""
    if acts:
        rows = [_values(act) for act in acts]
        _write(_MANY, [list(column) for column in zip(*rows, strict=True)])


@transaction.atomic
def erase(by: Who, entry: Entry) -> int:
    """Erase the personal values beside an entry, for good; return how many there were.

    The chain holds: it kept commitments only, which without their salts tell nothing.
    """
    erased, _ = Personal.objects.filter(workspace_id=by.workspace_id, entry=entry).delete()
    record(by, "entry.erase", entry, erased=erased)
    return erased


def _values(act: Act) -> list[Any]:
    return [
        *(act.by.workspace_id, act.by.user_id, act.by.acting_for_id, act.by.label),
        *(act.action, act.subject_label, act.subject_id),
        canonical.encode(canonical.plain(act.details)),
    ]


def _write(statement: LiteralString, values: list[Any]) -> None:
    if not connections["default"].in_atomic_block:
        raise NotInTransaction(
            "An entry was to be written outside of a transaction, where it could part from "
            "the change it tells of: put both into one, with @transaction.atomic"
        )
    statements.run(statement, values)
