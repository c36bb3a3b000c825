"""What is done for joint research and with experts: one verb a function."""

from yuandu.services.cooperation.actions.contracts import agree, drop_milestone, plan_milestone
from yuandu.services.cooperation.actions.experts import add_free, add_tie, keep_expert, take_in
from yuandu.services.cooperation.actions.outputs import report_output
from yuandu.services.cooperation.actions.research import (
    change_challenge,
    make_offer,
    post_challenge,
)
from yuandu.services.cooperation.actions.talent import change_need, engage, post_need

__all__ = [
    "add_free",
    "add_tie",
    "agree",
    "change_challenge",
    "change_need",
    "drop_milestone",
    "engage",
    "keep_expert",
    "make_offer",
    "plan_milestone",
    "post_challenge",
    "post_need",
    "report_output",
    "take_in",
]
