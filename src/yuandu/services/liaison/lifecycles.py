"""The way of an issue, and what may be promised about: firms in service."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import cycles, subjects
from yuandu.kernel.lifecycle.cycles import Evidence, LifeCycle, Move, Stage
from yuandu.kernel.lifecycle.models import Track
from yuandu.services.liaison import following, permissions, queries, rules
from yuandu.services.liaison.models import Issue, ServedFirm

# No post moves these: the house does, once every office declined, or after long silence.
BY_THE_HOUSE = frozenset({"decline", "abandon"})
BY_THE_FIRM = frozenset({"close", "reopen", "withdraw"})

cycles.register(
    LifeCycle(
        rules.CYCLE,
        pgettext_lazy("life cycle", "Issue of a firm"),
        subject="liaison.issue",
        stages=(
            Stage(rules.RAISED, pgettext_lazy("issue", "Raised")),
            Stage(rules.SENT, pgettext_lazy("issue", "Sent")),
            Stage(rules.TAKEN_UP, pgettext_lazy("issue", "Taken up")),
            Stage(rules.ANSWERED, pgettext_lazy("issue", "Answered")),
            Stage(rules.CLOSED, pgettext_lazy("issue", "Solved"), is_final=True),
            Stage(rules.ABANDONED, pgettext_lazy("issue", "Abandoned")),
            Stage(rules.WITHDRAWN, pgettext_lazy("issue", "Withdrawn"), is_final=True),
        ),
        moves=(
            Move(
                "send",
                pgettext_lazy("issue", "Send to the competent office"),
                rules.UNSENT,
                rules.SENT,
                permissions.ANSWERING,
            ),
            Move(
                "take_up",
                pgettext_lazy("issue", "Take up"),
                (rules.SENT,),
                rules.TAKEN_UP,
                permissions.ANSWERING,
            ),
            Move(
                "answer",
                pgettext_lazy("issue", "Answer"),
                (rules.SENT, rules.TAKEN_UP, rules.ABANDONED),
                rules.ANSWERED,
                permissions.ANSWERING,
                needs_words=True,
            ),
            Move(
                "close",
                pgettext_lazy("issue", "It is solved"),
                (rules.ANSWERED,),
                rules.CLOSED,
                permissions.FIRMS,
                (Evidence("satisfaction", _("Satisfaction, 1 to 5"), "number", required=False),),
            ),
            Move(
                "reopen",
                pgettext_lazy("issue", "Not solved: ask again"),
                (rules.ANSWERED, rules.CLOSED),
                rules.SENT,
                permissions.FIRMS,
                needs_words=True,
                is_reversal=True,
            ),
            Move(
                "withdraw",
                pgettext_lazy("issue", "Withdraw"),
                rules.OPEN,
                rules.WITHDRAWN,
                permissions.FIRMS,
                needs_words=True,
            ),
            Move(
                "decline",
                pgettext_lazy("issue", "Every office declined"),
                (rules.SENT, rules.TAKEN_UP),
                rules.RAISED,
                ("administrator",),
            ),
            Move(
                "abandon",
                pgettext_lazy("issue", "Abandoned after long silence"),
                (rules.SENT, rules.TAKEN_UP),
                rules.ABANDONED,
                ("administrator",),
            ),
        ),
    )
)


def _may_move(actor: Actor, issue: Issue, track: Track, move: cycles.Move) -> bool:
    """Judge by whose issue it is; the house itself is never asked."""
    if move.code in BY_THE_FIRM:
        return permissions.is_of(actor, issue.firm.party_id)
    if move.code in {"take_up", "answer"}:
        return bool(getattr(issue, "is_asked", False))
    if move.code == "send":
        return permissions.serves_in(actor, issue)
    return move.code == cycles.CORRECT and permissions.serves_in(actor, issue)


subjects.register(
    Issue._meta.label_lower,
    get=lambda actor, pk, to: queries.issue(actor, pk, to=to),
    may=_may_move,
    url=Issue.get_absolute_url,
    visible_to=queries.issues_visible_to,
    sees_all=permissions.reads_all,
    on_move=following.follow_issue,
)
subjects.register(
    ServedFirm._meta.label_lower,
    get=lambda actor, pk, to: queries.firm(actor, pk, to=to),
    may=lambda actor, firm, track, move: False,  # firms go through no life cycle here
    url=ServedFirm.get_absolute_url,
    visible_to=queries.firms_visible_to,
    sees_all=permissions.reads_all,
    on_assign=following.follow_assignment,
)
