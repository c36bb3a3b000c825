"""The way of a circular: drafted from the figures, put forward, issued by a second person."""

from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import cycles, subjects
from yuandu.kernel.lifecycle.cycles import Evidence, LifeCycle, Move, Stage
from yuandu.kernel.lifecycle.models import Track
from yuandu.mechanisms.circulars import following, permissions, queries, rules
from yuandu.mechanisms.circulars.models import Circular

CITY = permissions.CITY

cycles.register(
    LifeCycle(
        rules.CYCLE,
        pgettext_lazy("life cycle", "Circular"),
        subject=Circular._meta.label_lower,
        stages=(
            Stage(rules.DRAFT, pgettext_lazy("circular", "Draft")),
            Stage(rules.REVIEW, pgettext_lazy("circular", "For approval")),
            Stage(rules.ISSUED, pgettext_lazy("circular", "Issued"), is_final=True),
            Stage(rules.DROPPED, pgettext_lazy("circular", "Set aside"), is_final=True),
        ),
        moves=(
            Move(
                "submit",
                pgettext_lazy("circular", "Put forward for approval"),
                (rules.DRAFT,),
                rules.REVIEW,
                CITY,
            ),
            Move(
                "return",
                pgettext_lazy("circular", "Return to the draft"),
                (rules.REVIEW,),
                rules.DRAFT,
                CITY,
                needs_words=True,
            ),
            Move(
                "approve",
                pgettext_lazy("circular", "Approve and issue"),
                (rules.REVIEW,),
                rules.ISSUED,
                CITY,
                (Evidence("number", pgettext_lazy("circular", "Document number"), "text"),),
            ),
            Move(
                "drop",
                pgettext_lazy("circular", "Set the draft aside"),
                (rules.DRAFT,),
                rules.DROPPED,
                CITY,
                needs_words=True,
            ),
        ),
        # The day a circular was issued stands in its digest.
        correctors=(),
    )
)


def _may_move(actor: Actor, circular: Circular, track: Track, move: cycles.Move) -> bool:
    """Let a second person approve, and nobody who does not write circulars do anything."""
    if move.code == "approve" and not permissions.is_second(actor, circular):
        return False
    return permissions.writes(actor)


subjects.register(
    Circular._meta.label_lower,
    get=lambda actor, pk, to: queries.circular(actor, pk, to=to),
    may=_may_move,
    url=Circular.get_absolute_url,
    visible_to=queries.circulars_visible_to,
    on_move=following.follow,
)
