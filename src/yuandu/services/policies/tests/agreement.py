"""What a page explains of one firm, and what its row in a sweep says."""

import datetime
import json
from decimal import Decimal
from random import Random

import polars as pl

from yuandu.engines import rules
from yuandu.engines.rules import units
from yuandu.engines.rules.facts import JUDGED, bounds
from yuandu.engines.rules.lowering import lower
from yuandu.engines.rules.sweeping import Swept
from yuandu.engines.rules.tables import kind_of
from yuandu.services.policies import deciding, telling
from yuandu.services.policies.library import books, vocabulary
from yuandu.services.policies.queries.frames import TYPES

ON = datetime.date(2026, 11, 24)
SHARE_MISSING = 0.15

type Explained = tuple[str, dict[str, str], Decimal | None]


def columns() -> tuple[str, ...]:
    """Return every column that a book of the repository reads."""
    asked = [lower(book, vocabulary(), ON, "new").columns for book in books()]
    return tuple(dict.fromkeys(name for some in asked for name in some))


def drawn(random: Random) -> dict[str, object]:
    """Return a firm's values by column, in base units; what is missing is not in it."""
    return {name: _value(random, name) for name in columns() if random.random() >= SHARE_MISSING}


def _value(random: Random, name: str) -> object:  # noqa: PLR0911 - a line for each kind
    if name.startswith(JUDGED):
        return random.random() < 0.5
    kind = kind_of(name, vocabulary())
    match kind.kind:
        case "flag":
            return random.random() < 0.5
        case "day":
            return datetime.date(random.randint(2010, 2025), 12, random.randint(1, 31))
        case "choice":
            return random.choice(list(kind.choices))
        case "codes":
            return random.choice(["C34", "C3411,C26", "A01"])
        case "share":
            return random.randint(0, 100) / 100
        case "amount":
            return random.choice([1, 3, 5, 12, 50, 55, 120]) * 10 ** random.randint(5, 7)
    low, high = (int(end) for end in bounds(kind))
    return random.randint(max(low, 0), min(high, 100))


def a_table(firms: list[dict[str, object]]) -> pl.DataFrame:
    """Return firms as a table with every column that is read."""
    series = {
        name: pl.Series(
            [firm.get(name) for firm in firms],
            dtype=pl.Boolean
            if name.startswith(JUDGED)
            else TYPES[kind_of(name, vocabulary()).kind],
            strict=False,
        )
        for name in columns()
    }
    return pl.DataFrame({"id": range(len(firms)), **series})


def as_facts(firm: dict[str, object]) -> rules.Facts:
    """Return a firm's values as rules read them on a page."""
    return rules.Facts({name: _in_steps(name, value) for name, value in firm.items()})


def _in_steps(name: str, value: object) -> object:
    if name.startswith(JUDGED):
        return value
    kind = kind_of(name, vocabulary()).kind
    return units.steps(value, kind) if kind in units.STEPS else value


def explained(book: rules.Book, facts: rules.Facts) -> Explained:
    """Return what the page says: state, state by criterion, amount."""
    decision = deciding.decide(book, facts, ON)
    told = telling.findings(decision.text, book)
    total = json.loads(decision.text)["total"]
    shown = {one["id"]: one["state"] for one in told["criteria"]}
    return told["state"], shown, None if total is None else Decimal(total)


def swept(found: Swept, row: dict[str, int], book: rules.Book) -> Explained:
    """Return what a row of a sweep says of the same."""
    state = rules.State(row[f"{book.code}.state"])
    states = found.book(book.code).states(row)
    amount = row[f"{book.code}.amount"] if book.benefits else 0
    shown = {code: one.code for code, one in states.items()}
    is_met = state is rules.State.MET
    return state.code, shown, None if amount is None or not is_met else Decimal(amount)
