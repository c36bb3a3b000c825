"""Which facts rules may ask for: code, kind, unit, whether yearly, which paper shows it."""

import re
from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from yuandu.engines.rules import units

# A yearly fact's column is `code_year`, so a code must not look like one.
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,39}$")]
LIKE_A_COLUMN = re.compile(r"_\d{4}$")


class FactKind(BaseModel):
    """One fact that may be known of a subject.

    Attributes:
        kind: `amount` in yuan, `count`, `share` from 0 to 1, `quantity` in `unit`, `score`
            in points, `flag`, `choice` of `choices`, `codes` (several), `day`.
        yearly: Whether it is known a calendar year; else it is what holds on the day.
        choices, choices_en: Titles of a choice's values, in Chinese and in English.
        evidence: The paper that shows it, in Chinese as offices call it.
        is_rare: Whether only some have it, so that silence hints at there being none.
        low, high: What is beyond is a slip of the pen, in base units.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: Code
    title: str
    title_en: str
    kind: units.Kind
    unit: str = ""
    yearly: bool = False
    choices: dict[str, str] = Field(default_factory=dict)
    choices_en: dict[str, str] = Field(default_factory=dict)
    evidence: str = ""
    is_sensitive: bool = False
    is_rare: bool = False
    low: int | None = None
    high: int | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if LIKE_A_COLUMN.search(self.code):
            raise ValueError("a code must not end like a year")
        if (self.kind == "choice") != bool(self.choices):
            raise ValueError("a choice, and only a choice, lists its choices")
        if not set(self.choices_en) <= set(self.choices):
            raise ValueError("only what is a choice has an English title")
        return self

    @property
    def is_number(self) -> bool:
        return self.kind in units.STEPS

    def choice_title(self, code: str, *, in_english: bool = False) -> str:
        """Return what a choice is called; one that is not known stays readable."""
        title = self.choices.get(code, code)
        return self.choices_en.get(code, title) if in_english else title


class Vocabulary:
    """The facts that rules may ask for, by code."""

    def __init__(self, kinds: tuple[FactKind, ...]) -> None:
        self._kinds = {kind.code: kind for kind in kinds}

    def __contains__(self, code: object) -> bool:
        return code in self._kinds

    def __getitem__(self, code: str) -> FactKind:
        return self._kinds[code]

    def __iter__(self) -> Iterator[FactKind]:
        yield from self._kinds.values()


def column(code: str, year: int | None) -> str:
    """Return the name under which a value stands, in tables and records alike."""
    return code if year is None else f"{code}_{year}"
