"""What is done in one-to-one service: one verb a function."""

from yuandu.services.liaison.actions.firms import (
    NewPromise,
    drop_competence,
    enter_competence,
    take_in,
    visit,
)
from yuandu.services.liaison.actions.issues import (
    NewIssue,
    abandon,
    answer,
    decline,
    raise_for,
    raise_issue,
    sort,
    take_up,
    tell_upwards,
)
from yuandu.services.liaison.actions.lessons import close_gap, write_card

__all__ = [
    "NewIssue",
    "NewPromise",
    "abandon",
    "answer",
    "close_gap",
    "decline",
    "drop_competence",
    "enter_competence",
    "raise_for",
    "raise_issue",
    "sort",
    "take_in",
    "take_up",
    "tell_upwards",
    "visit",
    "write_card",
]
