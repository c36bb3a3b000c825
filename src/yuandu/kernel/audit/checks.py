"""Says so when the log's guard does not stand."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections

# A superuser passes every wall; an owner, or who may become one, can take them down.
_UNGUARDED = """
SELECT rolname FROM pg_class JOIN pg_roles ON rolname = current_user
 WHERE pg_class.oid = to_regclass('audit_entry')
   AND (rolsuper OR pg_has_role(relowner, 'MEMBER')
        OR has_table_privilege('audit_entry', 'UPDATE, DELETE, TRUNCATE'))
"""


@register(Tags.database)
def the_application_is_not_the_owner(
    databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Warn where a production server connects as a role that may change the log."""
    if not settings.PRODUCTION or settings.AS_OWNER:
        return []
    messages: list[CheckMessage] = []
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute(_UNGUARDED)
            if row := cursor.fetchone():
                messages.append(
                    Warning(
                        f"The application connects as {row[0]!r}, which may change the audit log.",
                        hint="Let DATABASE_URL name a role without rights of its own and "
                        "DATABASE_OWNER_URL the owner of the tables; set "
                        "YUANDU_APPLICATION_ROLE to the former and run `yuandu migrate`.",
                        id="audit.W001",
                    )
                )
    return messages
