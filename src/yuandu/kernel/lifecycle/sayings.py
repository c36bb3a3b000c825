"""Words that no person wrote, kept as a code with its values: each reader has them in their language.

The words themselves are kept beside it in the city's language, for whoever reads the
tables alone, and for a code that no room knows any more.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

type Write = Callable[[Mapping[str, Any]], str]


@dataclass(frozen=True, slots=True)
class Saying:
    """What was said: a registered code, and what its sentence names, as JSON values."""

    code: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)


NOTHING = Saying()
_registered: dict[str, Write] = {}


def register(code: str, write: Write) -> None:
    """Let words of a code be written from its values."""
    _registered[code] = write


def written(code: str, params: Mapping[str, Any], otherwise: str) -> str:
    """Return the words of a code in the reader's language, or those that were kept."""
    write = _registered.get(code)
    return write(params) if write else otherwise
