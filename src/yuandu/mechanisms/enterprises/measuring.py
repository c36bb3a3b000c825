"""What a book says of many firms, row by row, and what lies between them."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from yuandu.engines import rules as engine
from yuandu.engines.rules.distances import distances
from yuandu.engines.rules.lacking import lacking
from yuandu.engines.rules.states import State
from yuandu.engines.rules.sweeping import Swept, sweep
from yuandu.mechanisms.enterprises.queries.books import Measure
from yuandu.services.policies.library import vocabulary

# Beyond a thousand times its threshold nobody asks how far beyond.
FURTHEST = Decimal(1000)
MARGIN = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Way:
    """The criteria on the shortest way to a book that are unmet, unknown or to be judged."""

    unmet: tuple[str, ...]
    unknown: tuple[str, ...]
    person: tuple[str, ...]

    @property
    def lacks(self) -> int:
        """How many would have to change; a person's word is not the firm's to give."""
        return len(self.unmet) + len(self.unknown)


@dataclass(frozen=True, slots=True)
class Row:
    """What a book says of one firm, by its party's key."""

    party_id: int
    state: State
    way: Way
    score: tuple[int, int] | None
    margin: Decimal | None
    hinge: str


def measured(one: Measure, table: pl.DataFrame, on: datetime.date) -> tuple[Swept, list[Row]]:
    """Return what a book says of every row of a table of facts, and the sweep it comes from."""
    asked: dict[str, Any] = {"on": on, "vocabulary": vocabulary(), "assessed": one.assessed}
    swept = sweep([one.book], table, masks=True, **asked)
    far = distances(one.book, table, **asked)
    book, code = swept.book(one.book.code), one.book.code
    whole = max(one.book.scores, key=lambda score: score.most, default=None)
    ways: dict[tuple[int, ...], Way] = {}
    rows = []
    for said, away in zip(swept.table.rows(named=True), far.rows(named=True), strict=True):
        state = State(said[f"{code}.state"])
        mask = (state, *(said[name] for name in book.masks))
        if mask not in ways:
            ways[mask] = _way(one.book, state, book.states(said))
        score = None
        if whole is not None:
            score = (away[f"{whole.id}.least"], away[f"{whole.id}.most"])
        margin = None if away["margin"] is None else _margin(away["margin"])
        rows.append(Row(said["id"], state, ways[mask], score, margin, away["hinge"] or ""))
    return swept, rows


def _way(book: engine.Book, state: State, states: Mapping[str, State]) -> Way:
    found: Collection[str] = lacking(book, states)
    if not found and state in {State.UNKNOWN, State.PERSON}:
        # It is open whether a criterion is asked at all: whatever is open may be what lacks.
        found = [code for code, one in states.items() if one is state]
    if state in {State.MET, State.NOT_APPLICABLE}:
        found = ()
    return Way(
        *(
            # What is not asked of this one and leads nowhere stands in the way as it is.
            tuple(code for code in found if states.get(code, State.NOT_APPLICABLE) in some)
            for some in ((State.UNMET, State.NOT_APPLICABLE), (State.UNKNOWN,), (State.PERSON,))
        )
    )


def _margin(margin: float) -> Decimal:
    return max(-FURTHEST, min(FURTHEST, Decimal(repr(margin)))).quantize(MARGIN)
