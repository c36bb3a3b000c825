"""Every computed figure of the sample city and company, counted again from the rows themselves.

A room's recount stands in the module of its name and shares no code with the room's figures:
`recounted` for figures of the city, `recounted_company` for those of the company.
"""

import pkgutil
from collections.abc import Iterator
from decimal import Decimal
from importlib import import_module

from yuandu.site.tests.recounts.days import TODAY

__all__ = ["SCALES", "TODAY", "every", "every_company"]
# By what a unit divides what rows add up to.
SCALES = {
    "万人": Decimal(10**4),
    "万条": Decimal(10**4),
    "万元": Decimal(10**4),
    "亿元": Decimal(10**8),
    "亿株": Decimal(10**8),
    "万亿元": Decimal(10**12),
    "%": Decimal("0.01"),
}


def every() -> Iterator[tuple[str, Decimal | None]]:
    yield from _told("recounted")


def every_company() -> Iterator[tuple[str, Decimal | None]]:
    yield from _told("recounted_company")


def _told(name: str) -> Iterator[tuple[str, Decimal | None]]:
    for module in pkgutil.iter_modules(__path__):
        recount = getattr(import_module(f"{__name__}.{module.name}"), name, None)
        if recount:
            yield from recount()
