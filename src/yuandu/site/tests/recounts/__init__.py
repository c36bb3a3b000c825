"""Every computed figure of the sample city, counted again from the rows themselves.

A room's recount stands in the module of its name and shares no code with the room's figures.
"""

import pkgutil
from collections.abc import Iterator
from decimal import Decimal
from importlib import import_module

from yuandu.site.tests.recounts.days import TODAY

__all__ = ["TODAY", "every"]


def every() -> Iterator[tuple[str, Decimal | None]]:
    for module in pkgutil.iter_modules(__path__):
        if module.name != "days":
            yield from import_module(f"{__name__}.{module.name}").recounted()
