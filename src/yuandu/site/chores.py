"""What the house does once a day for the rooms below the one that keeps the days."""

from yuandu.kernel.files import storing
from yuandu.kernel.notices import daily


def register() -> None:
    """Have files removed whose transactions did not come to their end."""
    daily.register_for_the_house("files", storing.sweep)
