"""What is done: one verb a function."""

from yuandu.mechanisms.welfare.actions.aid import (
    ask_aid,
    decide_aid,
    fill_fund,
    let_in,
    remind_of_silence,
    say_in_aid,
    withdraw_aid,
)
from yuandu.mechanisms.welfare.actions.bookings import book, cancel, wait
from yuandu.mechanisms.welfare.actions.care import (
    answer_need,
    ask_need,
    claim,
    close_facility,
    enter_entitlement,
    enter_facility,
    enter_resource,
    support,
)

__all__ = [
    "answer_need",
    "ask_aid",
    "ask_need",
    "book",
    "cancel",
    "claim",
    "close_facility",
    "decide_aid",
    "enter_entitlement",
    "enter_facility",
    "enter_resource",
    "fill_fund",
    "let_in",
    "remind_of_silence",
    "say_in_aid",
    "support",
    "wait",
    "withdraw_aid",
]
