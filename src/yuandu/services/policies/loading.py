"""The books of the folder as policies in force, for a new workspace or the sample city."""

import datetime
from importlib.resources.abc import Traversable
from itertools import groupby

from yuandu.engines import rules
from yuandu.kernel.accounts.actors import Actor
from yuandu.services.policies import actions, budgets, instruments, reading
from yuandu.services.policies.library import FACTS, FOLDER
from yuandu.services.policies.models import Instrument, PolicyVersion
from yuandu.services.policies.queries import in_force

# Recognition gives a title and serves a firm; the others give money.
INSTRUMENTS = {"recognition": Instrument.SERVICE}
# Which of the plan's sixteen aspects a sample subsidy for growers serves.
ASPECTS = {
    "flower-01": 5,  # greenhouses
    "flower-02": 2,  # research
    "flower-03": 9,  # cold chain
    "flower-04": 10,  # e-commerce
    "flower-05": 9,
    "flower-06": 14,  # green production
    "flower-07": 13,  # finance
    "flower-08": 13,
    "flower-09": 14,
    "flower-10": 10,
    "flower-11": 7,  # brands
    "flower-12": 12,  # talent
    "flower-13": 8,  # trade
    "flower-14": 4,  # seedlings
}


def load_library(by: Actor) -> list[PolicyVersion]:
    """Enter every book as a version of its rule; those that stand there are left alone.

    Books of one series are the versions of one policy, each until the eve of the next.

    Raises:
        PermissionDenied: a person asks; what people write goes through a second person.
        rules.BadBook: a book cannot be used, and none is entered.
    """
    texts = [(one.read_text("utf-8"), one.name) for one in _files()]
    books = [(reading.book_of(text, name), text) for text, name in texts]
    books.sort(key=lambda each: (each[0].series, each[0].effective_from))
    loaded: list[PolicyVersion] = []
    for _series, some in groupby(books, key=lambda each: each[0].series):
        loaded += _load_series(by, list(some))
    budgets.open_due_windows(by, list(in_force(by, by.workspace.today())))
    return loaded


def _load_series(by: Actor, books: list[tuple[rules.Book, str]]) -> list[PolicyVersion]:
    code = books[0][0].code if len(books) == 1 else books[-1][0].series
    found = []
    for number, (book, text) in enumerate(books, start=1):
        later = books[number][0].effective_from if number < len(books) else None
        until = book.effective_until
        if later is not None:
            eve = later - datetime.timedelta(days=1)
            until = eve if until is None else min(until, eve)
        found.append(
            actions.load_book(
                by=by,
                text=text,
                code=code,
                number=number,
                until=until,
                instrument=INSTRUMENTS.get(book.kind, Instrument.FACTOR),
                aspect=ASPECTS.get(book.code),
            )
        )
    instruments.register(found[-1])
    return found


def _files() -> list[Traversable]:
    files = (one for one in FOLDER.iterdir() if one.name.endswith(".yaml") and one.name != FACTS)
    return sorted(files, key=lambda one: one.name)
