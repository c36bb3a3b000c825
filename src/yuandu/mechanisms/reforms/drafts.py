"""A measure as somebody wrote it down, before it is saved."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yuandu.kernel.registry.models import Division
from yuandu.mechanisms.reforms.models import Measure

FIELDS = (
    "number",
    "name",
    "name_en",
    "office",
    "office_en",
    "content",
    "source",
    "planned_on",
    "activity",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is written of a measure.

    Attributes:
        activity: Code of the figure that counts what is done, or nothing.
        rises, falls: Codes of the figures it claims to raise and to lower.
        divisions: Where it holds; none: everywhere.
    """

    number: int
    name: str
    office: str
    content: str
    source: str
    planned_on: datetime.date
    name_en: str = ""
    office_en: str = ""
    activity: str = ""
    rises: tuple[str, ...] = ()
    falls: tuple[str, ...] = ()
    divisions: tuple[Division, ...] = ()

    def columns(self) -> dict[str, Any]:
        """Return the measure's own columns."""
        return {name: getattr(self, name) for name in FIELDS}

    @property
    def claims(self) -> Mapping[str, bool]:
        """Return figure → whether it should rise."""
        return dict.fromkeys(self.rises, True) | dict.fromkeys(self.falls, False)

    @classmethod
    def of(cls, measure: Measure) -> "Draft":
        """Return what is written of a measure; two queries."""
        claims = list(measure.claims.all())
        return cls(
            **{name: getattr(measure, name) for name in FIELDS},
            rises=tuple(each.figure for each in claims if each.is_rise),
            falls=tuple(each.figure for each in claims if not each.is_rise),
            divisions=tuple(
                each.division
                for each in measure.coverage.select_related("division").defer("division__geometry")
            ),
        )
