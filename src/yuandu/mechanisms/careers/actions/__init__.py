"""What is done here: one verb a function."""

from yuandu.mechanisms.careers.actions.applications import (
    apply,
    declare_kinship,
    give_opinion,
    name_panel,
)
from yuandu.mechanisms.careers.actions.badges import (
    issue_for_class,
    issue_for_rung,
    renew_key,
    revoke_badge,
)
from yuandu.mechanisms.careers.actions.endings import conclude, settle_in
from yuandu.mechanisms.careers.actions.ladders import begin_ladders, enter_book, equate, set_band
from yuandu.mechanisms.careers.actions.people import (
    enter_record,
    enter_records,
    go_through,
    place,
    strike,
)
from yuandu.mechanisms.careers.actions.training import (
    enrol,
    examine,
    found_base,
    log,
    open_class,
    rotate,
    sign,
)

__all__ = [
    "apply",
    "begin_ladders",
    "conclude",
    "declare_kinship",
    "enrol",
    "enter_book",
    "enter_record",
    "enter_records",
    "equate",
    "examine",
    "found_base",
    "give_opinion",
    "go_through",
    "issue_for_class",
    "issue_for_rung",
    "log",
    "name_panel",
    "open_class",
    "place",
    "renew_key",
    "revoke_badge",
    "rotate",
    "set_band",
    "settle_in",
    "sign",
    "strike",
]
