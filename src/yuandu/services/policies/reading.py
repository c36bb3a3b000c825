"""Books as this room keeps them: YAML in a row, read into rules."""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

import yaml

from yuandu.engines import rules
from yuandu.services.policies.library import vocabulary

WIDTH = 100  # characters of a line of YAML


@lru_cache(maxsize=1024)
def book_of(text: str, source: str) -> rules.Book:
    """Return the book that a text says.

    Raises:
        rules.BadBook: it says none; all that is wrong, with lines.
    """
    return rules.read_book(text, source, vocabulary())


class _Dumper(yaml.SafeDumper):
    """YAML in which exact numbers stay exact numbers."""


def _decimal(dumper: yaml.SafeDumper, value: Decimal) -> yaml.ScalarNode:
    plain = f"{value.normalize():f}"
    kind = "float" if "." in plain else "int"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", plain)


_Dumper.add_representer(Decimal, _decimal)


def values_of(book: rules.Book) -> dict[str, Any]:
    """Return what a book's text has to say, and nothing that goes without saying."""
    return book.model_dump(by_alias=True, exclude_defaults=True)


def text_of(book: Mapping[str, Any]) -> str:
    """Return a book's values as the text that `book_of` reads."""
    return yaml.dump(dict(book), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH)
