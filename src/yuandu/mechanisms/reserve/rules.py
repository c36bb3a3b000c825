"""The ladder of an idea, and what it scores by the published formula.

Pure: facts and terms are arguments. A fact that nobody knows yields neither points nor
their loss: its points stay open, and are told beside the score.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CYCLE = "reserve_idea"
CONCEPT, PRE_STUDY, FEASIBILITY = "concept", "pre_study", "feasibility"
PREREQUISITES, READY = "prerequisites", "ready"
PROMOTED, DECLINED, WITHDRAWN = "promoted", "declined", "withdrawn"
LADDER = (CONCEPT, PRE_STUDY, FEASIBILITY, PREREQUISITES, READY)
STAGES = (*LADDER, PROMOTED, DECLINED, WITHDRAWN)
# Before its papers are on the way a project is a wish; the register holds no wishes.
PROMOTABLE = (PREREQUISITES, READY)
PROMOTE, DECLINE, WITHDRAW, REOPEN = "promote", "decline", "withdraw", "reopen"

NEED, MATURITY, FUNDING = "need", "maturity", "funding"
SCALE, INTENSITY = "scale", "intensity"
CRITERIA = (NEED, MATURITY, FUNDING, SCALE, INTENSITY)
BEST_GRADE = 5
POINTS = 100
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of an idea; `None` is unknown.

    Attributes:
        stage: Of the ladder; beside it nothing is mature.
        grade: How far it serves its purpose, from 0 to 5, as the city's office judged.
        investment: Yuan.
        land_mu: Mu; 0 where it needs no land.
        funding_share: Of the investment, funds that are in place, 0 to 1.
    """

    stage: str
    grade: int | None = None
    investment: Decimal | None = None
    land_mu: Decimal | None = None
    funding_share: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The formula: what each criterion is worth of 100 points, and what earns all of it.

    Attributes:
        full_scale: Yuan of planned investment from which size earns all its points.
        full_intensity: Yuan of planned investment a mu from which land use does.
    """

    need: int = 30
    maturity: int = 25
    funding: int = 20
    scale: int = 15
    intensity: int = 10
    full_scale: Decimal = Decimal(10) * 10**8
    full_intensity: Decimal = Decimal(300) * 10**4

    def weight(self, criterion: str) -> int:
        """Return what a criterion is worth, in points."""
        return int(getattr(self, criterion))


@dataclass(frozen=True, slots=True)
class Term:
    """One line of a score.

    Attributes:
        criterion: Its code.
        value: What is known, in the criterion's unit; `None`: nothing.
        full: What earns all points, in the same unit.
        share: The part of its points that the value earns, 0 to 1.
        points: Rounded to hundredths, half up.
        most: What the criterion is worth.
    """

    criterion: str
    value: Decimal | None
    full: Decimal
    share: Decimal | None
    points: Decimal
    most: int


@dataclass(frozen=True, slots=True)
class Score:
    """What an idea scores, line by line.

    Attributes:
        points: Those that what is known earns, 0 to 100.
        open_points: Those that what is unknown might add.
    """

    terms: tuple[Term, ...]
    points: Decimal
    open_points: Decimal


def rung(stage: str) -> int | None:
    """Return how high an idea stands on the ladder, from 0; `None` beside it."""
    return LADDER.index(stage) if stage in LADDER else None


def score(facts: Facts, terms: Terms) -> Score:
    """Return what `facts` score by `terms`: of each criterion value ÷ full × points, at most all."""
    values = _values(facts, terms)
    lines = tuple(_term(code, *values[code], terms) for code in CRITERIA)
    unknown = sum(line.most for line in lines if line.value is None)
    return Score(lines, sum((line.points for line in lines), Decimal(0)), Decimal(unknown))


def _values(facts: Facts, terms: Terms) -> Mapping[str, tuple[Decimal | None, Decimal]]:
    """Return each criterion's value, and what earns all its points."""
    at = rung(facts.stage)
    return {
        NEED: (_number(facts.grade), Decimal(BEST_GRADE)),
        MATURITY: (_number(at), Decimal(len(LADDER) - 1)),
        FUNDING: (facts.funding_share, Decimal(1)),
        SCALE: (facts.investment, terms.full_scale),
        INTENSITY: (_intensity(facts, terms), terms.full_intensity),
    }


def _number(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _intensity(facts: Facts, terms: Terms) -> Decimal | None:
    """Return yuan a mu; what earns all where it needs no land."""
    if facts.land_mu is None:
        return None
    if facts.land_mu == 0:
        return terms.full_intensity
    return None if facts.investment is None else facts.investment / facts.land_mu


def _term(code: str, value: Decimal | None, full: Decimal, terms: Terms) -> Term:
    most = terms.weight(code)
    if value is None:
        return Term(code, None, full, None, Decimal(0), most)
    share = Decimal(1) if value >= full else value / full
    points = (share * most).quantize(CENT, ROUND_HALF_UP)
    return Term(code, value, full, share, points, most)


def faults(terms: Terms) -> tuple[str, ...]:
    """Return the codes of what makes no sense about a formula."""
    weights = [terms.weight(code) for code in CRITERIA]
    found = []
    if any(weight < 0 for weight in weights) or sum(weights) != POINTS:
        found.append("not-a-hundred")
    if terms.full_scale <= 0 or terms.full_intensity <= 0:
        found.append("nothing-earns-all")
    return tuple(found)
