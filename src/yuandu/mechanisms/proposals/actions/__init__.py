"""What is done with proposals: one verb a function."""

from yuandu.mechanisms.proposals.actions.judging import (
    ask,
    claim,
    dismiss,
    evaluate,
    grade,
    look_again,
    merge,
    part,
    relieve,
    verify,
)
from yuandu.mechanisms.proposals.actions.keeping import fold, mark_twins, publish_scheme, put_up
from yuandu.mechanisms.proposals.actions.posting import (
    NewProposal,
    Slip,
    attach,
    change_lane,
    post,
    seal,
    share,
    take_in,
)

__all__ = [
    "NewProposal",
    "Slip",
    "ask",
    "attach",
    "change_lane",
    "claim",
    "dismiss",
    "evaluate",
    "fold",
    "grade",
    "look_again",
    "mark_twins",
    "merge",
    "part",
    "post",
    "publish_scheme",
    "put_up",
    "relieve",
    "seal",
    "share",
    "take_in",
    "verify",
]
