"""What the application's database role may do: work with rows, but only add to the log.

Installed after every migration, when the owner of the tables runs it; the application's
own role cannot.
"""

from django.conf import settings
from django.db import connections

# Tables to which the application may add rows that nobody changes afterwards.
APPEND_ONLY = ("audit_entry",)


def install(*, using: str, **_: object) -> None:
    """Grant the application's role what it needs in database `using`, and no more."""
    role = settings.APPLICATION_ROLE
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT current_user, EXISTS (SELECT FROM pg_roles WHERE rolname = %s)", [role]
        )
        current, exists = cursor.fetchone()
        if not exists or current == role:
            return
        name = connections[using].ops.quote_name(role)
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {name}")
        cursor.execute(
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}"
        )
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}")
        for table in APPEND_ONLY:
            cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {name}")
