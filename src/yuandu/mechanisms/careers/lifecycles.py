"""The way of an application: rule, panel, result with reasons, appeal answered by others."""

from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts import roles
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import cycles, subjects
from yuandu.kernel.lifecycle.cycles import LifeCycle, Move, Stage
from yuandu.kernel.lifecycle.models import Track
from yuandu.mechanisms.careers import following, permissions, queries
from yuandu.mechanisms.careers.models import Application
from yuandu.mechanisms.careers.rules import panels

# Anybody's post, as a life cycle has to name roles; `may` says who of them.
ANYBODY = tuple(roles.COMPANY)
BY_THE_APPLICANT = frozenset({"resubmit", "withdraw", "appeal"})
BY_THE_CHAIR = frozenset({"recognise", "refuse", "overturn", "uphold"})
PANEL_DAYS, APPEAL_PANEL_DAYS, READING_DAYS = 20, 15, 10  # working days

cycles.register(
    LifeCycle(
        panels.CYCLE,
        pgettext_lazy("life cycle", "Application for a rung"),
        subject=Application._meta.label_lower,
        stages=(
            Stage(panels.APPLIED, pgettext_lazy("career", "Applied")),
            Stage(panels.PANEL, pgettext_lazy("career", "Before the panel")),
            Stage(panels.RECOGNISED, pgettext_lazy("career", "Recognised"), is_final=True),
            Stage(panels.RETURNED, pgettext_lazy("career", "Returned")),
            Stage(panels.REFUSED, pgettext_lazy("career", "Not recognised"), is_final=True),
            Stage(panels.APPEALED, pgettext_lazy("career", "Appealed")),
            Stage(panels.UPHELD, pgettext_lazy("career", "Refusal upheld"), is_final=True),
            Stage(panels.WITHDRAWN, pgettext_lazy("career", "Withdrawn"), is_final=True),
        ),
        moves=(
            Move(
                "form",
                pgettext_lazy("career", "Put before the panel"),
                (panels.APPLIED,),
                panels.PANEL,
                permissions.KEEPERS,
                due_days=PANEL_DAYS,
            ),
            Move(
                "return",
                pgettext_lazy("career", "Return for completion"),
                (panels.APPLIED,),
                panels.RETURNED,
                permissions.KEEPERS,
                needs_words=True,
            ),
            Move(
                "resubmit",
                pgettext_lazy("career", "Hand in again"),
                (panels.RETURNED,),
                panels.APPLIED,
                ANYBODY,
                due_days=READING_DAYS,
            ),
            Move(
                "recognise",
                pgettext_lazy("career", "Recognise"),
                (panels.PANEL,),
                panels.RECOGNISED,
                ANYBODY,
                needs_words=True,
            ),
            Move(
                "refuse",
                pgettext_lazy("career", "Do not recognise"),
                (panels.PANEL,),
                panels.REFUSED,
                ANYBODY,
                needs_words=True,
            ),
            Move(
                "appeal",
                pgettext_lazy("career", "Appeal"),
                (panels.REFUSED,),
                panels.APPEALED,
                ANYBODY,
                needs_words=True,
                due_days=APPEAL_PANEL_DAYS,
                is_reversal=True,
            ),
            Move(
                "overturn",
                pgettext_lazy("career", "Recognise on appeal"),
                (panels.APPEALED,),
                panels.RECOGNISED,
                ANYBODY,
                needs_words=True,
            ),
            Move(
                "uphold",
                pgettext_lazy("career", "Uphold the refusal"),
                (panels.APPEALED,),
                panels.UPHELD,
                ANYBODY,
                needs_words=True,
            ),
            Move(
                "withdraw",
                pgettext_lazy("career", "Withdraw"),
                (panels.APPLIED, panels.RETURNED, panels.PANEL),
                panels.WITHDRAWN,
                ANYBODY,
            ),
        ),
        correctors=permissions.KEEPERS,
    )
)


def _may_move(actor: Actor, application: Application, track: Track, move: Move) -> bool:
    """Judge whose turn it is: the applicant's, the chair's, or HR's once there is a panel."""
    if move.code in BY_THE_APPLICANT:
        if not permissions.is_oneself(actor, application.worker):
            return False
        until = application.appeal_until
        return move.code != "appeal" or (until is not None and actor.workspace.today() <= until)
    if move.code in BY_THE_CHAIR:
        return queries.is_chair(actor, application)
    if move.code == "form":
        return permissions.keeps(actor) and application.members.exists()
    return move.code == "return" and permissions.keeps(actor)


subjects.register(
    Application._meta.label_lower,
    get=lambda actor, pk, to: queries.application(actor, pk, to=to),
    may=_may_move,
    url=Application.get_absolute_url,
    visible_to=queries.applications_visible_to,
    sees_all=permissions.reads_all,
    on_move=following.follow,
)
