"""Which expert fits a firm's need, why, and what speaks against it. Pure.

A match is a score of parts that add up, and a list of conflicts. One conflict bars a pair
from being proposed, whatever its score; a caution is only said.
"""

import datetime
import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

# The most points of each part; they add up to a hundred.
FIELD, LEVEL, PLACE, TIME = 40, 20, 15, 25
MAIN_FIELD, OTHER_FIELD = FIELD, 28
ONE_BELOW = 10  # points for a level one step below the one asked for
# Points by distance between the two divisions' seats, in km: up to the first, to the second.
NEAR_KM, FAR_KM = 50, 150
NEAR, FAR = 10, 6
EARTH_KM = 6371.0  # mean radius

LEVELS = ("engineer", "associate", "full", "leading")  # the lowest first
EMPLOYED, OWNS, DIRECTS, ADVISES, RELATIVE = "employed", "owns", "directs", "advises", "relative"
SECONDED = "seconded"
# With a competitor any of these binds; the last does with the firm itself alone.
TO_COMPETITOR = frozenset({EMPLOYED, OWNS, DIRECTS, ADVISES, SECONDED})
RELATED = frozenset({EMPLOYED, OWNS, DIRECTS, RELATIVE})
ADVISED_BEFORE = frozenset({ADVISES, SECONDED})

