"""What a book says of a worker, frozen so that it can be worked out again."""

import datetime
import json
from dataclasses import dataclass

from yuandu.engines import rules
from yuandu.mechanisms.careers.library import vocabulary
from yuandu.services.policies import deciding


@dataclass(frozen=True, slots=True)
class Checked:
    """An answer, and the facts it was given by."""

    answer: rules.Answer
    facts: rules.Facts

    @property
    def state(self) -> rules.State:
        return self.answer.state

    @property
    def is_ready(self) -> bool:
        """Whether all that could be recorded is met: only a person's judgement may lack."""
        return self.state in {rules.State.MET, rules.State.PERSON}

    @property
    def lacking(self) -> tuple[rules.Finding, ...]:
        """What is still to be met, and what nobody has recorded."""
        open_states = {rules.State.UNMET, rules.State.UNKNOWN}
        return tuple(one for one in self.answer.findings if one.state in open_states)

    @property
    def text(self) -> str:
        """The rule's version, the inputs and the answer, clause by clause."""
        book = self.answer.book
        said = {
            "book": {"code": book.code, "hash": book.hash},
            "on": self.answer.on.isoformat(),
            "inputs": {name: _plain(value) for name, value in self.facts.values.items()},
            "state": self.state.code,
            "criteria": [deciding.as_frozen(one) for one in self.answer.findings],
        }
        return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def check(book: rules.Book, facts: rules.Facts, on: datetime.date) -> Checked:
    """Return what a book says on a day, with everything it was decided by."""
    return Checked(rules.check(book, facts, on=on, vocabulary=vocabulary()), facts)


def again(text: str, book: rules.Book) -> Checked:
    """Work a frozen answer out anew, from its own inputs."""
    said = json.loads(text)
    return check(book, rules.Facts(said["inputs"]), datetime.date.fromisoformat(said["on"]))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime.date) else value
