"""The way of what a division files in a month: signed, perhaps returned, locked."""

from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import cycles, subjects
from yuandu.kernel.lifecycle.cycles import LifeCycle, Move, Stage
from yuandu.kernel.lifecycle.models import Track
from yuandu.mechanisms.reporting import following, permissions, queries, rules
from yuandu.mechanisms.reporting.models import Filing

# No post moves these: the house does, when the round is locked.
BY_THE_HOUSE = frozenset({"lock", "miss"})
CITY = permissions.CITY

cycles.register(
    LifeCycle(
        rules.CYCLE,
        pgettext_lazy("life cycle", "Monthly report of a county"),
        subject="reporting.filing",
        stages=(
            Stage(rules.OPEN, pgettext_lazy("filing", "Being filled in")),
            Stage(rules.SIGNED, pgettext_lazy("filing", "Signed")),
            Stage(rules.LOCKED, pgettext_lazy("filing", "Locked"), is_final=True),
            Stage(rules.RETURNED, pgettext_lazy("filing", "Returned")),
            Stage(rules.MISSED, pgettext_lazy("filing", "Not reported"), is_final=True),
        ),
        moves=(
            Move(
                "sign",
                pgettext_lazy("filing", "Sign and send"),
                rules.WRITABLE,
                rules.SIGNED,
                permissions.OFFICERS,
            ),
            Move(
                "return",
                pgettext_lazy("filing", "Return"),
                (rules.SIGNED,),
                rules.RETURNED,
                CITY,
                needs_words=True,
            ),
            Move(
                "lock",
                pgettext_lazy("filing", "Lock"),
                (rules.SIGNED,),
                rules.LOCKED,
                ("administrator",),
            ),
            Move(
                "miss",
                pgettext_lazy("filing", "Close without a report"),
                rules.WRITABLE,
                rules.MISSED,
                ("administrator",),
            ),
        ),
        correctors=(),
    )
)


def _may_move(actor: Actor, filing: Filing, track: Track, move: cycles.Move) -> bool:
    """Judge by whose filing it is; the house itself is never asked."""
    if move.code in BY_THE_HOUSE:
        return False
    if move.code == "return":
        return permissions.may_keep_rounds(actor)
    return permissions.may_fill(actor, filing)


subjects.register(
    Filing._meta.label_lower,
    get=lambda actor, pk, to: queries.filing(actor, pk, to=to),
    may=_may_move,
    url=Filing.get_absolute_url,
    visible_to=queries.filings_visible_to,
    on_move=following.follow_filing,
)