type Month = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Span:
    """From a day to a day, both included."""

    from_on: datetime.date
    to_on: datetime.date

    def meets(self, other: "Span") -> bool:
        return self.from_on <= other.to_on and other.from_on <= self.to_on

    @property
    def months(self) -> tuple[Month, ...]:
        """The calendar months that it touches."""
        first = self.from_on.year * 12 + self.from_on.month - 1
        last = self.to_on.year * 12 + self.to_on.month - 1
        return tuple((number // 12, number % 12 + 1) for number in range(first, last + 1))


@dataclass(frozen=True, slots=True)
class Place:
    """A division and where its seat lies, in degrees, if that is known."""

    key: int
    longitude: float | None = None
    latitude: float | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """What binds an expert to an organisation; without `to_on` it goes on."""

    party: int
    kind: str
    from_on: datetime.date
    to_on: datetime.date | None = None
    niche: str = ""
    industry: str = ""

    def holds_in(self, span: Span) -> bool:
        return self.from_on <= span.to_on and (self.to_on is None or self.to_on >= span.from_on)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days a month, over a span: that an expert is free for, or has given away."""

    span: Span
    days_a_month: int
    is_full_time: bool = False
    party: int = 0  # to whom it was given


@dataclass(frozen=True, slots=True)
class Expert:
    """A person who can be asked, as a match sees them; the main field comes first."""

    key: int
    fields: tuple[str, ...]
    level: str
    place: Place | None = None
    ties: tuple[Tie, ...] = ()
    free: tuple[Stretch, ...] = ()
    given: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """What a firm asks for: a field, a level, days a month over a span."""

    firm: int
    field: str
    level: str
    span: Span
    days_a_month: int
    niche: str = ""
    industry: str = ""
    place: Place | None = None
    is_full_time: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score, with what it was worked out from."""

    code: str
    points: int
    most: int
    why: str  # a code
    value: int | None = None  # km, or days that are free


@dataclass(frozen=True, slots=True)
class Conflict:
    """What bars a pair; `party` is the organisation that it is about, if any."""

    code: str
    party: int | None = None
    month: Month | None = None
    left: int | None = None  # days of that month


@dataclass(frozen=True, slots=True)
class Caution:
    """What does not bar a pair, but has to be asked before it is agreed."""

    code: str
    party: int


@dataclass(frozen=True, slots=True)
class Match:
    """A pair that was weighed."""

    expert: int
    parts: tuple[Part, ...]
    conflicts: tuple[Conflict, ...]
    cautions: tuple[Caution, ...]

    @property
    def score(self) -> int:
        """The sum of the parts, 0 to 100."""
        return sum(part.points for part in self.parts)


@dataclass(frozen=True, slots=True)
class Matching:
    """The experts of the field: those to propose, the best first, and those who are barred."""

    proposed: tuple[Match, ...]
    barred: tuple[Match, ...]


def matching(need: Need, experts: Iterable[Expert]) -> Matching:
    """Weigh every expert of the field for a need; the order they come in does not matter."""
    weighed = [weigh(need, expert) for expert in experts if need.field in expert.fields]
    ranked = sorted(weighed, key=lambda match: (-match.score, match.expert))
    return Matching(
        proposed=tuple(match for match in ranked if not match.conflicts),
        barred=tuple(match for match in ranked if match.conflicts),
    )


def weigh(need: Need, expert: Expert) -> Match:
    """Return what speaks for and against one expert for one need."""
    return Match(
        expert=expert.key,
        parts=(
            _field(need, expert),
            _level(need, expert),
            _place(need, expert),
            _time(need, expert),
        ),
        conflicts=conflicts(need, expert),
        cautions=cautions(need, expert),
    )


# --- What speaks for it --------------------------------------------------------------------


def _field(need: Need, expert: Expert) -> Part:
    if expert.fields[:1] == (need.field,):
        return Part("field", MAIN_FIELD, FIELD, "main-field")
    if need.field in expert.fields:
        return Part("field", OTHER_FIELD, FIELD, "other-field")
    return Part("field", 0, FIELD, "not-the-field")


def _level(need: Need, expert: Expert) -> Part:
    missing = LEVELS.index(need.level) - LEVELS.index(expert.level)
    if missing <= 0:
        return Part("level", LEVEL, LEVEL, "level-reached")
    if missing == 1:
        return Part("level", ONE_BELOW, LEVEL, "level-one-below")
    return Part("level", 0, LEVEL, "level-below")


def _place(need: Need, expert: Expert) -> Part:
    if need.place is None or expert.place is None:
        return Part("place", 0, PLACE, "place-unknown")
    if need.place.key == expert.place.key:
        return Part("place", PLACE, PLACE, "same-division", 0)
    distance = distance_km(need.place, expert.place)
    if distance is None:
        return Part("place", 0, PLACE, "place-unknown")
    points = NEAR if distance <= NEAR_KM else FAR if distance <= FAR_KM else 0
    return Part("place", points, PLACE, "distance", distance)


def distance_km(one: Place, other: Place) -> int | None:
    """Return the great-circle distance in whole km; `None` where a seat is not known."""
    if None in {one.longitude, one.latitude, other.longitude, other.latitude}:
        return None
    west, south, east, north = (
        math.radians(degrees or 0.0)
        for degrees in (one.longitude, one.latitude, other.longitude, other.latitude)
    )
    chord = (
        math.sin((north - south) / 2) ** 2
        + math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    )
    return round(2 * EARTH_KM * math.asin(min(1.0, math.sqrt(chord))))


def _time(need: Need, expert: Expert) -> Part:
    """Points for the share of the asked days that are free, counted month by month."""
    asked = need.days_a_month * len(need.span.months)
    free = sum(min(need.days_a_month, days_left(expert, month)) for month in set(need.span.months))
    share = Fraction(free, asked) if asked else Fraction(0)
    why = "all-days-free" if share == 1 else "some-days-free" if share else "no-day-free"
    return Part("time", math.floor(TIME * share), TIME, why, free)


def days_left(expert: Expert, month: Month) -> int:
    """Return the days of a month that are free and not given away; never negative."""
    free, given = _sum(expert.free, month), _sum(expert.given, month)
    return max(0, free - given)


def _sum(stretches: Sequence[Stretch], month: Month) -> int:
    return sum(each.days_a_month for each in stretches if month in each.span.months)


# --- What speaks against it ----------------------------------------------------------------


def conflicts(need: Need, expert: Expert) -> tuple[Conflict, ...]:
    """Return everything that bars the pair, each once, in a fixed order."""
    found = {
        *_of_ties(need, expert),
        *_full_time(need, expert),
        *_of_time(need, expert),
    }
    return tuple(sorted(found, key=lambda one: (one.code, one.party or 0, one.month or (0, 0))))


def _of_ties(need: Need, expert: Expert) -> Iterable[Conflict]:
    for tie in expert.ties:
        if not tie.holds_in(need.span):
            continue
        if tie.party == need.firm and tie.kind in RELATED:
            yield Conflict("related", tie.party)
        elif tie.party != need.firm and tie.kind in TO_COMPETITOR and competes(need, tie):
            yield Conflict("competitor", tie.party)
        if tie.kind == SECONDED:
            yield Conflict("full-time", tie.party)


def competes(need: Need, tie: Tie) -> bool:
    """Whether the organisation works in the niche of the need; an unknown niche is none."""
    return bool(plain(need.niche)) and plain(need.niche) == plain(tie.niche)


def plain(niche: str) -> str:
    """Return a niche's name without what typing adds: width, case, spaces."""
    return "".join(unicodedata.normalize("NFKC", niche).casefold().split())


def _full_time(need: Need, expert: Expert) -> Iterable[Conflict]:
    for given in expert.given:
        if given.span.meets(need.span) and (given.is_full_time or need.is_full_time):
            yield Conflict("full-time", given.party)


def _of_time(need: Need, expert: Expert) -> Iterable[Conflict]:
    """Yield the first month that others have taken so much of that too little is left.

    Where no day at all is free in the whole span, that is said instead.
    """
    if not any(days_left(expert, month) for month in need.span.months):
        yield Conflict("not-free")
        return
    for month in need.span.months:
        left = days_left(expert, month)
        if left < need.days_a_month and _sum(expert.given, month):
            yield Conflict("overlap", month=month, left=left)
            return


def cautions(need: Need, expert: Expert) -> tuple[Caution, ...]:
    """Return what has to be asked: the same industry, an adviser of the firm already."""
    found = set()
    for tie in expert.ties:
        if not tie.holds_in(need.span):
            continue
        if tie.party == need.firm:
            if tie.kind in ADVISED_BEFORE:
                found.add(Caution("advises-already", tie.party))
        elif need.industry and tie.industry == need.industry and not competes(need, tie):
            found.add(Caution("same-industry", tie.party))
    return tuple(sorted(found, key=lambda one: (one.code, one.party)))
