"""Every computed figure of the sample city, counted again from the rows themselves.

A room's recount stands in the module of its name and shares no code with the room's figures.
"""

from collections.abc import Iterator
from decimal import Decimal

from yuandu.site.tests.recounts import (
    enterprises,
    flowers,
    followup,
    handbook,
    liaison,
    lines,
    orders,
    plans,
    policies,
    projects,
    reforms,
    registry,
    reporting,
    reserve,
    settlements,
    varieties,
    visits,
)
from yuandu.site.tests.recounts.days import TODAY

__all__ = ["TODAY", "every"]
ROOMS = (
    enterprises,
    flowers,
    followup,
    handbook,
    liaison,
    lines,
    orders,
    plans,
    policies,
    projects,
    reforms,
    registry,
    reporting,
    reserve,
    settlements,
    varieties,
    visits,
)


def every() -> Iterator[tuple[str, Decimal | None]]:
    for room in ROOMS:
        yield from room.recounted()
