"""Sweeping a table: every subject by every book, in one pass.

The swept table has the subjects' ids and, of each book with the code CODE:

- `CODE.state`: Int8, a `State`.
- `CODE.amount`: Int64, yuan that the book brings after stacking inside it. 0 for who does not
  meet it, null where it is not known: whether it is met, or how much it comes to. Only of
  books that have benefits.
- `CODE.mask.0`, `CODE.mask.1`, …, if asked for: the state of each criterion, in three bits.
  The criterion at place i of the book's `clauses` stands in word i // 20, in the bits from
  3 × (i % 20). A word is the smallest signed integer that holds its criteria, 60 bits at most,
  and never negative. `unpack` reads one.
"""

import datetime
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from yuandu.engines.rules.books import Assessed, Book
from yuandu.engines.rules.columns import BITS, CRITERIA_A_WORD, States, asked_of, columns_of
from yuandu.engines.rules.frames import Plan, Sheet, worked_out
from yuandu.engines.rules.lowered import Lowered
from yuandu.engines.rules.lowering import lower
from yuandu.engines.rules.narrowing import narrowed
from yuandu.engines.rules.problems import BadBook, Problem
from yuandu.engines.rules.states import State
from yuandu.engines.rules.tables import take_in
from yuandu.engines.rules.vocabulary import Vocabulary

FORMAT = 1  # goes up when the same input gives another table


@dataclass(frozen=True, slots=True)
class SweptBook:
    """A book as it was swept.

    Attributes:
        hash: `Book.hash`.
        clauses: Ids of its criteria in the order of the masks.
        has_amount: Whether the table has its amounts.
    """

    code: str
    series: str
    effective_from: datetime.date
    hash: str
    clauses: tuple[str, ...]
    has_amount: bool

    @property
    def masks(self) -> tuple[str, ...]:
        """The names of its words."""
        words = -(-len(self.clauses) // CRITERIA_A_WORD)
        return tuple(f"{self.code}.mask.{word}" for word in range(words))

    def states(self, row: Mapping[str, int]) -> dict[str, State]:
        """Return the state of each criterion from a row of the swept table."""
        found: dict[str, State] = {}
        for word, name in enumerate(self.masks):
            ids = self.clauses[word * CRITERIA_A_WORD : (word + 1) * CRITERIA_A_WORD]
            found.update(zip(ids, unpack(row[name], len(ids)), strict=True))
        return found


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep came to.

    Attributes:
        table: As native as the table that went in: a Polars DataFrame of as many rows in the
            same order, or a Spark DataFrame that is not worked out yet.
        on: The day it is asked for.
        cut_off: The day up to which the facts were known.
        hash: SHA-256 of the books, the vocabulary and all that was asked; two sweeps of
            the same facts with the same hash are the same byte for byte.
    """

    table: Any
    on: datetime.date
    cut_off: datetime.date
    assessed: Assessed
    has_masks: bool
    books: tuple[SweptBook, ...]
    hash: str

    def book(self, code: str) -> SweptBook:
        """Return a book by its code.

        Raises:
            KeyError: it was not swept.
        """
        for one in self.books:
            if one.code == code:
                return one
        raise KeyError(code)


def sweep(
    books: Sequence[Book],
    table: Any,
    *,
    on: datetime.date,
    vocabulary: Vocabulary,
    assessed: Assessed = "new",
    masks: bool = False,
    id_column: str = "id",
    cut_off: datetime.date | None = None,
) -> Swept:
    """Return what every book says of every subject of a table.

    Args:
        table: Polars or Spark, as `tables` describes it. On Spark, `sweep_each` plans faster.
        masks: Whether the state of every criterion is given too.
        cut_off: The day up to which the facts were known; the asked day if not given.

    Raises:
        BadBook: there is no book, or two of one code.
        BadTable: the table cannot be swept; says all that is wrong.
    """
    lowered = _lowered(books, vocabulary, on, assessed)
    names = dict.fromkeys(name for one in lowered for name in one.columns)
    taken = take_in(table, names, vocabulary, id_column=id_column)
    seen = (tuple(taken.texts.items()), taken.above_zero, taken.is_polars)
    plan = _plan(tuple(books), vocabulary, on, assessed, masks, *seen)
    return Swept(
        worked_out(plan.over(taken.rows, id_column)),
        on,
        cut_off or on,
        assessed,
        masks,
        tuple(_swept_book(one) for one in lowered),
        hash_of(books, vocabulary, on=on, assessed=assessed, masks=masks, cut_off=cut_off or on),
    )


def sweep_each(books: Sequence[Book], table: Any, **asked: Any) -> Iterator[Swept]:
    """Yield a sweep for each book by itself.

    Spark takes longer to plan many books at once than to read a cached table once for each.

    Args:
        asked: As for `sweep`.
    """
    for book in books:
        yield sweep([book], table, **asked)


def unpack(word: int, count: int) -> tuple[State, ...]:
    """Return the states that a word of a mask holds, of `count` criteria."""
    return tuple(State(word >> BITS * place & 0b111) for place in range(count))


def hash_of(books: Sequence[Book], vocabulary: Vocabulary, **asked: Any) -> str:
    """Return the SHA-256 of all that makes a sweep what it is, but for the facts."""
    said = {
        "format": FORMAT,
        "books": [_hash_of_book(book) for book in books],
        "vocabulary": [kind.model_dump(mode="json") for kind in vocabulary],
        **{name: str(value) for name, value in asked.items()},
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=4096)
def _hash_of_book(book: Book) -> str:
    """Return `Book.hash`, worked out once: of two hundred books it takes as long as ten columns."""
    return book.hash


def _lowered(
    books: Sequence[Book], vocabulary: Vocabulary, on: datetime.date, assessed: Assessed
) -> tuple[Lowered, ...]:
    if not books:
        raise BadBook([Problem("books-none", values={"on": on})])
    counts = Counter(book.code for book in books)
    if twice := [code for code, count in counts.items() if count > 1]:
        raise BadBook([Problem("book-twice", values={"code": code}) for code in twice])
    return tuple(lower(book, vocabulary, on, assessed) for book in books)


def _swept_book(one: Lowered) -> SweptBook:
    book = one.book
    return SweptBook(
        book.code,
        book.series,
        book.effective_from,
        _hash_of_book(book),
        tuple(each.criterion.id for each in one.criteria),
        bool(one.benefits),
    )


@lru_cache(maxsize=8)
def _plan(
    books: tuple[Book, ...],
    vocabulary: Vocabulary,
    on: datetime.date,
    assessed: Assessed,
    masks: bool,
    texts: tuple[tuple[str, tuple[str, ...]], ...],
    above_zero: frozenset[str],
    divides: bool,
) -> Plan:
    lowered = [narrowed(one, above_zero) for one in _lowered(books, vocabulary, on, assessed)]
    sheet = Sheet(asked_of(lowered, amounts=True, masks=masks), dict(texts), divides=divides)
    states = States(lowered, sheet, are_asked=masks)
    columns = [column for one in lowered for column in columns_of(one, sheet, states)]
    return Plan([*sheet.shared(), *filter(None, [states.shared()])], columns)
