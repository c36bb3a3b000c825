"""When a delivery has to be paid: by the law where it covers the parties, else by contract.

Source:
    保障中小企业款项支付条例 (国令第802号, in force since 2025-06-01), articles 3 and 9: a large
    enterprise pays a small or medium one within 60 days from delivery unless they agreed on
    another day; which size a firm has is decided on the day of signing. 民法典 628: where no
    day was agreed, one pays on delivery. Natural persons and households are no enterprises;
    for them the contract's day counts.
"""

import datetime
from dataclasses import dataclass
from typing import Literal

STATUTORY_DAYS = 60

type Basis = Literal["law", "contract", "delivery"]
# What a party was on the day of signing; small stands for small, medium and micro firms.
type Size = Literal["large", "small", "household", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """What the clock has to know.

    Attributes:
        started_on: The day of delivery, or of acceptance where the contract asks for it.
        agreed_days: Days after it that the contract gives; `None`: it gives none.
        buyer, seller: What they were on the day of signing.
    """

    started_on: datetime.date
    agreed_days: int | None
    buyer: Size
    seller: Size


@dataclass(frozen=True, slots=True)
class Due:
    """The day to pay by, and why that day.

    Attributes:
        is_long: The law covers the parties and they agreed on more than its 60 days: it
            holds only if that is usual in the trade.
    """

    on: datetime.date
    basis: Basis
    is_long: bool = False


def is_covered(sale: Sale) -> bool:
    """Say whether the law protects the seller: a small firm that sells to a large one."""
    return sale.buyer == "large" and sale.seller == "small"


def due(sale: Sale) -> Due:
    """Return the day by which a delivery has to be paid."""
    covered = is_covered(sale)
    if sale.agreed_days is not None:
        on = sale.started_on + datetime.timedelta(days=sale.agreed_days)
        return Due(on, "contract", is_long=covered and sale.agreed_days > STATUTORY_DAYS)
    if covered:
        return Due(sale.started_on + datetime.timedelta(days=STATUTORY_DAYS), "law")
    return Due(sale.started_on, "delivery")
