"""Who gets which status from every address: the specification, room by room.

A line is a method and a route as the address map has it; then what to expect, and the
sample that gives the route its object.
"""

from tests.access.personas import Expected

ACCESS: dict[str, dict[str, Expected | tuple[Expected, str]]] = {}
