"""What is done with orders, offers and promises."""

from yuandu.mechanisms.orders.actions.answering import (
    accept,
    ask_for_call,
    claim,
    decline,
    withdraw,
)
from yuandu.mechanisms.orders.actions.carrying import LaneWords, set_lane
from yuandu.mechanisms.orders.actions.docking import dock, publish, undo
from yuandu.mechanisms.orders.actions.offering import OfferDraft, change_offer, close_offer, offer
from yuandu.mechanisms.orders.actions.ordering import OrderDraft, draft, post, revise

__all__ = [
    "LaneWords",
    "OfferDraft",
    "OrderDraft",
    "accept",
    "ask_for_call",
    "change_offer",
    "claim",
    "close_offer",
    "decline",
    "dock",
    "draft",
    "offer",
    "post",
    "publish",
    "revise",
    "set_lane",
    "undo",
    "withdraw",
]
