"""The change feed: pages that should move by themselves hear what changed.

A topic says that something changed, never what: whoever hears it asks again, with the
rights they have. PostgreSQL delivers, after the commit of the change.
"""

import json

from django.db import connection

CHANNEL = "yuandu_feed"


def publish(workspace_id: int, topic: str) -> None:
    """Announce a change under `topic`; heard when the surrounding transaction commits.

    PostgreSQL sends equal announcements of one transaction once.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, json.dumps([workspace_id, topic])])
