"""What is done here: one verb a function.

Putting a measure in force and ending it, holding a meeting, closing and cancelling it are
moves of their life cycles; that a pledge is kept its receiver confirms, as of any promise.
"""

from yuandu.mechanisms.reforms.actions.measures import enter, update
from yuandu.mechanisms.reforms.actions.meetings import call, change
from yuandu.mechanisms.reforms.actions.pledges import NewPledge, fulfil, pass_on, pledge

__all__ = [
    "NewPledge",
    "call",
    "change",
    "enter",
    "fulfil",
    "pass_on",
    "pledge",
    "update",
]
