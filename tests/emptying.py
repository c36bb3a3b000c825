"""The test database emptied after a test that committed, by what is in it.

Django truncates every table and sets up permissions, guards and grants anew: seconds, of which a
test of threads takes a tenth. Here rows go where there are any, by a role that triggers and foreign
keys let pass; what was set up stays.
"""

from django.core.management import call_command
from django.db import connection, transaction
from django.test import TransactionTestCase

# Set up by migrating, and the same after every test.
STAYS = {"django_migrations", "django_content_type", "auth_permission"}
MANY = 10_000  # deleted rows that would be in the way of later tests


def install() -> None:
    """Have tests empty the database this way, where the role may."""
    TransactionTestCase._fixture_teardown = _teardown  # type: ignore[method-assign]


def _teardown(_case: TransactionTestCase) -> None:
    if not _may_pass() or _emptied() > MANY:
        call_command(
            "flush", verbosity=0, interactive=False, reset_sequences=False, allow_cascade=False
        )


def _may_pass() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        return bool(cursor.fetchone()[0])


def _emptied() -> int:
    """Delete all rows; return how many there were."""
    tables = sorted(set(connection.introspection.table_names()) - STAYS)
    # In a transaction of its own, so that whatever happens the next test meets every guard.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(
                f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")"  # noqa: S608 - names of tables
                for table in tables
            )
        )
        held = [table for (table,) in cursor.fetchall()]
        cursor.execute("SET LOCAL session_replication_role = replica")
        number = 0
        for table in held:
            cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608 - the same
            number += cursor.rowcount
    return number
