"""The way of an idea into another section: suggested → accepted → in use → confirmed."""

from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import cycles, subjects
from yuandu.kernel.lifecycle.cycles import LifeCycle, Move, Stage
from yuandu.kernel.lifecycle.models import Track
from yuandu.mechanisms.rewards import following, permissions
from yuandu.mechanisms.rewards.models import Adoption
from yuandu.mechanisms.rewards.queries import adoptions as queries
from yuandu.mechanisms.rewards.rules import spreading

ANSWER_DAYS = 10  # working days within which a section says yes or no

cycles.register(
    LifeCycle(
        spreading.CYCLE,
        pgettext_lazy("life cycle", "Adoption of an idea"),
        subject=Adoption._meta.label_lower,
        correctors=("improvement_officer",),
        stages=(
            Stage(spreading.SUGGESTED, pgettext_lazy("adoption", "Suggested")),
            Stage(spreading.ACCEPTED, pgettext_lazy("adoption", "Accepted")),
            Stage(spreading.IN_USE, pgettext_lazy("adoption", "In use")),
            Stage(spreading.CONFIRMED, pgettext_lazy("adoption", "Confirmed"), is_final=True),
            Stage(spreading.REFUSED, pgettext_lazy("adoption", "Refused"), is_final=True),
        ),
        moves=(
            Move(
                "accept",
                pgettext_lazy("move of an adoption", "We take it over"),
                (spreading.SUGGESTED,),
                spreading.ACCEPTED,
                permissions.ADOPTERS,
                due_days=ANSWER_DAYS * 3,
            ),
            Move(
                "use",
                pgettext_lazy("move of an adoption", "It is in use here"),
                (spreading.ACCEPTED,),
                spreading.IN_USE,
                permissions.ADOPTERS,
            ),
            Move(
                "confirm",
                pgettext_lazy("move of an adoption", "Confirm that it works here"),
                (spreading.IN_USE,),
                spreading.CONFIRMED,
                permissions.CONFIRMERS,
                needs_words=True,
            ),
            Move(
                "refuse",
                pgettext_lazy("move of an adoption", "Not for us"),
                (spreading.SUGGESTED, spreading.ACCEPTED, spreading.IN_USE),
                spreading.REFUSED,
                permissions.ADOPTERS,
                needs_words=True,
            ),
            Move(
                "ask_again",
                pgettext_lazy("move of an adoption", "Ask once more"),
                (spreading.REFUSED,),
                spreading.SUGGESTED,
                permissions.DECIDERS,
                needs_words=True,
                is_reversal=True,
            ),
        ),
    )
)


def _may_move(actor: Actor, adoption: Adoption, track: Track, move: cycles.Move) -> bool:
    return permissions.may_move(actor, adoption, move.code)


subjects.register(
    Adoption._meta.label_lower,
    get=lambda actor, pk, to: queries.get(actor, pk, to=to),
    may=_may_move,
    url=Adoption.get_absolute_url,
    visible_to=queries.visible_to,
    on_move=following.follow,
)
