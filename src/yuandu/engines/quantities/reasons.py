"""Why a number or a date could not be read: a stable code, the place, and what stood there."""

from __future__ import annotations

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "empty": "There is nothing here.",
    "not-a-number": "“{found}” is not a number.",
    "not-finite": "“{found}” is not a finite number.",
    "out-of-range": "“{found}” is too large for a figure.",
    "too-many-digits": "“{found}” has more than {most} digits; is it a code?",
    "bad-grouping": "The commas in “{found}” do not stand at the thousands.",
    "two-numbers": "There is a second number, “{found}”; one cell holds one number.",
    "a-range": "“{found}” is a range; one cell holds one number.",
    "unknown-unit": "The unit “{found}” is not known.",
    "wrong-unit": "“{found}” does not measure in {unit}.",
    "not-a-date": "“{found}” is not a date.",
    "no-such-day": "There is no day “{found}” in the calendar.",
    "ambiguous-date": "“{found}” can be read as more than one date; write it as 2024-03-05.",
}


class Unreadable(ValueError):
    """A text that cannot be read as a number, a unit or a date.

    Attributes:
        code: A key of `REASONS`; its sentence is translated by whoever shows it.
        text: The whole text that was to be read.
        start: Where in `text` the trouble begins.
        end: Where it ends.
        params: What the sentence has in its placeholders, `found` among them.
    """

    def __init__(self, code: str, text: str, start: int, end: int, **params: str) -> None:
        self.code = code
        self.text = text
        self.start = start
        self.end = end
        self.params = {"found": shortened(text[start:end]), **params}
        super().__init__(REASONS[code].format(**self.params))


def shortened(text: str, most: int = 60) -> str:
    """Return `text`, or its beginning where quoting all of it would drown the message."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"
