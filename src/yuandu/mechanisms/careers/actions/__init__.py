"""What is done here: one verb a function."""

from yuandu.mechanisms.careers.actions.applications import (
    apply,
    declare_kinship,
    give_opinion,
    name_panel,
)
from yuandu.mechanisms.careers.actions.ladders import begin_ladders, enter_book, equate, set_band
from yuandu.mechanisms.careers.actions.people import enter_record, go_through, place, strike

__all__ = [
    "apply",
    "begin_ladders",
    "declare_kinship",
    "enter_book",
    "enter_record",
    "equate",
    "give_opinion",
    "go_through",
    "name_panel",
    "place",
    "set_band",
    "strike",
]
