"""The wall between workspaces, as the database keeps it.

Each foreign key from one workspace row to another gets a twin over (key, workspace), so
that a row can only point to rows of its own workspace, whatever code or hand writes it.
Installed after every migration, from the models as they are; installing twice is nothing.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import connections, models

from yuandu.kernel.workspaces.models import WorkspaceRow


def twins() -> Iterator[models.ForeignKey]:
    """Yield the foreign keys that point from one workspace row to another."""
    for model in apps.get_models():
        if not issubclass(model, WorkspaceRow):
            continue
        for field in model._meta.local_fields:
            if isinstance(field, models.ForeignKey) and issubclass(
                field.remote_field.model, WorkspaceRow
            ):
                yield field


def install(*, using: str, **_: object) -> None:
    """Create the missing twins in database `using`."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint WHERE conname LIKE '%%_own_workspace'")
        present = {name for (name,) in cursor.fetchall()}
        tables = set(connection.introspection.table_names(cursor))
        for field in twins():
            table = field.model._meta.db_table
            target = field.remote_field.model._meta.db_table
            if not {table, target} <= tables:
                continue
            key = f"{target}_own_workspace"
            if key not in present:
                cursor.execute(
                    f'ALTER TABLE "{target}" ADD CONSTRAINT "{key}" UNIQUE (id, workspace_id)'
                )
                present.add(key)
            name = f"{table}_{field.column}"[:48] + "_own_workspace"
            if name not in present:
                cursor.execute(
                    f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" '
                    f'FOREIGN KEY ("{field.column}", workspace_id) '
                    f'REFERENCES "{target}" (id, workspace_id) DEFERRABLE INITIALLY DEFERRED'
                )
                present.add(name)
