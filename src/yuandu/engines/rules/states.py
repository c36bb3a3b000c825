"""The five states of an answer, and what three-valued logic makes of them."""

from enum import IntEnum


class State(IntEnum):
    """What is known of a criterion or a whole book; the numbers are those in swept tables.

    `UNKNOWN` lacks a fact. `PERSON` lacks nothing that could be reported: somebody has to
    judge. `NOT_APPLICABLE` does not ask this of this one, so it neither helps nor hinders.
    """

    UNKNOWN = 0
    MET = 1
    UNMET = 2
    PERSON = 3
    NOT_APPLICABLE = 4

    @property
    def code(self) -> str:
        """The state's name in files and addresses, such as `not-applicable`."""
        return self.name.lower().replace("_", "-")


def of_criterion(truth: bool | None, applies: bool | None, *, needs_person: bool) -> State:
    """Return the state of a criterion.

    Args:
        truth: Whether the comparison holds; `None` where it cannot be made.
        applies: Whether the criterion is asked at all; `None` where that is not known.
        needs_person: Whether the comparison cannot be made although nothing is missing.
    """
    if applies is False:
        return State.NOT_APPLICABLE
    if truth is True:
        return State.MET  # whether it is asked or not, it does not hinder
    if needs_person and applies is not None:
        return State.PERSON
    if truth is False and applies is True:
        return State.UNMET
    return State.UNKNOWN


def of_book(truth: bool | None, truth_if_judged: bool | None) -> State:
    """Return the state of a whole book.

    Args:
        truth: Whether its requirements hold.
        truth_if_judged: Whether they hold once a person has judged in favour of whatever
            waits for one: then only that person's word is lacking.
    """
    if truth is None:
        return State.PERSON if truth_if_judged is True else State.UNKNOWN
    return State.MET if truth else State.UNMET
