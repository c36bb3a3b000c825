"""What is wrong with a book or with facts: where, what, and how to mend it, in two languages."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from yuandu.engines.rules.wording import WORDS

type Language = Literal["zh", "en"]
COMMAS: dict[Language, str] = {"zh": "、", "en": ", "}  # between the words of a list


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        code: Stable name, a key of `wording.WORDS`.
        source: The file or form it stands in.
        line: Line of that file, from 1; `None` where there are no lines.
        field: Way to the value, such as `criteria.2.threshold`.
        values: What the sentence names; a list as a tuple.
    """

    code: str
    source: str = ""
    line: int | None = None
    field: str = ""
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)

    def say(self, language: Language = "zh") -> str:
        """Return the sentence and its mend, without the place."""
        comma = COMMAS[language]
        said = {
            name: comma.join(map(str, value)) if isinstance(value, tuple) else value
            for name, value in self.values.items()
        }
        return WORDS[self.code][language].format_map(said)

    def place(self) -> str:
        """Return where it is, such as `63-2.yaml:41 criteria.2.threshold`."""
        line = f":{self.line}" if self.line else ""
        return f"{self.source}{line} {self.field}".strip()

    def told(self, language: Language = "zh") -> str:
        """Return the place, if there is one, and the sentence."""
        place, sentence = self.place(), self.say(language)
        return f"{place}: {sentence}" if place else sentence


class Bad(Exception):
    """Something read is not usable; `problems` says all that is wrong, not only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(one.told("en") for one in problems))
        self.problems = tuple(problems)


class BadVocabulary(Bad):
    """A list of facts cannot be used."""


class BadBook(Bad):
    """A book cannot be used."""


class BadFacts(Bad):
    """Facts of a subject cannot be used."""


class BadTable(Bad):
    """A table of subjects cannot be swept."""
