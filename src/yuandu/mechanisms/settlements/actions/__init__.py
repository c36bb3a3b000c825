"""What is done with deliveries and money: one verb a function."""

from yuandu.mechanisms.settlements.actions.deliveries import announce, call_off, miss, receive
from yuandu.mechanisms.settlements.actions.deposits import (
    abandon,
    advance,
    agree,
    pay_deposit,
    repay,
)
from yuandu.mechanisms.settlements.actions.disputes import (
    accept,
    add_photo,
    answer,
    dispute,
    insist,
    take_back,
)
from yuandu.mechanisms.settlements.actions.gradings import grade
from yuandu.mechanisms.settlements.actions.losses import record_loss, report_season
from yuandu.mechanisms.settlements.actions.payments import (
    ask_again,
    bounce,
    fund,
    pay,
    pay_again,
    refuse,
    remind,
)
from yuandu.mechanisms.settlements.actions.settling import settle
from yuandu.mechanisms.settlements.actions.shortages import substitute, write_off

__all__ = [
    "abandon",
    "accept",
    "add_photo",
    "advance",
    "agree",
    "announce",
    "answer",
    "ask_again",
    "bounce",
    "call_off",
    "dispute",
    "fund",
    "grade",
    "insist",
    "miss",
    "pay",
    "pay_again",
    "pay_deposit",
    "receive",
    "record_loss",
    "refuse",
    "remind",
    "repay",
    "report_season",
    "settle",
    "substitute",
    "take_back",
    "write_off",
]
