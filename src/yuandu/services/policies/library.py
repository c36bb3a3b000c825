"""The rule books as they stand in this repository, and which of them holds on a day."""

import datetime
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from yuandu.engines import rules
from yuandu.engines.rules.books import Assessed

FACTS = "facts.yaml"
FOLDER: Traversable = resources.files(__package__) / "books"


@cache
def vocabulary() -> rules.Vocabulary:
    """Return the facts that books may ask for."""
    return rules.read_vocabulary((FOLDER / FACTS).read_text("utf-8"), FACTS)


@cache
def books() -> tuple[rules.Book, ...]:
    """Return every book, by file name."""
    files = sorted(
        (one for one in FOLDER.iterdir() if one.name.endswith(".yaml") and one.name != FACTS),
        key=lambda one: one.name,
    )
    return tuple(rules.read_book(one.read_text("utf-8"), one.name, vocabulary()) for one in files)


def book(code: str) -> rules.Book:
    """Return a book by its code.

    Raises:
        KeyError: there is none.
    """
    for one in books():
        if one.code == code:
            return one
    raise KeyError(code)


def series(name: str) -> tuple[rules.Book, ...]:
    """Return the versions of one rule, the earliest first; none where there is no such rule."""
    found = (one for one in books() if one.series == name)
    return tuple(sorted(found, key=lambda one: one.effective_from))


def in_force(name: str, on: datetime.date, assessed: Assessed = "new") -> rules.Book | None:
    """Return the version of a rule to assess by on a day, `None` where none holds."""
    holding = [one for one in series(name) if one.holds_on(on, assessed)]
    return holding[-1] if holding else None
