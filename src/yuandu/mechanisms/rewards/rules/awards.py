"""What an idea earns by the published rule, step by step, and how authors share it.

Everybody can do the sum again with a pencil: each step is rounded to the fen when it is made,
so that the steps shown add up to what is paid.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from yuandu.mechanisms.rewards.rules.terms import FEN, NOTHING, Terms

INSTANT, PROJECT, ROYALTY = "instant", "project", "royalty"
KINDS = (INSTANT, PROJECT, ROYALTY)
LANES = (INSTANT, PROJECT)
# Awards of the books: a proposed one waits, an approved one has its money held back.
PROPOSED, APPROVED, EXPORTED, PAID, VOID = "proposed", "approved", "exported", "paid", "void"
STATES = (PROPOSED, APPROVED, EXPORTED, PAID, VOID)
HELD = (APPROVED, EXPORTED)
STANDING = (PROPOSED, *HELD, PAID)


class OddShares(Exception):
    """There is nobody to share with, or the shares add up to nothing."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rule looks at.

    Attributes:
        lane: `INSTANT` or `PROJECT`.
        grade, fixed: of an instant improvement, and the yuan that the scheme gives for it.
        benefit: yuan that finance verified for the first year of a project.
    """

    lane: str
    grade: str = ""
    fixed: Decimal = NOTHING
    benefit: Decimal = NOTHING


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the sum.

    Attributes:
        code: what was done: grade, band, least, cap, royalty, royalty-least, royalty-most.
        amount: yuan after the step; of a band what it adds.
        base: yuan the step looked at.
        share: fraction of `base` that was taken.
        grade: of the step `grade`.
    """

    code: str
    amount: Decimal
    base: Decimal = NOTHING
    share: Decimal = NOTHING
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Computed:
    """An award and how it came about."""

    amount: Decimal
    steps: tuple[Line, ...]


def award(terms: Terms, facts: Facts) -> Computed:
    """Return what an idea earns."""
    if facts.lane == INSTANT:
        return Computed(facts.fixed, (Line("grade", facts.fixed, grade=facts.grade),))
    steps = tuple(_of_bands(terms, max(facts.benefit, NOTHING)))
    amount = sum((step.amount for step in steps), NOTHING)
    return _bounded(amount, steps, terms.least, terms.cap, ("least", "cap"))


def royalty(terms: Terms, facts: Facts) -> Computed:
    """Return what the authors earn when a section confirms that it uses their idea."""
    own = award(terms, facts).amount
    amount = _to_fen(own * terms.royalty_share)
    step = Line("royalty", amount, base=own, share=terms.royalty_share)
    names = ("royalty-least", "royalty-most")
    return _bounded(amount, (step,), terms.royalty_least, terms.royalty_most, names)


def split[K](amount: Decimal, shares: Mapping[K, Decimal]) -> dict[K, Decimal]:
    """Share an amount among authors, to the fen; the parts add up to it exactly.

    Each gets the whole fen of the exact part; the fen left over go one each to those of whom
    most was cut off, among equals to those named first.

    Args:
        shares: weights of any sum, none below zero, not all zero.

    Raises:
        OddShares: nobody is named, or the weights are none.
        ValueError: the amount is below zero or finer than a fen.

    Source:
        Hare's method of the largest remainder.
    """
    if amount < 0 or amount != amount.quantize(FEN):
        raise ValueError(f"{amount} cannot be shared to the fen")
    if not shares or any(not w.is_finite() or w < 0 for w in shares.values()):
        raise OddShares
    whole = sum(map(Fraction, shares.values()), Fraction(0))
    if not whole:
        raise OddShares
    fen = int(amount / FEN)
    exact = {key: fen * Fraction(weight) / whole for key, weight in shares.items()}
    parts = {key: int(part) for key, part in exact.items()}
    left = fen - sum(parts.values())
    # Sorting keeps the order of equals, so those named first come first.
    for key in sorted(exact, key=lambda key: parts[key] - exact[key])[:left]:
        parts[key] += 1
    return {key: part * FEN for key, part in parts.items()}


def fit(free: Decimal, amounts: Sequence[Decimal]) -> int:
    """Return how many of the amounts, in their order, the money reaches for."""
    for place, amount in enumerate(amounts):
        if amount > free:
            return place
        free -= amount
    return len(amounts)


def _of_bands(terms: Terms, benefit: Decimal) -> Iterator[Line]:
    begins = NOTHING
    for band in terms.bands:
        ends = benefit if band.up_to is None else min(benefit, band.up_to)
        base = ends - begins
        if base <= 0:
            return
        yield Line("band", _to_fen(base * band.share), base=base, share=band.share)
        begins = ends


def _bounded(
    amount: Decimal,
    steps: tuple[Line, ...],
    least: Decimal,
    most: Decimal,
    names: tuple[str, str],
) -> Computed:
    if amount < least:
        return Computed(least, (*steps, Line(names[0], least, base=amount)))
    if amount > most:
        return Computed(most, (*steps, Line(names[1], most, base=amount)))
    return Computed(amount, steps)


def _to_fen(amount: Decimal) -> Decimal:
    return amount.quantize(FEN, ROUND_HALF_UP)
