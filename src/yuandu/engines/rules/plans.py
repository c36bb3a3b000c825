"""What to do first: the paths to several books, by what each brings for its effort."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from yuandu.engines.rules.books import Assessed, Book
from yuandu.engines.rules.checking import Answer, Payment, check, total
from yuandu.engines.rules.facts import Facts
from yuandu.engines.rules.paths import Path, nearest_path
from yuandu.engines.rules.states import State
from yuandu.engines.rules.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Prospect:
    """One book within reach.

    Attributes:
        now: The answer as things stand.
        yuan: What it brings once met; `None` where that is not known, or where a benefit of
            the same stacking group brings more (`given_up_for` names its book).
    """

    book: Book
    now: Answer
    path: Path
    yuan: int | None
    given_up_for: str = ""


def prospects(
    books: Iterable[Book],
    facts: Facts,
    *,
    on: datetime.date,
    vocabulary: Vocabulary,
    assessed: Assessed = "new",
) -> tuple[Prospect, ...]:
    """Return the books a subject meets or can come to meet, the most worthwhile first.

    Those met already come first, then by yuan for the effort; where two books share a
    stacking group, the one that brings less is given up for the other. Books that no step
    leads to, or that are not for this subject, are left out.
    """
    reached = []
    for book in books:
        now = check(book, facts, on=on, vocabulary=vocabulary, assessed=assessed)
        path = nearest_path(book, facts, on=on, vocabulary=vocabulary, assessed=assessed)
        if now.state is State.NOT_APPLICABLE or not path.reaches:
            continue
        then = check(
            book,
            facts.with_values(path.changes()),
            on=on,
            vocabulary=vocabulary,
            assessed=assessed,
        )
        reached.append((book, now, path, then.payments))
    best = _best_of_groups((book, paid) for book, _, _, paid in reached)
    found = [_prospect(book, now, path, paid, best) for book, now, path, paid in reached]
    return tuple(sorted(found, key=_worth))


def _best_of_groups(
    paid: Iterable[tuple[Book, tuple[Payment, ...]]],
) -> dict[str, tuple[int, str]]:
    """Return of each stacking group the most that a book of it brings, and which book."""
    best: dict[str, tuple[int, str]] = {}
    for book, payments in paid:
        for one in payments:
            if one.stacking and (one.yuan or 0) > best.get(one.stacking, (-1, ""))[0]:
                best[one.stacking] = (one.yuan or 0, book.code)
    return best


def _prospect(
    book: Book,
    now: Answer,
    path: Path,
    paid: tuple[Payment, ...],
    best: dict[str, tuple[int, str]],
) -> Prospect:
    kept = tuple(one for one in paid if not one.stacking or best[one.stacking][1] == book.code)
    given_up = [best[one.stacking][1] for one in paid if one not in kept]
    if given_up and not kept:
        return Prospect(book, now, path, None, given_up[0])
    return Prospect(book, now, path, total(kept))


def _worth(one: Prospect) -> tuple[bool, bool, float, str]:
    effort = max(one.path.effort, 0.01)
    return bool(one.path.steps), bool(one.given_up_for), -(one.yuan or 0) / effort, one.book.code
