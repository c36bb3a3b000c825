"""What happens by itself: on the day a formula comes into force, ideas score by it."""

from yuandu.kernel.notices import daily
from yuandu.mechanisms.reserve import scoring


def register() -> None:
    """Put the room's chore on the day's round."""
    daily.register("reserve.score", lambda workspace: scoring.rescore(workspace) and None)
