"""What is done with the register of shares: one verb a function."""

from yuandu.mechanisms.equity.actions.certificates import hand_out
from yuandu.mechanisms.equity.actions.moving import enter, enter_all, post, void
from yuandu.mechanisms.equity.actions.registering import (
    correct_holder,
    enter_charter,
    enter_holder,
    enter_year,
    open_class,
    publish_rule,
)
from yuandu.mechanisms.equity.changes import Change, Side

__all__ = [
    "Change",
    "Side",
    "correct_holder",
    "enter",
    "enter_all",
    "enter_charter",
    "enter_holder",
    "enter_year",
    "hand_out",
    "open_class",
    "post",
    "publish_rule",
    "void",
]
