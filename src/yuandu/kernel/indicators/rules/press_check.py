"""核稿: is each number of a paragraph what the figures say?

For each number:

1. Figures of a comparable unit are weighed by the words around the number: `coverage` is
   the share of a figure's keywords that is said, 0 to 1.
2. A figure that agrees with the number, at its printed precision, needs less said of it
   the more digits agree; one that differs needs more the further it is away.
3. If the words speak for one figure and the number is that of another, the number differs
   from the first and resembles the second (张冠李戴).
4. What no figure claims is unknown: the check never guesses.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from yuandu.engines.quantities import (
    Agreement,
    Found,
    Kind,
    Qualifier,
    comparable,
    compare,
    find_quantities,
)
from yuandu.engines.quantities.agreement import last_place
from yuandu.kernel.indicators.rules import context
from yuandu.kernel.indicators.rules.context import Context

PLACE = "位"
SAID = 0.67  # coverage from which the words speak for a figure
BARELY_SAID = 0.34
CLEARLY_SAID = 0.8
PLAINLY_SAID = 0.9  # right beside the number
DIGITS_OF_A_TWIN = 2  # fewer are equal by chance
CLEARER = 0.15  # by how much one figure is clearer said than another, to override its value
# Coverage that an agreeing figure needs, by how many digits of the number say something.
NEEDED = {1: SAID, 2: 0.5}
LIKE = (Decimal("0.5"), Decimal(2))  # a ratio within which a number may be an older value
ABOVE = frozenset({Qualifier.MORE_THAN, Qualifier.AT_LEAST})
WIDE = Decimal("0.5")  # 1000多 covers as much again as it says
WORDS_AT_LEAST = 2  # keywords that speak for a figure that is far from the number


# 民间投资增长74.3% is no share of anything.
GROWTH = "同比|环比|增长|增速|增幅|下降|降低|提高|grew|growth|rose|fell|increase|decrease"
# What fell by 20 % changed by −20 %; a figure of change keeps the sign, a sentence says it in words.
FALL = "下降|降低|减少|缩减|fell|decrease|less|down"
SHARES = frozenset({"%", "个百分点"})


class State(StrEnum):
    """What is to be said of a number."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A figure as the check needs it.

    Attributes:
        value: In `unit`, exact.
        unit: Without a step: 元, 个, %.
        keywords: Patterns; each is one thing to be said.
    """

    code: str
    value: Decimal
    unit: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the figures say of a number.

    Attributes:
        found: The number, with its place in the paragraph.
        code: The figure it is, unless it is unknown.
        agreement: The number against the figure.
        resembles: Another figure whose value this is.
    """

    found: Found
    state: State = State.UNKNOWN
    code: str = ""
    agreement: Agreement | None = None
    resembles: str = ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    known: Known
    agreement: Agreement
    coverage: float
    said: int  # keywords
    is_exact: bool  # not merely within what 约 or 多 allows


def check(paragraph: str, known: Sequence[Known]) -> list[Finding]:
    """Return a finding for each number of a paragraph, in reading order."""
    found = find_quantities(paragraph)
    words = context.read(paragraph, found)
    return [
        _finding(each, _candidates(words, at, each, known), known) for at, each in enumerate(found)
    ]


def _candidates(words: Context, at: int, found: Found, known: Sequence[Known]) -> list[_Candidate]:
    candidates = []
    grows = found.unit in SHARES and words.weight(at, GROWTH) >= CLEARLY_SAID
    for figure in known:
        if not _may_be(found, figure) or (grows and not _is_growth(figure)):
            continue
        weights = [words.weight(at, keyword) for keyword in figure.keywords]
        coverage = sum(weights) / len(weights)
        if coverage < BARELY_SAID:
            continue
        turned = grows and words.weight(at, FALL) >= CLEARLY_SAID
        agreement = compare(found, -figure.value if turned else figure.value, figure.unit)
        candidates.append(
            _Candidate(
                figure,
                agreement,
                coverage,
                said=sum(weight > BARELY_SAID for weight in weights),
                is_exact=agreement.correct == found.value,
            )
        )
    return candidates


def _is_growth(known: Known) -> bool:
    """Whether the figure itself speaks of more or less than before."""
    return any(re.search(GROWTH, keyword) for keyword in known.keywords)


