"""Reads: orders, offers, promises, dockings, and the tables that a docking reads."""

from yuandu.mechanisms.orders.queries.frames import Frames, frames
from yuandu.mechanisms.orders.queries.rows import (
    docking,
    dockings_visible_to,
    growers_of,
    offer,
    offers_visible_to,
    order,
    orders_visible_to,
    promise,
    promises_visible_to,
)

__all__ = [
    "Frames",
    "docking",
    "dockings_visible_to",
    "frames",
    "growers_of",
    "offer",
    "offers_visible_to",
    "order",
    "orders_visible_to",
    "promise",
    "promises_visible_to",
]
