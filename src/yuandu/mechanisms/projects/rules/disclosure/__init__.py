"""Projects in the words of OC4IDS 0.9.5, the open standard for infrastructure projects.

What maps to what stands in `docs/oc4ids.md`.
"""

from yuandu.mechanisms.projects.rules.disclosure.mapping import document
from yuandu.mechanisms.projects.rules.disclosure.records import (
    Owner,
    Paper,
    Permit,
    Record,
    Seat,
    Where,
)
from yuandu.mechanisms.projects.rules.disclosure.withholding import (
    OFFICES,
    PERSON,
    WITHHELD,
    Withheld,
    masked,
)

__all__ = [
    "OFFICES",
    "PERSON",
    "WITHHELD",
    "Owner",
    "Paper",
    "Permit",
    "Record",
    "Seat",
    "Where",
    "Withheld",
    "document",
    "masked",
]
