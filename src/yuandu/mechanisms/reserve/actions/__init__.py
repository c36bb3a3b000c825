"""What is done with ideas: one verb a function.

Climbing the ladder, declining, withdrawing and taking up again are moves of the life cycle.
"""

from yuandu.mechanisms.reserve.actions.ideas import grade, propose, update
from yuandu.mechanisms.reserve.actions.promoting import promote
from yuandu.mechanisms.reserve.actions.terms import publish_formula, set_targets

__all__ = [
    "grade",
    "promote",
    "propose",
    "publish_formula",
    "set_targets",
    "update",
]
