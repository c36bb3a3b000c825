"""Kinds of notices: a code, what it is called, and its sentence with named values.

A notice keeps code and values, so that each reader gets the sentence in their own
language. Rooms declare their kinds where they send them.
"""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils import formats

# A lazily translated string.
type Title = object

_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


class UnknownKind(LookupError):
    """No room declared notices of this kind."""


class MissingValue(ValueError):
    """A sentence names a value that was not given."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of notice.

    Attributes:
        title: two or three words: “Promise overdue”.
        sentence: with placeholders like `%(who)s`; a value whose name ends in `_on` is a
            day and printed as one.
        prepare: turns stored values into those that the sentence names: codes into words
            of the reader's language, say.
    """

    code: str
    title: Title
    sentence: Title
    prepare: Callable[[Mapping[str, object]], Mapping[str, object]] = dict

    @property
    def needs(self) -> frozenset[str]:
        return frozenset(_PLACEHOLDER.findall(str(self.sentence)))


_declared: dict[str, Kind] = {}


def declare(
    code: str,
    title: Title,
    sentence: Title,
    prepare: Callable[[Mapping[str, object]], Mapping[str, object]] = dict,
) -> Kind:
    """Make a kind known; return it."""
    _declared[code] = Kind(code, title, sentence, prepare)
    return _declared[code]


def get(code: str) -> Kind:
    """Return the kind.

    Raises:
        UnknownKind: nobody declared it.
    """
    try:
        return _declared[code]
    except KeyError:
        raise UnknownKind(f"no room declared notices of kind {code!r}") from None


def title(code: str) -> str:
    """Return the kind's title; its code where no room declares it any more."""
    return str(_declared[code].title) if code in _declared else code


def sentence(code: str, params: Mapping[str, object]) -> str:
    """Return the sentence in the reader's language; the code where no room declares it.

    Raises:
        MissingValue: the sentence names a value that `params` lacks.
    """
    if code not in _declared:
        return code
    kind = _declared[code]
    values = kind.prepare(params)
    if missing := kind.needs - set(values):
        raise MissingValue(f"{code!r} needs {', '.join(sorted(missing))}")
    return str(kind.sentence) % {name: _printed(name, value) for name, value in values.items()}


def _printed(name: str, value: object) -> object:
    if name.endswith("_on") and isinstance(value, str):
        return formats.date_format(datetime.date.fromisoformat(value))
    return value
