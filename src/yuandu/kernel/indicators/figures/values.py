"""A figure's value on a day, as it is published."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from yuandu.engines.quantities import units
from yuandu.kernel.indicators.figures import amounts
from yuandu.kernel.indicators.figures.declarations import AnyFigure, Figure, ReportedFigure
from yuandu.kernel.indicators.figures.measures import Words
from yuandu.kernel.indicators.rules.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What a figure says on a day.

    Attributes:
        value: In `unit`; `None` where there is nothing to say: no report yet, or a share
            of nothing. Unknown is never zero.
        rows: How many rows it opens to.
        parties: How many parties these are of, where the figure says whose a row is; else rows.
        missing: How many of them lack what should be added up.
        as_of: The day it was computed for, or on which it was reported.
        source: Who reported it; empty for a computed figure.
        agrees: Whether every check it takes part in holds; `None` if it takes part in none.
        is_withheld: The reader must not learn it: it covers too few rows.
    """

    figure: AnyFigure
    value: Decimal | None
    unit: str
    period: Period
    rows: int
    as_of: datetime.date
    parties: int = 0
    missing: int = 0
    source: str = ""
    agrees: bool | None = None
    is_withheld: bool = False

    @property
    def code(self) -> str:
        return self.figure.code

    @property
    def name(self) -> Words:
        return self.figure.name

    @property
    def kind(self) -> str:
        return "computed" if self.is_computed else "reported"

    @property
    def is_computed(self) -> bool:
        return isinstance(self.figure, Figure)

    @property
    def scale(self) -> Decimal:
        """How many of `base_unit` one of `unit` is: 10**8 for 亿元."""
        return units.read_measure(self.unit).scale

    @property
    def base(self) -> Decimal | None:
        """The value in `base_unit`."""
        return None if self.value is None else self.value * self.scale

    @property
    def base_unit(self) -> str:
        """The unit without its step: 元 for 亿元."""
        return units.read_measure(self.unit).unit

    @property
    def printed(self) -> Decimal | None:
        """The value at its printed precision, halves rounded up."""
        return None if self.value is None else amounts.rounded(self.value, self.figure.decimals)

    @property
    def text(self) -> str:
        """The value with its unit, as it stands in a sentence: 6455亿元, CNY 645.5 billion."""
        return amounts.written(self.value, self.unit, self.figure.decimals)

    @property
    def short(self) -> str:
        """The same where the sentence says the classifier or place itself: 1517, 6455亿元, 2."""
        if self.value is None or units.kind_of(self.base_unit) != units.COUNT:
            return self.text
        bare = self.unit.removesuffix(self.base_unit)
        return amounts.written(self.value, bare, self.figure.decimals)

    @property
    def period_text(self) -> str:
        """The period in words: 2026年11月, November 2026."""
        return amounts.period_title(self.period)

    @property
    def origin(self) -> str:
        """Where it comes from: computed from so many rows, or reported by whom."""
        if isinstance(self.figure, ReportedFigure):
            source = self.source or self.figure.source
            return _("Reported: %(source)s") % {"source": source}
        return _("Computed from %(count)s rows") % {"count": self.rows}

    @property
    def url(self) -> str:
        return reverse("indicators:figure", args=[self.code])
