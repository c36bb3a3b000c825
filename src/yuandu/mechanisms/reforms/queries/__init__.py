"""What this room finds: measures with what they claim."""

from yuandu.mechanisms.reforms.queries.measures import (
    SHOWS,
    divisions,
    listed,
    mays,
    measure,
    visible_to,
)

__all__ = ["SHOWS", "divisions", "listed", "mays", "measure", "visible_to"]
