"""Who gets which status from every address: the specification, put together of its rooms.

A line is a method and a route as the address map has it; then what to expect, and the
sample that gives the route its object. Whoever adds an address adds its line to its room.
"""

import importlib
import pkgutil

from tests.access import lines
from tests.access.personas import Expected, Lines

ACCESS: Lines = {}
COMPANY: Lines = {}  # the same inside a company
for room in pkgutil.iter_modules(lines.__path__):
    module = importlib.import_module(f"{lines.__name__}.{room.name}")
    ACCESS |= getattr(module, "ACCESS", {})
    COMPANY |= getattr(module, "COMPANY", {})

type Listed = list[tuple[str, Expected, str]]


def listed(access: Lines) -> Listed:
    """Return line, expectation and sample, one of each case."""
    return [
        (line, *(case if isinstance(case, tuple) else (case, "")))
        for room in access.values()
        for line, cell in room.items()
        for case in (cell if isinstance(cell, list) else [cell])
    ]


LINES = listed(ACCESS)
COMPANY_LINES = listed(COMPANY)
