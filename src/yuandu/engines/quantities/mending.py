"""Running text as it was meant: line breaks inside a sentence and spaces inside a number gone.

Text copied out of a typeset page breaks lines anywhere, between 340 and its 亿元 too, and
spaces out digits (19 1 2个). Every character keeps its original place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from yuandu.engines.quantities import units
from yuandu.engines.quantities.characters import half_width

MOST_DIGITS = 15  # a longer row of spaced digits is a row of a table

_BREAK = re.compile(r"(?<=\S)[ \t]*\r?\n[ \t]*(?=[^\s])")
_SPACED = re.compile(
    # Possessive and bounded: a long column of numbers is passed over in one go.
    r"(?<![0-9.,])(?<![0-9][ ])[0-9]++(?:[ ][0-9]++|[ \t]{0,9}\r?\n[ \t]{0,9}[0-9]++){1,8}+(?:\.[0-9]++)?+"
    rf"(?=\s{{0,3}}(?:{units.SCALE_PATTERN}|{units.UNIT_PATTERN}))"
)
_POINT = re.compile(
    rf"(?<=[\u4e00-\u9fff])[0-9]+([ ]?\.[ ]?)[0-9]+(?=\s?(?:{units.SCALE_PATTERN}|{units.UNIT_PATTERN}))"
)
_THOUSANDS = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:\.[0-9]+)?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Mended:
    """A paragraph, the text to read, and where each of its characters came from."""

    paragraph: str
    clean: str
    places: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the paragraph of a (non-empty) place in the clean text."""
        return self.places[start], self.places[end - 1] + 1


def mend(paragraph: str) -> Mended:
    """Return the text to read numbers from, in half-width characters."""
    plain = half_width(paragraph)
    dropped = bytearray(len(plain))
    for start, end in (*_line_breaks(plain), *_spaced_numbers(plain), *_spaced_points(plain)):
        dropped[start:end] = b"\1" * (end - start)
    places = tuple(at for at in range(len(plain)) if not dropped[at])
    # A line break that stays separates words like any space.
    clean = "".join(" " if plain[at] in "\r\n\t" else plain[at] for at in places)
    return Mended(paragraph, clean, places)


def _line_breaks(text: str) -> list[tuple[int, int]]:
    """Return the breaks between two characters of which one is Chinese."""
    return [
        found.span()
        for found in _BREAK.finditer(text)
        if not (text[found.start() - 1].isascii() and text[found.end()].isascii())
    ]


def _spaced_numbers(text: str) -> list[tuple[int, int]]:
    gaps: list[tuple[int, int]] = []
    for found in _SPACED.finditer(text):
        if _is_one_number(found[0], text[: found.start()][-1:]):
            gaps += _blanks(found)
    return gaps


def _is_one_number(row: str, before: str) -> bool:
    pieces = row.split()
    if _YEAR.fullmatch(pieces[0]) or sum(map(len, pieces)) > MOST_DIGITS:
        return False
    if _THOUSANDS.fullmatch(row):
        return True
    in_a_sentence = "\u4e00" <= before <= "\u9fff"
    return in_a_sentence and ("\n" in row or any(len(piece) == 1 for piece in pieces))


def _spaced_points(text: str) -> list[tuple[int, int]]:
    return [gap for found in _POINT.finditer(text) for gap in _blanks(found)]


def _blanks(found: re.Match[str]) -> list[tuple[int, int]]:
    start = found.start()
    return [(start + at, start + at + 1) for at, char in enumerate(found[0]) if char.isspace()]
