"""A board: scores with the arithmetic behind them, ranks, stars and flags."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from yuandu.engines.ranking.rules import Component, Flag, Measuring, Rule

METHOD = "weighted sum of normalised components, standard competition ranking (1 2 2 4)"


class BadValue(ValueError):
    """A subject's value cannot be measured as the rule says."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is ranked, with the values the rule asks for; a missing value is None or absent."""

    code: str
    values: Mapping[str, Decimal | None]
    capacities: Mapping[str, Decimal | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Term:
    """One component of one subject's score.

    Attributes:
        component: Its code.
        value: As reported.
        measured: The value that was compared: per capacity where the rule says so.
        share: What part of the component's points it earned, 0 to 1.
        points: Its part in the score, exact.
        most: What the component is worth.
    """

    component: str
    value: Decimal
    measured: Fraction
    share: Fraction
    points: Fraction
    most: Fraction


@dataclass(frozen=True, slots=True)
class Row:
    """A ranked subject.

    Attributes:
        subject: Its code.
        rank: 1 for the first; who ties shares a rank, and as many ranks are left out.
        score: As printed.
        exact: The sum of the terms' points.
        terms: The arithmetic, in the rule's order.
        stars: By the rule's bands.
        flags: Codes of the flags it holds.
    """

    subject: str
    rank: int
    score: Decimal
    exact: Fraction
    terms: tuple[Term, ...]
    stars: int
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unranked:
    """A subject that lacks something: the codes of the components that cannot be measured."""

    subject: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """A computed board.

    Attributes:
        rule: The rule, with its version.
        rows: Best first; subjects that tie stand by code.
        unranked: Who could not be ranked. A missing value is unknown, never nothing.
        method: How it was computed, in words.
    """

    rule: Rule
    rows: tuple[Row, ...]
    unranked: tuple[Unranked, ...]
    method: str = METHOD


def board(rule: Rule, subjects: Iterable[Subject]) -> Board:
    """Rank the subjects by the rule.

    1. Leave out who lacks a value, or a capacity that it is divided by.
    2. Measure each component over those who remain.
    3. Add up, round the sum half up, rank by what is printed.

    Raises:
        BadValue: a value is not finite, a share outside 0 to 1, a target met by less than
            nothing, or two subjects have one code.
    """
    everyone = list(subjects)
    codes = [subject.code for subject in everyone]
    if len(set(codes)) != len(codes):
        raise BadValue("two subjects have the same code")
    lacking = {subject.code: _missing(rule, subject) for subject in everyone}
    ranked = [subject for subject in everyone if not lacking[subject.code]]
    columns = [_column(component, ranked) for component in rule.components]
    mosts = [share * Fraction(rule.out_of) for share in rule.shares]
    terms = {
        subject.code: tuple(
            _term(component, subject, column[at], most)
            for component, column, most in zip(rule.components, columns, mosts, strict=True)
        )
        for at, subject in enumerate(ranked)
    }
    unranked = tuple(Unranked(code, missing) for code, missing in lacking.items() if missing)
    return Board(rule, _rows(rule, terms), unranked)


def _missing(rule: Rule, subject: Subject) -> tuple[str, ...]:
    return tuple(
        component.code
        for component in rule.components
        if subject.values.get(component.code) is None
        or (component.per is not None and not subject.capacities.get(component.per))
    )


def _column(component: Component, subjects: Sequence[Subject]) -> list[tuple[Fraction, Fraction]]:
    """Return each subject's measured value and the share it earns."""
    measured = [_measured(component, subject) for subject in subjects]
    shares = _MEASURES[component.measuring](component, measured)
    return list(zip(measured, shares, strict=True))


def _measured(component: Component, subject: Subject) -> Fraction:
    value = subject.values[component.code] or Decimal(0)
    capacity = subject.capacities[component.per] if component.per else None
    if not value.is_finite() or (capacity and (not capacity.is_finite() or capacity < 0)):
        raise BadValue(f"{subject.code}: {component.code} is {value} per {capacity}")
    if not capacity:
        return Fraction(value)
    # One reduction instead of three: a page waits for this.
    (above, below), (by_above, by_below) = value.as_integer_ratio(), capacity.as_integer_ratio()
    return Fraction(above * by_below, below * by_above)


def _min_max(component: Component, values: list[Fraction]) -> list[Fraction]:
    if not values:
        return []
    low, high = min(values), max(values)
    if low == high:
        # Nobody is behind: all have all, so that the component decides nothing.
        return [Fraction(1)] * len(values)
    if component.lower_is_better:
        low, high = high, low
    span = high - low
    # (a/b - c/d) / (e/f) in whole numbers, reduced once: a page waits for this.
    return [
        Fraction(
            (value.numerator * low.denominator - low.numerator * value.denominator)
            * span.denominator,
            value.denominator * low.denominator * span.numerator,
        )
        for value in values
    ]


def _to_target(component: Component, values: list[Fraction]) -> list[Fraction]:
    target = Fraction(component.target or 1)
    if any(value < 0 for value in values):
        raise BadValue(f"{component.code} is below nothing, a target cannot measure it")
    if component.lower_is_better:
        return [min(Fraction(1), target / value) if value else Fraction(1) for value in values]
    return [min(Fraction(1), value / target) for value in values]


def _as_share(component: Component, values: list[Fraction]) -> list[Fraction]:
    if any(not 0 <= value <= 1 for value in values):
        raise BadValue(f"{component.code} is not a share from 0 to 1")
    return values


_MEASURES: Mapping[Measuring, Callable[[Component, list[Fraction]], list[Fraction]]] = {
    Measuring.MIN_MAX: _min_max,
    Measuring.TARGET: _to_target,
    Measuring.SHARE: _as_share,
}


def _term(
    component: Component, subject: Subject, measured: tuple[Fraction, Fraction], most: Fraction
) -> Term:
    value, share = measured
    reported = subject.values[component.code] or Decimal(0)
    return Term(component.code, reported, value, share, share * most, most)


def _rows(rule: Rule, terms: Mapping[str, tuple[Term, ...]]) -> tuple[Row, ...]:
    exact = {code: sum((term.points for term in each), Fraction(0)) for code, each in terms.items()}
    scores = {code: rounded(points, rule.decimals) for code, points in exact.items()}
    ranks = competition_ranks(scores)
    holders = {flag.code: _holders(flag, terms, ranks) for flag in rule.flags}
    return tuple(
        Row(
            subject=code,
            rank=ranks[code],
            score=scores[code],
            exact=exact[code],
            terms=terms[code],
            stars=stars_of(rule, scores[code]),
            flags=tuple(flag for flag, who in holders.items() if code in who),
        )
        for code in sorted(terms, key=lambda code: (ranks[code], code))
    )


def rounded(value: Fraction, decimals: int) -> Decimal:
    """Return a fraction rounded half up (away from nothing) to so many decimals."""
    scaled = value * 10**decimals
    # Halves are told apart exactly before the fraction becomes a decimal.
    whole = int(abs(scaled) + Fraction(1, 2))
    return Decimal(whole if scaled >= 0 else -whole).scaleb(-decimals)


def competition_ranks[Number: (Decimal, Fraction, float)](
    scores: Mapping[str, Number],
) -> dict[str, int]:
    """Return each code's rank: one more than how many have a higher score."""
    places: dict[Number, int] = {}
    for at, score in enumerate(sorted(scores.values(), reverse=True), start=1):
        places.setdefault(score, at)
    return {code: places[score] for code, score in scores.items()}


def stars_of(rule: Rule, score: Decimal) -> int:
    """Return the stars of a printed score: those of the highest band it reaches."""
    return max((band.stars for band in rule.stars if score >= band.at_least), default=0)


def _holders(
    flag: Flag, terms: Mapping[str, tuple[Term, ...]], ranks: Mapping[str, int]
) -> frozenset[str]:
    points = {
        code: sum(
            (term.points for term in each if flag.component in {None, term.component}), Fraction(0)
        )
        for code, each in terms.items()
    }
    places = competition_ranks(points) if flag.component else ranks
    return frozenset(code for code, place in places.items() if place <= flag.top and points[code])
