"""How strongly the words around a number say what it counts.

A word next to the number says it, one in the same clause nearly as much; each comma, each
other number and each full stop between them makes it say less. In 72个平台项目 the noun
follows, in 平台项目72个 it goes before: what stands right behind the unit tells which.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from yuandu.engines.quantities import Found
from yuandu.engines.quantities.mending import mend

SENTENCE_END = re.compile(r"[。！？!?;]|\.(?=\s|$)")
CLAUSE_END = re.compile(r"[，、:：()]|,(?![0-9]{3}(?![0-9]))")
# How much a word keeps of its weight over each full stop, comma and number in between.
BEFORE = (0.3, 0.8, 0.9)
BEHIND = (0.15, 0.45, 0.5)
AGAINST_THE_GRAIN = 0.8  # the noun is expected on the other side
REACH = 160  # characters to look at on either side
FADE = 100  # within a clause, each character takes a hundredth, up to `MOST_FADE`
MOST_FADE = 40


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number stands in the mended text."""

    start: int
    end: int
    noun_follows: bool


@dataclass(slots=True)
class Context:
    """A paragraph, ready to be asked about the words around its numbers."""

    text: str
    places: Sequence[Place]
    stops: Sequence[int]
    commas: Sequence[int]
    _spans: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def weight(self, at: int, words: str) -> float:
        """Return how strongly any of `words` (a pattern) says what number `at` is: 0 to 1."""
        place = self.places[at]
        spans = self._spans.get(words)
        if spans is None:
            spans = [found.span() for found in _compiled(words).finditer(self.text)]
            self._spans[words] = spans
        first = bisect_left(spans, (place.start - REACH, 0))
        last = bisect_right(spans, (place.end + REACH, 0))
        return max((self._of_span(place, *span) for span in spans[first:last]), default=0.0)

    def _of_span(self, place: Place, start: int, end: int) -> float:
        if end <= place.start:
            return self._over(end, place.start, BEFORE) * (
                AGAINST_THE_GRAIN if place.noun_follows else 1
            )
        if start >= place.end:
            return self._over(place.end, start, BEHIND) * (
                1 if place.noun_follows else AGAINST_THE_GRAIN
            )
        return 1.0  # the number stands inside of the words: 第2位

    def _over(self, start: int, end: int, keeps: tuple[float, float, float]) -> float:
        stops = bisect_left(self.stops, end) - bisect_left(self.stops, start)
        commas = bisect_left(self.commas, end) - bisect_left(self.commas, start)
        numbers = sum(start <= other.start < end for other in self._near(start, end))
        near = 1 - min(end - start, MOST_FADE) / FADE
        return keeps[0] ** stops * keeps[1] ** commas * keeps[2] ** numbers * near

    def _near(self, start: int, end: int) -> Sequence[Place]:
        first = bisect_left(self.places, start, key=lambda place: place.start)
        last = bisect_left(self.places, end, key=lambda place: place.start)
        return self.places[first:last]


@lru_cache(maxsize=4096)
def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


def read(paragraph: str, found: Sequence[Found]) -> Context:
    """Return the context of the numbers of a paragraph."""
    mended = mend(paragraph)
    places = []
    for each in found:
        start = bisect_left(mended.places, each.start)
        end = bisect_left(mended.places, each.end)
        behind = mended.clean[end : end + 1]
        places.append(Place(start, end, behind.isalpha() or behind in {"“", " "}))
    return Context(
        text=mended.clean,
        places=places,
        stops=[match.start() for match in SENTENCE_END.finditer(mended.clean)],
        commas=[match.start() for match in CLAUSE_END.finditer(mended.clean)],
    )