def _may_be(found: Found, known: Known) -> bool:
    """Whether the number is of the figure's kind."""
    if (found.kind is Kind.RANK) != (known.unit == PLACE):
        return False
    return comparable(found.unit, known.unit)


def _finding(found: Found, candidates: Sequence[_Candidate], known: Sequence[Known]) -> Finding:
    agreeing = [each for each in candidates if _agrees(found, each)]
    differing = [each for each in candidates if _differs(found, each)]
    best = max(agreeing, key=_strength, default=None)
    other = max(differing, key=lambda each: (_is_like(found, each), _strength(each)), default=None)
    if best:
        meant = _meant_instead(best, candidates)
        if meant:
            return _of(found, State.DIFFERS, meant, resembles=best.known.code)
        return _of(found, State.AGREES, best)
    if other:
        return _of(found, State.DIFFERS, other)
    clearest = max(candidates, key=lambda each: each.coverage, default=None)
    if clearest and clearest.coverage >= PLAINLY_SAID:
        twin = _twin(found, known)
        if twin:
            return _of(found, State.DIFFERS, clearest, resembles=twin.code)
    return Finding(found=found)


def _twin(found: Found, known: Sequence[Known]) -> Known | None:
    """Return a figure whose value the number is to the digit, whatever the words say."""
    if found.qualifier or len(_digits(found.value)) < DIGITS_OF_A_TWIN:
        return None
    return next(
        (
            figure
            for figure in known
            if _may_be(found, figure)
            and compare(found, figure.value, figure.unit).correct == found.value
        ),
        None,
    )


def _meant_instead(best: _Candidate, candidates: Sequence[_Candidate]) -> _Candidate | None:
    """Return the figure that the words speak for, where the number is another one's."""
    clearest = max(candidates, key=lambda each: each.coverage)
    if clearest.agreement.agrees or clearest.coverage < max(SAID, best.coverage + CLEARER):
        return None
    return clearest


def _of(found: Found, state: State, candidate: _Candidate, resembles: str = "") -> Finding:
    return Finding(
        found=found,
        state=state,
        code=candidate.known.code,
        agreement=candidate.agreement,
        resembles=resembles,
    )


def _strength(candidate: _Candidate) -> tuple[float, int]:
    """Order by what is said: more keywords, better said."""
    return (candidate.coverage * len(candidate.known.keywords), candidate.is_exact)


def _agrees(found: Found, candidate: _Candidate) -> bool:
    if not candidate.agreement.agrees or _understates(found, candidate):
        return False
    if not candidate.is_exact:
        is_wide = last_place(found) > abs(found.value) * WIDE
        return candidate.coverage >= SAID and (candidate.said >= WORDS_AT_LEAST or not is_wide)
    return candidate.coverage >= NEEDED.get(len(_digits(found.value)), BARELY_SAID)


def _understates(found: Found, candidate: _Candidate) -> bool:
    """Whether 超 or 以上 is true but far below: 超174.6亿 for 374.63亿.

    Who prints 374.6 means it: the figure lies within the last printed place above.
    """
    return found.qualifier in ABOVE and candidate.agreement.difference >= last_place(found)


def _differs(found: Found, candidate: _Candidate) -> bool:
    if candidate.coverage < SAID:
        return False
    if candidate.agreement.agrees and not _understates(found, candidate):
        return False
    clearly = candidate.coverage >= CLEARLY_SAID and candidate.said >= WORDS_AT_LEAST
    return clearly or _is_like(found, candidate)


def _is_like(found: Found, candidate: _Candidate) -> bool:
    """Whether the number may be the figure mistyped, in another step, or of another day."""
    exact, printed = candidate.agreement.exact, found.value
    if exact * printed <= 0:
        return False
    if LIKE[0] <= printed / exact <= LIKE[1]:
        return True
    one, other = _digits(candidate.agreement.correct or exact), _digits(printed)
    return one == other or sorted(one) == sorted(other) or _one_apart(one, other)


def _digits(value: Decimal) -> str:
    """Return the digits that say something: 645 for 6450亿, 743 for 74.3."""
    return "".join(map(str, value.as_tuple().digits)).strip("0")


def _one_apart(one: str, other: str) -> bool:
    """Whether one digit was changed, left out or added."""
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 and any(
        long[:at] + long[at + 1 :] == short for at in range(len(long))
    )
