"""What a circular is written from, and whether its numbers still are those of the figures.

Pure. A month's figures are taken once, when the draft is written, and kept with it: what a
number opens to is what the office had before it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher
from enum import StrEnum

from yuandu.engines.quantities import Found, comparable, find_quantities
from yuandu.kernel.indicators.rules import press_check
from yuandu.kernel.indicators.rules.press_check import Known

CYCLE = "circular"
DRAFT, REVIEW, ISSUED, DROPPED = "draft", "review", "issued", "dropped"

# The figures of a month; each is the sum of its counties', but for the share.
FIGURES = (
    "counties",
    "signed",
    "late",
    "silent",
    "expected",
    "reported",
    "invested_month",
    "invested_year",
    "annual_plan",
    "completed_share",
    "red",
    "yellow",
    "green",
    "red_start",
    "red_progress",
    "red_funds",
    "red_listing",
    "doubtful",
    "explained",
    "unexplained",
    "visits",
    "visited",
    "raised",
    "closed",
    "open",
    "overdue",
)
YUAN = frozenset({"invested_month", "invested_year", "annual_plan"})
SHARE = "completed_share"
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Place:
    """A county or zone in a month.

    Attributes:
        filing: Key of what it reported, `None` if it was not asked.
        values: By code of `FIGURES`; amounts in yuan, what is missing is nought.
    """

    division: int
    name: str
    name_en: str
    filing: int | None
    values: Mapping[str, Decimal] = field(default_factory=dict)

    def value(self, code: str) -> Decimal | None:
        """Return one of its figures; `None` for the share of no plan."""
        if code == SHARE:
            return share(self.values)
        return self.values.get(code, Decimal(0))


@dataclass(frozen=True, slots=True)
class Red:
    """A project under a red light, and why: kind of light, code, number as text."""

    project: int
    name: str
    name_en: str
    place: str
    place_en: str
    reasons: tuple[tuple[str, str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Names:
    """A name in both languages."""

    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class BoardOf:
    """Who leads and who improves on a board; who is behind is not in it."""

    board: str
    board_en: str
    code: str
    leaders: tuple[Names, ...]
    improvers: tuple[Names, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """All that a circular is written from.

    Attributes:
        period: `2026-10`.
        next_due: The last day to report the month after, an ISO day; empty if not set yet.
        red: At most as many as an attachment lists.
    """

    period: str
    next_due: str
    places: tuple[Place, ...]
    red: tuple[Red, ...]
    boards: tuple[BoardOf, ...]

    def total(self, code: str) -> Decimal | None:
        """Return a figure of the whole; `None` for the share of no plan."""
        if code != SHARE:
            return sum((each.values.get(code, Decimal(0)) for each in self.places), Decimal(0))
        return share({key: self.total(key) or Decimal(0) for key in YUAN})

    def named(self, code: str) -> tuple[Place, ...]:
        """Return the places of which a figure is not nought."""
        return tuple(each for each in self.places if each.values.get(code))


def share(values: Mapping[str, Decimal]) -> Decimal | None:
    """Return the per cent of the annual plan that was invested since the year began."""
    plan = values.get("annual_plan") or Decimal(0)
    return values.get("invested_year", Decimal(0)) / plan * HUNDRED if plan else None


# --- Numbers of a text -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bound:
    """A number of a drafted text: which figure it is, and how it was printed."""

    figure: str
    text: str
    value: Decimal
    unit: str


class State(StrEnum):
    AGREES = "agrees"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Mark:
    """A number of a text as it stands, and what is to be said of it.

    Attributes:
        figure: Which figure it is, or contradicts; empty if it is of none.
        drafted: How that figure was printed, where the number differs from it.
    """

    start: int
    end: int
    text: str
    state: State
    figure: str = ""
    drafted: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A text against its figures: its numbers in order, and those that were left out."""

    marks: tuple[Mark, ...]
    left_out: tuple[Bound, ...]

    @property
    def differing(self) -> tuple[Mark, ...]:
        return tuple(each for each in self.marks if each.state is State.DIFFERS)

    @property
    def unknown(self) -> tuple[Mark, ...]:
        return tuple(each for each in self.marks if each.state is State.UNKNOWN)


def bind(text: str, printed: Sequence[tuple[str, str]]) -> tuple[Bound, ...]:
    """Return the numbers of a drafted text in order, with the figures they were printed from.

    A number that stands in a name (a board of a year, say) is bound to no figure.

    Args:
        printed: (figure, number as printed).
    """
    waiting = [(figure, each.value) for figure, said in printed for each in find_quantities(said)]
    bound = []
    for each in find_quantities(text):
        at = next((at for at, (_, value) in enumerate(waiting) if value == each.value), None)
        figure = waiting.pop(at)[0] if at is not None else ""
        bound.append(Bound(figure, each.text, each.value, each.unit))
    return tuple(bound)


def check(text: str, bound: Sequence[Bound], keywords: Mapping[str, Sequence[str]]) -> Check:
    """Return whether the numbers of a text are those it was drafted with.

    1. Numbers that stand as they were drafted, in their order, agree. Two that changed
       places do not: one of them is another figure's.
    2. For the rest press-check says which figure the words around a number speak of.
    3. A number of the kind of one that is gone took its place, whatever the words say.
    4. What remains is in no figure.
    """
    found = find_quantities(text)
    pairs = dict(_in_order(found, bound))
    gone = [each for at, each in enumerate(bound) if at not in set(pairs.values())]
    said = dict(
        zip(
            (each.start for each in found),
            press_check.check(text, _known(gone, keywords)),
            strict=True,
        )
    )
    marks = []
    for at, each in enumerate(found):
        if at in pairs:
            marks.append(_mark(each, State.AGREES, bound[pairs[at]]))
            continue
        code = said[each.start].code
        meant = next((one for one in gone if code and one.figure == code), None) or next(
            (one for one in gone if comparable(each.unit, one.unit)), None
        )
        marks.append(_mark(each, State.DIFFERS if meant else State.UNKNOWN, meant))
        if meant:
            gone.remove(meant)
    return Check(tuple(marks), tuple(gone))


def _in_order(found: Sequence[Found], bound: Sequence[Bound]) -> Iterator[tuple[int, int]]:
    """Yield the places of numbers that stand as they were drafted."""
    matcher = SequenceMatcher(
        None,
        [(each.value, each.unit) for each in found],
        [(each.value, each.unit) for each in bound],
        autojunk=False,
    )
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            yield block.a + step, block.b + step


def _known(gone: Sequence[Bound], keywords: Mapping[str, Sequence[str]]) -> list[Known]:
    return [
        Known(
            code=each.figure,
            value=each.value,
            unit=each.unit,
            keywords=tuple(keywords.get(each.figure, ())),
        )
        for each in gone
        if keywords.get(each.figure)
    ]


def _mark(found: Found, state: State, bound: Bound | None) -> Mark:
    drafted = bound.text if bound and state is State.DIFFERS else ""
    return Mark(found.start, found.end, found.text, state, bound.figure if bound else "", drafted)
