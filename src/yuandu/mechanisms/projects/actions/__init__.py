"""What is done with projects: one verb a function."""

from yuandu.mechanisms.projects.actions.doubles import decide, find_doubles
from yuandu.mechanisms.projects.actions.lists import list_project, make_list, publish_list, unlist
from yuandu.mechanisms.projects.actions.register import (
    FIELDS,
    Draft,
    NewOwner,
    create,
    open_track,
    update,
)
from yuandu.mechanisms.projects.refusals import NotYours

__all__ = [
    "FIELDS",
    "Draft",
    "NewOwner",
    "NotYours",
    "create",
    "decide",
    "find_doubles",
    "list_project",
    "make_list",
    "open_track",
    "publish_list",
    "unlist",
    "update",
]
