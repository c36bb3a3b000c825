"""What the next level asks of a platform: the sample books, and one platform checked by one."""

import datetime
from collections.abc import Mapping
from functools import cache
from importlib import resources

from yuandu.engines import rules

FACTS = "platform-facts.yaml"
FOLDER = resources.files(__package__) / "books"


@cache
def vocabulary() -> rules.Vocabulary:
    """Return the facts that the books about platforms may ask for."""
    return rules.read_vocabulary((FOLDER / FACTS).read_text("utf-8"), FACTS)


@cache
def book(level: str) -> rules.Book:
    """Return the terms for being raised to a level: provincial or national."""
    name = f"platform-{level}.yaml"
    return rules.read_book((FOLDER / name).read_text("utf-8"), name, vocabulary())


def check(level: str, known: Mapping[str, object], on: datetime.date) -> rules.Answer:
    """Check what is known of a platform against the terms of a level; a gap is unknown."""
    facts = rules.read_facts(known, vocabulary())
    return rules.check(book(level), facts, on=on, vocabulary=vocabulary())


def full_years(since: datetime.date, today: datetime.date) -> int:
    """Return how many years have passed in full."""
    years = today.year - since.year - ((today.month, today.day) < (since.month, since.day))
    return max(0, years)
