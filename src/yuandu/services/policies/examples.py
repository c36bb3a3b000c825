"""Cases that a version has to pass before it may be approved."""

import json
from dataclasses import dataclass
from decimal import Decimal

from yuandu.engines import rules
from yuandu.services.policies.library import vocabulary
from yuandu.services.policies.models import Example, PolicyVersion


@dataclass(frozen=True, slots=True)
class Tried:
    """An example, and how it came out."""

    title: str
    expected: str  # codes of states
    found: str

    @property
    def passes(self) -> bool:
        return self.expected == self.found


def facts_in(text: str) -> rules.Facts:
    """Read an example's facts, written as JSON.

    Raises:
        rules.BadFacts: they are none.
    """
    try:
        said = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise rules.BadFacts([rules.Problem("not-json")]) from error
    return rules.read_facts(said, vocabulary())


def tried(version: PolicyVersion) -> list[Tried]:
    """Run every example of a version on the day it takes effect."""
    return [_tried(version, one) for one in version.examples.all()]


def failing(version: PolicyVersion) -> list[Tried]:
    """Return the examples that come out otherwise than they must."""
    return [one for one in tried(version) if not one.passes]


def _tried(version: PolicyVersion, example: Example) -> Tried:
    try:
        facts = facts_in(example.facts)
    except rules.BadFacts:
        return Tried(example.title, example.state, "")
    answer = rules.check(version.book, facts, on=version.effective_from, vocabulary=vocabulary())
    return Tried(example.title, example.state, answer.state.code)
