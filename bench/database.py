"""An empty database for a measurement; the one in use is never touched."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from yuandu.kernel.workspaces.models import Workspace


@contextmanager
def fresh() -> Iterator[Workspace]:
    """Make a migrated database with one workspace; drop it afterwards.

    Raises:
        NotDurable: the server acknowledges commits that a power cut would undo, so nothing
            measured on it would mean anything.
    """
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            if ask(f"SHOW {setting}") != "on":
                raise NotDurable(setting)
        yield Workspace.objects.create(
            slug="bench", name="测试市", name_en="Bench", kind="city", code_rules="cn"
        )
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


class NotDurable(Exception):
    """A setting of the server is off that keeps acknowledged commits."""


def ask(question: str) -> str:
    """Return the one value that a statement gives."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        return str(cursor.fetchone()[0])
