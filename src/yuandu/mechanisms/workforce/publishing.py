"""Which figures a company may publish in a city, and the numbers that leave it.

A room of companies offers its own: `publishing.offer("proposals.proposals.count")`. What was not
offered and chosen never leaves the workspace.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from yuandu.engines.quantities import units
from yuandu.kernel.indicators import figures, queries
from yuandu.kernel.indicators.figures import Ratio, Value, registry
from yuandu.kernel.workspaces.models import Workspace

OFFERED: list[str] = []
HUNDRED, PERCENT = Decimal(100), "%"


def offer(*codes: str) -> None:
    """Let companies publish these figures."""
    OFFERED.extend(code for code in codes if code not in OFFERED)


@dataclass(frozen=True, slots=True)
class Number:
    """A figure as it leaves the company; see `models.Statement`."""

    code: str
    value: Decimal
    whole: Decimal | None
    rows: int


def current(workspace: Workspace, on: datetime.date, codes: Iterable[str]) -> dict[str, Value]:
    """Return the company's figures as the public may learn them on a day; two queries."""
    found = figures.values(workspace, on, only=[registry.get(code) for code in codes])
    return {code: queries.for_the_public(value) for code, value in found.items()}


def number(value: Value) -> Number | None:
    """Return what leaves the company of a figure; None where it has no value."""
    if value.value is None:
        return None
    unit = units.read_measure(value.unit)
    plain = value.value / HUNDRED if unit.unit == PERCENT else value.value * unit.scale
    if isinstance(getattr(value.figure, "measure", None), Ratio):
        # With how many rows it stands for, so that a city can add up several companies.
        whole = Decimal(max(value.rows, 1))
        return Number(value.code, plain * whole, whole, value.rows)
    return Number(value.code, plain, None, value.rows)
