"""Working days of the Chinese calendar, and of the plain week for workspaces elsewhere.

A year whose notice is not out yet counts weekends only, and every result says that it is
provisional.
"""

from yuandu.engines.calendar.days import (
    PLAIN,
    Calendar,
    Due,
    Span,
    TooFar,
    add_working_days,
    china,
    is_working_day,
    working_days_between,
)
from yuandu.engines.calendar.festivals import festivals
from yuandu.engines.calendar.table import BadTable, Entry, Table, read_table, write_table

__all__ = [
    "PLAIN",
    "BadTable",
    "Calendar",
    "Due",
    "Entry",
    "Span",
    "Table",
    "TooFar",
    "add_working_days",
    "china",
    "festivals",
    "is_working_day",
    "read_table",
    "working_days_between",
    "write_table",
]
