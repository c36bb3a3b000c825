"""What is done in a review of partners: one verb a function.

    review = actions.prepare(by=chair, year=2026, title="2026年股东资格评议", rule=ReviewRule())
    actions.promise_days(by=chair, review=review, step="nominating", opens_on=…, closes_on=…)
    lifecycle.move(by=chair, track=review.track, move="publish", …)  # the moves of `lifecycles`

Publishing enters every present partner; the moves that open a step open its ballots, of which the
results come back by themselves when they close.
"""

from yuandu.mechanisms.partnership.actions.candidacies import (
    arrange,
    declare_conflict,
    decline,
    give_opinion,
    nominate,
)
from yuandu.mechanisms.partnership.actions.carrying import carry_out
from yuandu.mechanisms.partnership.actions.contesting import answer, appeal, repeat, vote_again
from yuandu.mechanisms.partnership.actions.groups import found_group, join, lead
from yuandu.mechanisms.partnership.actions.preparing import change_rule, prepare, promise_days

__all__ = [
    "answer",
    "appeal",
    "arrange",
    "carry_out",
    "change_rule",
    "declare_conflict",
    "decline",
    "found_group",
    "give_opinion",
    "join",
    "lead",
    "nominate",
    "prepare",
    "promise_days",
    "repeat",
    "vote_again",
]
