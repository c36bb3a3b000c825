"""What is done here: one verb a function.

Putting a measure in force and ending it are moves of its life cycle.
"""

from yuandu.mechanisms.reforms.actions.measures import enter, update

__all__ = ["enter", "update"]
