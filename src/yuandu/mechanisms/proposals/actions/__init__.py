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
    attach,
    change_lane,
    post,
    seal,
    share,
)

__all__ = [
    "NewProposal",
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
    "verify",
]
