"""The map of lines: county-level units as dots by hours, lines as bows; drawn by degrees."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import pgettext

from yuandu.mechanisms.lines import rules, wording
from yuandu.mechanisms.lines.models import Line
from yuandu.mechanisms.lines.queries import Place
from yuandu.mechanisms.lines.rules import projection

# From the quickest to the slowest: the colour of the dots and their width, in units of the drawing.
LOOKS = (
    ("var(--vermilion)", 9),
    ("var(--celadon)", 8),
    ("var(--stage-5)", 7),
    ("var(--calm)", 6),
)
NOT_REACHED = ("var(--rule-strong)", 4)
LETTER, WIDE_LETTER, HEIGHT = 14, 26, 30  # units that a Latin, a Chinese letter, a name take
BESIDE = 12  # units from a place to its name


def drawn(places: Sequence[Place], lines: Iterable[Line]) -> dict[str, Any] | None:
    """Return the map for its template; `None` while no county is on the list."""
    if not places:
        return None
    sheet = projection.Sheet.around(each.at for each in places)
    return {
        "width": projection.WIDTH,
        "height": sheet.height,
        "classes": _classes(sheet, places),
        "lines": _bows(sheet, [line for line in lines if line.destination_county is not None]),
        "origins": [
            sheet.place(at)
            for at in sorted({_at(line.origin_county) for line in lines if line.origin_county})
        ],
    }


def _classes(sheet: projection.Sheet, places: Sequence[Place]) -> list[dict[str, Any]]:
    """Return the dots by class, those nobody reaches first, so that the others lie above."""
    found: dict[int | None, list[projection.Degrees]] = {}
    for each in places:
        found.setdefault(_class(each.hours), []).append(each.at)
    made = [
        {
            "title": pgettext("reach of lines", "Not reached"),
            "colour": NOT_REACHED[0],
            "size": NOT_REACHED[1],
            "units": len(found.get(None, ())),
            "path": projection.dots(sheet, found.get(None, ())),
        }
    ]
    for number, (colour, size) in reversed(list(enumerate(LOOKS))):
        there = found.get(number, [])
        title = (
            wording.within(rules.WITHIN[number])
            if number < len(rules.WITHIN)
            else wording.beyond(rules.WITHIN[-1])
        )
        made.append(
            {
                "title": title,
                "colour": colour,
                "size": size,
                "units": len(there),
                "path": projection.dots(sheet, there),
            }
        )
    return made


def _class(hours: int | None) -> int | None:
    if hours is None:
        return None
    return next((at for at, limit in enumerate(rules.WITHIN) if hours <= limit), len(rules.WITHIN))


def _at(county: Any) -> projection.Degrees:
    return county.longitude, county.latitude


def _bows(sheet: projection.Sheet, lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Return lines as bows, each name right of its place, or left where another would lie on it."""
    taken: list[tuple[int, int, int]] = []
    made = []
    for line in lines:
        end = _at(line.destination_county)
        x, y = sheet.place(end)
        wide = sum(LETTER if letter.isascii() else WIDE_LETTER for letter in line.destination_title)
        right, left = (x + BESIDE, x + BESIDE + wide, y), (x - BESIDE - wide, x - BESIDE, y)
        is_free = right[1] < projection.WIDTH and not any(_meet(right, each) for each in taken)
        taken.append(right if is_free else left)
        made.append(
            {
                "line": line,
                "path": projection.bow(
                    sheet, _at(line.origin_county) if line.origin_county else end, end
                ),
                "x": x,
                "y": y,
                "anchor": "start" if is_free else "end",
                "dx": BESIDE if is_free else -BESIDE,
            }
        )
    return made


def _meet(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    """Whether two names would lie on each other: from, to, and their height."""
    apart = one[1] < other[0] or other[1] < one[0]
    return not apart and abs(one[2] - other[2]) < HEIGHT
