"""The way of a difficulty: from the visit that found it to the owner who says it is solved."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.files import guards
from yuandu.kernel.lifecycle import cycles, subjects
from yuandu.kernel.lifecycle.cycles import Evidence, LifeCycle, Move, Stage
from yuandu.kernel.lifecycle.models import Track
from yuandu.mechanisms.visits import following, permissions, queries, rules
from yuandu.mechanisms.visits.models import Difficulty, Visit

BY_THE_OWNER = frozenset({"close", "reopen"})
BY_THE_DEPARTMENT = frozenset({"take_up", "answer", "decline"})
# Anybody's post, as a life cycle has to name roles; `may` says who of them.
ANYBODY = (*permissions.STAFF, "coordinator", *permissions.OWNERS)

cycles.register(
    LifeCycle(
        rules.CYCLE,
        pgettext_lazy("life cycle", "Difficulty of a project"),
        subject=Difficulty._meta.label_lower,
        stages=(
            Stage(rules.RAISED, pgettext_lazy("difficulty", "Raised")),
            Stage(rules.SENT, pgettext_lazy("difficulty", "Sent")),
            Stage(rules.TAKEN_UP, pgettext_lazy("difficulty", "Taken up")),
            Stage(rules.ANSWERED, pgettext_lazy("difficulty", "Answered")),
            Stage(rules.CLOSED, pgettext_lazy("difficulty", "Closed by the owner"), is_final=True),
            Stage(rules.ABANDONED, pgettext_lazy("difficulty", "Abandoned")),
            Stage(rules.WITHDRAWN, pgettext_lazy("difficulty", "Withdrawn"), is_final=True),
        ),
        moves=(
            Move(
                "send",
                pgettext_lazy("difficulty", "Send to the competent department"),
                rules.UNSENT,
                rules.SENT,
                ANYBODY,
            ),
            Move(
                "take_up",
                pgettext_lazy("difficulty", "Take up"),
                (rules.SENT,),
                rules.TAKEN_UP,
                ANYBODY,
            ),
            Move(
                "answer",
                pgettext_lazy("difficulty", "Answer"),
                (*rules.WAITING, rules.ABANDONED),
                rules.ANSWERED,
                ANYBODY,
                (Evidence("reply", _("Reply in writing"), "file", required=False),),
                needs_words=True,
            ),
            Move(
                "decline",
                pgettext_lazy("difficulty", "Not ours: give back"),
                (*rules.WAITING, rules.ABANDONED),
                rules.RAISED,
                ANYBODY,
                needs_words=True,
            ),
            Move(
                "close",
                pgettext_lazy("difficulty", "It is solved"),
                (rules.ANSWERED,),
                rules.CLOSED,
                permissions.OWNERS,
                (Evidence("satisfaction", _("Satisfaction, 1 to 5"), "number", required=False),),
            ),
            Move(
                "reopen",
                pgettext_lazy("difficulty", "Not solved: ask again"),
                (rules.ANSWERED, rules.CLOSED),
                rules.SENT,
                permissions.OWNERS,
                needs_words=True,
                is_reversal=True,
            ),
            Move(
                "withdraw",
                pgettext_lazy("difficulty", "Withdraw, recorded in error"),
                (rules.RAISED, *rules.WAITING, rules.ABANDONED),
                rules.WITHDRAWN,
                ANYBODY,
                needs_words=True,
            ),
            Move(
                "abandon",
                pgettext_lazy("difficulty", "Abandoned after long silence"),
                rules.WAITING,
                rules.ABANDONED,
                ("administrator",),
            ),
        ),
    )
)


def _may_move(actor: Actor, difficulty: Difficulty, track: Track, move: cycles.Move) -> bool:
    """Judge by whose project it is, and whose turn; the house itself is never asked."""
    if move.code in BY_THE_OWNER:
        return permissions.owns(actor, difficulty)
    if move.code in BY_THE_DEPARTMENT:
        return permissions.is_asked(actor, difficulty)
    if move.code == "abandon":
        return False
    return permissions.serves(actor, difficulty)


subjects.register(
    Difficulty._meta.label_lower,
    get=lambda actor, pk, to: queries.difficulty(actor, pk, to=to),
    may=_may_move,
    url=Difficulty.get_absolute_url,
    visible_to=queries.difficulties_visible_to,
    sees_all=permissions.reads_all,
    on_move=following.follow,
)
# Who reads a visit sees its photos.
guards.register(
    Visit._meta.label_lower,
    lambda actor, attachment: (
        queries.visits_visible_to(actor).filter(pk=attachment.target_id).exists()
    ),
)
