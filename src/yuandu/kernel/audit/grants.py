"""What may happen to a row once it is written, as the database keeps it.

A model may say `MAY_CHANGE = ("left", "state")`: these columns can be updated, the others
not, and no row deleted (unless it says `MAY_BE_DELETED = True`). Columns in `SET_BY_DATABASE`
always take their defaults: nobody writes an entry of yesterday. Two walls hold that:

- the application's role is not granted more. It owns no table, so it can neither alter one
  nor disable a trigger; it can neither TRUNCATE nor move a sequence back;
- triggers stop the owner of the tables too, whose hand may slip in a console or a migration.
  Only an owner can open them, and has to say so: `SET yuandu.append_only = off`. For any
  other role that setting opens nothing.

Installed after every migration, from the models as they are; installing twice is nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import LiteralString, Self, cast

from django.apps import apps
from django.conf import settings
from django.db import connections, models, transaction
from django.db.backends.utils import CursorWrapper

MAINTAINED = 170000  # from PostgreSQL 17 on others than the owner may ANALYZE
REFUSE: LiteralString = """
CREATE OR REPLACE FUNCTION yuandu_refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF current_setting('yuandu.append_only', true) = 'off'
       AND pg_has_role((SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'the rows of % are kept as they were written: % is refused',
        TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'insufficient_privilege', HINT =
        'What was wrong is put right by a further row. If you own the database and must '
        'change it all the same, write down why, then: SET yuandu.append_only = off';
END $$
"""


def kept_models() -> Iterator[type[models.Model]]:
    """Yield the models whose rows are kept as they were written."""
    return (model for model in apps.get_models() if hasattr(model, "MAY_CHANGE"))


@dataclass(frozen=True, slots=True)
class Rule:
    """What a table keeps; lists of its columns are quoted, ready for SQL."""

    table: str
    writable: str  # when the row is added
    may_change: str  # afterwards
    fixed: str  # the others
    may_be_deleted: bool

    @classmethod
    def of(cls, cursor: CursorWrapper, model: type[models.Model]) -> Self | None:
        """Return the rule for the table as it is, or `None` if it is not there (yet)."""
        table = model._meta.db_table
        cursor.execute(
            "SELECT attname FROM pg_attribute "
            "WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped",
            [table],
        )
        columns = [column for (column,) in cursor.fetchall()]
        may_change = getattr(model, "MAY_CHANGE", ())
        given = getattr(model, "SET_BY_DATABASE", ())
        if not columns:
            return None
        return cls(
            table,
            writable=_listed(column for column in columns if column not in given),
            may_change=_listed(column for column in columns if column in may_change),
            fixed=_listed(column for column in columns if column not in may_change),
            may_be_deleted=getattr(model, "MAY_BE_DELETED", False),
        )


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def install(*, using: str, **_: object) -> None:
    """Set triggers and grants in database `using`; the owner of the tables runs this."""
    connection = connections[using]
    # In one transaction, so that no moment sees the wide grant without its exceptions.
    with transaction.atomic(using), connection.cursor() as cursor:
        if not _owns_tables(cursor):
            return
        cursor.execute(REFUSE)
        kept = [rule for model in kept_models() if (rule := Rule.of(cursor, model))]
        for rule in kept:
            _set_trigger(cursor, rule)
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [settings.APPLICATION_ROLE])
        if cursor.fetchone() and _current(cursor) != settings.APPLICATION_ROLE:
            _grant(cursor, connection.ops.quote_name(settings.APPLICATION_ROLE), kept)


def _current(cursor: CursorWrapper) -> str:
    cursor.execute("SELECT current_user")
    return cast(str, cursor.fetchone()[0])


def _owns_tables(cursor: CursorWrapper) -> bool:
    cursor.execute(
        "SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass('audit_entry')"
    )
    return bool((row := cursor.fetchone()) and row[0])


def _set_trigger(cursor: CursorWrapper, rule: Rule) -> None:
    events = ["TRUNCATE", f"UPDATE OF {rule.fixed}" if rule.may_change else "UPDATE"]
    if not rule.may_be_deleted:
        events.append("DELETE")
    cursor.execute(
        f'CREATE OR REPLACE TRIGGER "{rule.table}_kept" BEFORE {" OR ".join(events)} '
        f'ON "{rule.table}" FOR EACH STATEMENT EXECUTE FUNCTION yuandu_refuse_change()'
    )


def _grant(cursor: CursorWrapper, role: str, kept: list[Rule]) -> None:
    cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
    cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}")
    cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}")
    may_maintain = cursor.connection.info.server_version >= MAINTAINED
    if may_maintain:
        # Who copies a million rows tells the planner, too; before, it could not, unnoticed.
        cursor.execute(f"GRANT MAINTAIN ON ALL TABLES IN SCHEMA public TO {role}")
    for rule in kept:
        on = f'ON "{rule.table}"'
        cursor.execute(f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER {on} FROM {role}")
        if may_maintain:
            cursor.execute(f"REVOKE MAINTAIN {on} FROM {role}")
        cursor.execute(f"GRANT INSERT ({rule.writable}) {on} TO {role}")
        if rule.may_change:
            cursor.execute(f"GRANT UPDATE ({rule.may_change}) {on} TO {role}")
        if rule.may_be_deleted:
            cursor.execute(f"GRANT DELETE {on} TO {role}")
