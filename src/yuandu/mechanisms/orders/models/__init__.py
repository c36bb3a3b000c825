"""Orders of enterprises, offers of households, and what was promised between them."""

from yuandu.mechanisms.orders.models.blankets import BlanketOrder
from yuandu.mechanisms.orders.models.dockings import Answer, Docking, Pairing
from yuandu.mechanisms.orders.models.lanes import Lane, LaneWeek
from yuandu.mechanisms.orders.models.offers import Group, Offer
from yuandu.mechanisms.orders.models.orders import Order
from yuandu.mechanisms.orders.models.promises import (
    Channel,
    CropStep,
    Promise,
    State,
    StepDone,
    WhyEnded,
)

__all__ = [
    "Answer",
    "BlanketOrder",
    "Channel",
    "CropStep",
    "Docking",
    "Group",
    "Lane",
    "LaneWeek",
    "Offer",
    "Order",
    "Pairing",
    "Promise",
    "State",
    "StepDone",
    "WhyEnded",
]
