"""What changed between two answers: two days, two versions, two firms."""

from collections.abc import Iterable
from dataclasses import dataclass

from yuandu.engines.rules.checking import Answer, Finding


@dataclass(frozen=True, slots=True)
class Change:
    """One criterion before and after; on one side only where it came or went."""

    id: str
    before: Finding | None
    after: Finding | None

    @property
    def asks_otherwise(self) -> bool:
        """Whether the text itself asks something else, be the answer the same or not."""
        return _asked(self.before) != _asked(self.after)

    @property
    def answers_otherwise(self) -> bool:
        states = [one.state if one else None for one in (self.before, self.after)]
        return states[0] != states[1]


def compare(before: Answer | None, after: Answer | None) -> tuple[Change, ...]:
    """Return every criterion of two answers, paired by id, in the order of the later book.

    The versions of one series give the same id to what asks the same thing.
    """
    old = {one.id: one for one in before.findings} if before else {}
    new = {one.id: one for one in after.findings} if after else {}
    return tuple(Change(code, old.get(code), new.get(code)) for code in _order(new, old))


def _order(first: Iterable[str], then: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*first, *then]))


def _asked(finding: Finding | None) -> object:
    if finding is None:
        return None
    one = finding.criterion
    return (one.value, one.operator, one.threshold, one.unit, one.each_of_years, one.veto)
