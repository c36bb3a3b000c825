"""Names and codes of persons, as those read them who may not know who it is."""

from __future__ import annotations

MASK = "*"
_SHORT, _HEAD, _TAIL = 8, 3, 2


def masked_name(name: str) -> str:
    """Return the first character of a Chinese name, the first letter of every other word."""
    words = name.split()
    if len(words) == 1 and not name.isascii():
        return name[0] + MASK * max(len(name) - 1, 1)
    return " ".join(word[0] + MASK * 3 for word in words)


def masked_code(code: str) -> str:
    """Return a code of which only beginning and end can be read."""
    if len(code) < _SHORT:
        return MASK * len(code)
    return code[:_HEAD] + MASK * (len(code) - _HEAD - _TAIL) + code[-_TAIL:]
