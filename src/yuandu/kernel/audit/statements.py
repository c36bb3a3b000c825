"""Statements that run so often that how they are sent counts.

Django's cursors bind on the client, so that the server parses and plans the same statement
each time. Bound on the server, and prepared at their fifth use (`YUANDU_PREPARE_AFTER`), they
take half as long. Only for statements written by hand.
"""

from collections.abc import Mapping, Sequence
from typing import Any, LiteralString

import psycopg
from django.db import connections

type Values = Sequence[Any] | Mapping[str, Any]


def run(statement: LiteralString, values: Values) -> list[tuple[Any, ...]]:
    """Run a statement with its values; return its rows, if it gives any.

    Raises:
        django.db.Error: the database refuses, in Django's own words for it.
    """
    connection = connections["default"]
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    with connection.wrap_database_errors:
        cursor = psycopg.Cursor(connection.connection)
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []
