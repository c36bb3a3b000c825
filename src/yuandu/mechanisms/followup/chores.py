"""What happens by itself once a day."""

from yuandu.kernel.notices import daily
from yuandu.mechanisms.followup import keeping


def register() -> None:
    """Put the room's chore on the day's round."""
    daily.register("followup.months", keeping.keep)
