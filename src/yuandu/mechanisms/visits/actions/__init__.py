"""What is done on drives: one verb a function."""

from yuandu.mechanisms.visits.actions.difficulties import (
    NewDifficulty,
    abandon,
    raise_difficulty,
    sort,
    tell_upwards,
)
from yuandu.mechanisms.visits.actions.drives import (
    drop_stop,
    make_drive,
    make_team,
    plan,
    staff,
)
from yuandu.mechanisms.visits.actions.visits import NewVisit, add_photo, count, log, set_aside

__all__ = [
    "NewDifficulty",
    "NewVisit",
    "abandon",
    "add_photo",
    "count",
    "drop_stop",
    "log",
    "make_drive",
    "make_team",
    "plan",
    "raise_difficulty",
    "set_aside",
    "sort",
    "staff",
    "tell_upwards",
]
