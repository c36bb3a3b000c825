"""What is done with the register of shares: one verb a function."""

from yuandu.mechanisms.equity.actions.moving import Side, enter, post, void
from yuandu.mechanisms.equity.actions.registering import (
    correct_holder,
    enter_charter,
    enter_holder,
    enter_year,
    open_class,
    publish_rule,
)

__all__ = [
    "Side",
    "correct_holder",
    "enter",
    "enter_charter",
    "enter_holder",
    "enter_year",
    "open_class",
    "post",
    "publish_rule",
    "void",
]
