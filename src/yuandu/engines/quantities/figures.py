"""What a written number says: its value, unit, step, printed precision and reservations."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from decimal import Decimal

from yuandu.engines.quantities import units


class Qualifier(enum.StrEnum):
    """The reservation a writer makes beside a number."""

    APPROX = "approx"  # 约, 左右
    NEARLY = "nearly"  # 近, 接近: a little less
    MORE_THAN = "more_than"  # 超, 突破
    ODD = "odd"  # 多, 余: above, but below the next round number
    AT_LEAST = "at_least"  # 以上, 不少于
    AT_MOST = "at_most"  # 以内, 不超过
    LESS_THAN = "less_than"  # 不足, 低于


class Kind(enum.StrEnum):
    """What a number in running text is there for."""

    QUANTITY = "quantity"
    RANK = "rank"  # 第2位
    ORDINAL = "ordinal"  # 第3批
    DATE = "date"  # 2018-2035, 2024年3月, 9:30
    LABEL = "label"  # GB/T 4754-2017, 63号, PM2.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit.

    Attributes:
        value: In `unit`, steps multiplied out: 1.16万亿元 has 1160000000000.
        unit: Canonical symbol, "" for a bare number.
        scale: The step it was printed in: 10**12 for 万亿.
        decimals: Digits printed behind the point, 2 in 1.16万亿.
        qualifier: The writer's reservation, if any.
        upper: The other end of a range, in `unit`.
        text: As it was written.
    """

    value: Decimal
    unit: str = ""
    scale: Decimal = units.ONE
    decimals: int = 0
    qualifier: Qualifier | None = None
    upper: Decimal | None = None
    text: str = ""

    @property
    def step(self) -> Decimal:
        """The value of one in the last printed place: 10**10 yuan for 1.16万亿元."""
        return self.scale.scaleb(-self.decimals)

    def to(self, unit: str) -> Decimal:
        """Return the value counted in another unit of the same kind."""
        return units.convert(self.value, self.unit, unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Quantity):
    """A number found in running text.

    Attributes:
        start: Where number and unit begin in the paragraph, without the qualifier before it.
        end: Where they end.
        kind: Quantity, rank or, when asked for, date, ordinal or label.
        broken: A space or line break stood inside the digits and was taken out.
    """

    start: int
    end: int
    kind: Kind = Kind.QUANTITY
    broken: bool = False
