"""What a book comes down to: a few kinds of comparison over named columns of integers.

The same formula is worked out on one record (`evaluating`) and on a table (`frames`). A
missing value is null and stays unknown through every comparison; `AND`, `OR` and `NOT` are
those of Kleene's three values.
"""

import datetime
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

type Number = (
    Column | Positive | Fixed | Scaled | Added | Greatest | Least | NotBelow | Points | Floored
)
type Truth = (
    Compared
    | Flag
    | OneOf
    | Pattern
    | Always
    | AllOf
    | AnyOf
    | Not
    | Judged
    | MeanGrowth
    | Undefined
    | Open
)
type Comparison = Literal["ge", "gt", "le", "lt"]


@dataclass(frozen=True, slots=True)
class Column:
    """A value as it stands; a day is compared as a day."""

    name: str


@dataclass(frozen=True, slots=True)
class Positive:
    """A value above zero; null otherwise, so that nothing is divided by zero or less."""

    name: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """A fixed number or day."""

    value: int | datetime.date


@dataclass(frozen=True, slots=True)
class Scaled:
    """A number times a whole number."""

    of: "Number"
    by: int


@dataclass(frozen=True, slots=True)
class Floored:
    """A number divided by a whole number above zero, rounded down."""

    of: "Number"
    by: int


@dataclass(frozen=True, slots=True)
class Added:
    """A sum; unknown where one part is."""

    parts: "tuple[Number, ...]"


@dataclass(frozen=True, slots=True)
class Greatest:
    """The greatest of numbers that are never null."""

    parts: "tuple[Number, ...]"


@dataclass(frozen=True, slots=True)
class Least:
    """A number, but no more than a cap."""

    of: "Number"
    cap: int


@dataclass(frozen=True, slots=True)
class NotBelow:
    """A number, but no less than a floor."""

    of: "Number"
    floor: int


@dataclass(frozen=True, slots=True)
class Points:
    """The points of the first test that holds, else the last; never null.

    Args:
        tests: Each with its points, in the order they are tried.
        otherwise: Points where no test holds.
        if_unknown: What an unknown test counts as: true gives the most that is possible,
            false the least, if points fall along the tests.
    """

    tests: "tuple[tuple[Truth, int], ...]"
    otherwise: int
    if_unknown: bool


@dataclass(frozen=True, slots=True)
class Compared:
    left: "Number"
    how: Comparison
    right: "Number"


@dataclass(frozen=True, slots=True)
class Flag:
    name: str


@dataclass(frozen=True, slots=True)
class OneOf:
    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Whether a text has a part that looks like this."""

    name: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What a person said of it; null until somebody did."""

    name: str


@dataclass(frozen=True, slots=True)
class Undefined:
    """Whether a known value is zero or less, so that nothing can be divided by it."""

    name: str


@dataclass(frozen=True, slots=True)
class Open:
    """Whether it is not known if something holds; this itself always is."""

    of: "Truth"


@dataclass(frozen=True, slots=True)
class MeanGrowth:
    """Whether the mean of yearly growth compares with a rate.

    Args:
        names: From the newest year back; all but the newest are divided by.
        rate: In millionths.

    It is a sum of fractions with different denominators, too wide for machine integers; it
    is worked out in double precision in this order everywhere, and what comes within a
    billionth of the rate is on the edge. A growth over several years whose exact form is too
    wide stands here too, as the mean of one.
    """

    names: tuple[str, ...]
    how: Comparison
    rate: int | Fraction


@dataclass(frozen=True, slots=True)
class Always:
    """True, false, or unknown for everybody."""

    value: bool | None


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: "tuple[Truth, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: "tuple[Truth, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    of: "Truth"


TRUE, FALSE, UNKNOWN = Always(True), Always(False), Always(None)


def conjunction(*parts: Truth) -> Truth:
    """Return what holds when all parts hold, without those that say nothing."""
    kept = tuple(dict.fromkeys(part for part in parts if part != TRUE))
    if FALSE in kept:
        return FALSE
    return kept[0] if len(kept) == 1 else AllOf(kept) if kept else TRUE


def disjunction(*parts: Truth) -> Truth:
    """Return what holds when any part holds, without those that say nothing."""
    kept = tuple(dict.fromkeys(part for part in parts if part != FALSE))
    if TRUE in kept:
        return TRUE
    return kept[0] if len(kept) == 1 else AnyOf(kept) if kept else FALSE


def negation(of: Truth) -> Truth:
    """Return what holds when `of` does not."""
    match of:
        case Always(value):
            return Always(None if value is None else not value)
        case Not(inner):
            return inner
    return Not(of)


def between(low: Truth, high: Truth) -> Truth:
    """Return a truth known only within bounds: true if `low` holds, false if `high` fails."""
    return disjunction(low, conjunction(high, UNKNOWN))


# Within this of a mean growth's rate a value stands on the edge; both engines and the record
# agree, since each of them adds the same doubles in the same order.
EDGE = 1e-9
