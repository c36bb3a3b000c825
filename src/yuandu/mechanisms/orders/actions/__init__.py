"""What is done with orders, offers and promises."""

from yuandu.mechanisms.orders.actions.answering import (
    accept,
    ask_for_call,
    claim,
    decline,
    withdraw,
)
from yuandu.mechanisms.orders.actions.calling import call_off, close_blanket, place_blanket
from yuandu.mechanisms.orders.actions.carrying import LaneWords, set_lane
from yuandu.mechanisms.orders.actions.docking import dock, publish, undo
from yuandu.mechanisms.orders.actions.growing import tick_step
from yuandu.mechanisms.orders.actions.offering import OfferDraft, change_offer, close_offer, offer
from yuandu.mechanisms.orders.actions.ordering import draft, post, revise
from yuandu.mechanisms.orders.writing import OrderDraft

__all__ = [
    "LaneWords",
    "OfferDraft",
    "OrderDraft",
    "accept",
    "ask_for_call",
    "call_off",
    "change_offer",
    "claim",
    "close_blanket",
    "close_offer",
    "decline",
    "dock",
    "draft",
    "offer",
    "place_blanket",
    "post",
    "publish",
    "revise",
    "set_lane",
    "tick_step",
    "undo",
    "withdraw",
]
