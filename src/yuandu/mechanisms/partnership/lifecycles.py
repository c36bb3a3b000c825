"""The way of a review: five steps, the notice with its appeals, and the register."""

from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import cycles, subjects
from yuandu.kernel.lifecycle.cycles import Evidence, LifeCycle, Move, Stage
from yuandu.kernel.lifecycle.models import Track
from yuandu.mechanisms.partnership import following, permissions, queries, rules
from yuandu.mechanisms.partnership.models import Review

HELD = permissions.MANAGERS

cycles.register(
    LifeCycle(
        rules.CYCLE,
        pgettext_lazy("life cycle", "Review of partners"),
        subject=Review._meta.label_lower,
        stages=(
            Stage(rules.DRAFT, pgettext_lazy("review of partners", "In preparation")),
            Stage(rules.NOMINATING, pgettext_lazy("review of partners", "Nominations by all")),
            Stage(rules.GROUP, pgettext_lazy("review of partners", "Shareholder groups")),
            Stage(rules.DIVISION, pgettext_lazy("review of partners", "Divisions")),
            Stage(rules.BOARD, pgettext_lazy("review of partners", "Board")),
            Stage(rules.MEETING, pgettext_lazy("review of partners", "General meeting")),
            Stage(rules.NOTICE, pgettext_lazy("review of partners", "Notice and appeals")),
            Stage(rules.CARRYING, pgettext_lazy("review of partners", "Being carried out")),
            Stage(rules.CLOSED, pgettext_lazy("review of partners", "Closed"), is_final=True),
            Stage(rules.CANCELLED, pgettext_lazy("review of partners", "Cancelled"), is_final=True),
        ),
        moves=(
            Move(
                "publish",
                pgettext_lazy("review of partners", "Publish and open nominations"),
                (rules.DRAFT,),
                rules.NOMINATING,
                HELD,
            ),
            Move(
                "open_groups",
                pgettext_lazy("review of partners", "Open the discussion in groups"),
                (rules.NOMINATING,),
                rules.GROUP,
                HELD,
            ),
            Move(
                "open_divisions",
                pgettext_lazy("review of partners", "Open the review in divisions"),
                (rules.GROUP,),
                rules.DIVISION,
                HELD,
            ),
            Move(
                "open_board",
                pgettext_lazy("review of partners", "Put before the board"),
                (rules.DIVISION,),
                rules.BOARD,
                HELD,
            ),
            Move(
                "open_meeting",
                pgettext_lazy("review of partners", "Put before the general meeting"),
                (rules.BOARD,),
                rules.MEETING,
                HELD,
            ),
            Move(
                "announce",
                pgettext_lazy("review of partners", "Make the decision known"),
                (rules.MEETING,),
                rules.NOTICE,
                HELD,
                evidence=(
                    Evidence(
                        "resolution",
                        pgettext_lazy("review of partners", "Number of the resolution"),
                        "text",
                    ),
                ),
            ),
            Move(
                "carry",
                pgettext_lazy("review of partners", "Begin to carry out"),
                (rules.NOTICE,),
                rules.CARRYING,
                HELD,
            ),
            Move(
                "close",
                pgettext_lazy("review of partners", "Close the review"),
                (rules.CARRYING,),
                rules.CLOSED,
                HELD,
            ),
            Move(
                "cancel",
                pgettext_lazy("review of partners", "Cancel"),
                (rules.DRAFT, rules.NOMINATING, *rules.VOTED),
                rules.CANCELLED,
                HELD,
                needs_words=True,
            ),
        ),
        correctors=HELD,
    )
)


def _may_move(actor: Actor, _review: Review, _track: Track, move: Move) -> bool:
    """Judge as the roles do; the days of steps are promised and not mended afterwards."""
    return permissions.manages(actor) and move.code != cycles.CORRECT


subjects.register(
    Review._meta.label_lower,
    get=lambda actor, pk, to: queries.get(actor, pk, to=to),
    may=_may_move,
    url=Review.get_absolute_url,
    visible_to=queries.visible_to,
    sees_all=permissions.reads_all,
    on_move=following.follow,
)
