"""The numbers of a reward rule, as the company publishes them.

They stand in the database as they were typed: words and numbers as text, so that a version
reads the same in ten years.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

FEN = Decimal("0.01")
NOTHING, ONE = Decimal(0), Decimal(1)
# No single award is larger: a slip of the keyboard is not paid.
LARGEST = Decimal(10_000_000)
FARTHEST = Decimal(100_000_000_000)  # no band ends beyond
MOST_BANDS = 12
# What a company begins with, until it publishes a rule of its own.
FIRST = {
    "bands": [["10000", "0.10"], ["100000", "0.05"], ["1000000", "0.02"], [None, "0.01"]],
    "least": "200",
    "cap": "100000",
    "royalty_share": "0.05",
    "royalty_least": "20",
    "royalty_most": "2000",
}


class OddTerms(Exception):
    """The numbers make no rule; `faults` are stable codes, all of them."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(", ".join(faults))


@dataclass(frozen=True, slots=True)
class Band:
    """A part of the benefit and the share of it that is paid.

    Attributes:
        up_to: yuan of benefit where the band ends; None: it does not end.
        share: fraction of what lies in the band, 0 to 1.
    """

    up_to: Decimal | None
    share: Decimal


@dataclass(frozen=True, slots=True)
class Terms:
    """A reward rule; what a grade of an instant improvement earns stands in the scheme of ideas.

    Attributes:
        bands: of the verified benefit of the first year, in rising order, the last one open.
        least, cap: yuan; no verified project gets less than the one or more than the other.
        royalty_share: fraction of the idea's own award, paid for each confirmed adoption.
        royalty_least, royalty_most: yuan; the bounds of one royalty.
    """

    bands: tuple[Band, ...]
    least: Decimal
    cap: Decimal
    royalty_share: Decimal
    royalty_least: Decimal
    royalty_most: Decimal


def read(stored: Mapping[str, Any]) -> Terms:
    """Return the rule that stands in the database or was typed.

    Raises:
        OddTerms: with every fault there is.
    """
    try:
        terms = Terms(
            bands=tuple(
                Band(None if up_to is None else _number(up_to), _number(share))
                for up_to, share in stored["bands"]
            ),
            **{
                name: _number(stored[name])
                for name in ("least", "cap", "royalty_share", "royalty_least", "royalty_most")
            },
        )
    except (KeyError, TypeError, ValueError, InvalidOperation):
        raise OddTerms(("unreadable",)) from None
    if faults := tuple(dict.fromkeys(_faults(terms))):
        raise OddTerms(faults)
    return terms


def stored(terms: Terms) -> dict[str, Any]:
    """Return the rule as it stands in the database."""
    return {
        "bands": [
            [None if band.up_to is None else f"{band.up_to:f}", f"{band.share:f}"]
            for band in terms.bands
        ],
        "least": f"{terms.least:f}",
        "cap": f"{terms.cap:f}",
        "royalty_share": f"{terms.royalty_share:f}",
        "royalty_least": f"{terms.royalty_least:f}",
        "royalty_most": f"{terms.royalty_most:f}",
    }


def _number(text: object) -> Decimal:
    number = Decimal(str(text))
    if not number.is_finite():
        raise InvalidOperation
    return number


def _faults(terms: Terms) -> Iterator[str]:
    money = (terms.least, terms.cap, terms.royalty_least, terms.royalty_most)
    limits = [band.up_to for band in terms.bands]
    if any(not _is_money(amount) for amount in money):
        yield "money"
    if not 1 <= len(limits) <= MOST_BANDS or limits[-1] is not None or None in limits[:-1]:
        yield "bands-end"
    ends = [end for end in limits if end is not None]
    rising = all(end > before for before, end in zip([NOTHING, *ends], ends, strict=False))
    if not rising or any(end > FARTHEST or end != end.quantize(FEN) for end in ends):
        yield "bands-order"
    shares = [*(band.share for band in terms.bands), terms.royalty_share]
    if any(not NOTHING <= share <= ONE for share in shares):
        yield "shares"
    if terms.least > terms.cap or terms.royalty_least > terms.royalty_most:
        yield "bounds"


def _is_money(amount: Decimal) -> bool:
    return NOTHING <= amount <= LARGEST and amount == amount.quantize(FEN)
