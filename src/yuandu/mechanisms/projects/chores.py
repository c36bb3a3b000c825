"""What happens by itself once a day."""

from yuandu.kernel.notices import daily
from yuandu.mechanisms.projects import watchkeeping


def register() -> None:
    """Put the room's chore on the day's round."""
    daily.register("projects.watches", watchkeeping.keep)
