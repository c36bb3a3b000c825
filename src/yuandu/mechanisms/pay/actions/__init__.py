"""What is done with pay: one verb a function."""

from yuandu.mechanisms.pay.actions.adjusting import discard, draft, put_in_force, simulate
from yuandu.mechanisms.pay.actions.paying import Given, Paid, add_up, keep_points, keep_slips
from yuandu.mechanisms.pay.actions.promising import enter_benchmark, enter_group

__all__ = [
    "Given",
    "Paid",
    "add_up",
    "discard",
    "draft",
    "enter_benchmark",
    "enter_group",
    "keep_points",
    "keep_slips",
    "put_in_force",
    "simulate",
]
