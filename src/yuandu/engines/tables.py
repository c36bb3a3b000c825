"""What is wrong with tables that were handed in: all of it, line by line, in codes."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that cannot be read: which table, which line, and why.

    Attributes:
        line: 1 is the first below the head; 0 is the whole table.
        why: A code; whoever reads the table says which there are.
    """

    table: str
    line: int
    column: str
    value: str
    why: str


class Bad(ValueError):
    """What was given cannot be used; all that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems, first {problems[0]}")
        self.problems = tuple(problems)
