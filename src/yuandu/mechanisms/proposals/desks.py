"""What of proposals waits on the workbench of a company."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.proposals import permissions, queries, wording
from yuandu.mechanisms.workforce import desks
from yuandu.mechanisms.workforce.desks import Waiting


def register() -> None:
    """Put the room's lines on the desk."""
    desks.register(waiting)


def waiting(actor: Actor) -> Sequence[Waiting]:
    """Return what waits for the actor's answer, opinion, verification or second look."""
    rows = queries.visible_to(actor)
    desk, listed = reverse("proposals:desk"), reverse("proposals:list")
    lines = []
    if permissions.judges_somewhere(actor):
        lines += [
            Waiting(wording.SHOWS["to_answer"], desk, rows.filter(queries.to_answer(actor))),
            Waiting(wording.SHOWS["to_evaluate"], desk, rows.filter(queries.to_evaluate(actor))),
            Waiting(
                wording.SHOWS["overdue"],
                f"{listed}?show=overdue",
                rows.filter(queries.overdue(actor)),
            ),
        ]
    if permissions.shows(actor, "to_confirm"):
        lines += [
            Waiting(
                wording.SHOWS["to_confirm"],
                f"{listed}?show=to_confirm",
                rows.filter(queries.to_confirm(actor)),
            )
        ]
    if permissions.runs(actor):
        lines += [
            Waiting(
                wording.SHOWS["sampled"],
                f"{listed}?show=sampled",
                rows.filter(queries.to_look_at(actor)),
            )
        ]
    if permissions.verifies_money(actor):
        lines += [
            Waiting(
                _("Benefits for finance to verify"),
                reverse("proposals:finance"),
                queries.to_verify(actor),
            )
        ]
    return lines
