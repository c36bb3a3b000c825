"""What waits on the workbench: opinions to give, panels to name, one's own results."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.careers import permissions, queries
from yuandu.mechanisms.careers.models import Application, PanelMember
from yuandu.mechanisms.careers.rules import panels
from yuandu.mechanisms.workforce.desks import Waiting


def waiting_sets(actor: Actor) -> list[Waiting]:
    """Return what waits for the actor, uncounted."""
    found = []
    url = reverse("careers:applications")
    if actor.user_id is not None:
        seats = PanelMember.objects.filter(
            workspace=actor.workspace, worker__user=actor.user_id, opinion=""
        )
        in_turn = seats.filter(
            is_appeal=False, application__track__stage=panels.PANEL
        ) | seats.filter(is_appeal=True, application__track__stage=panels.APPEALED)
        found.append(Waiting(_("Applications to give an opinion on"), url, in_turn))
        returned = Application.objects.filter(
            workspace=actor.workspace,
            worker__user=actor.user_id,
            track__stage=panels.RETURNED,
        )
        found.append(Waiting(_("Your applications to complete"), url, returned))
        waits = queries.unsigned_by(actor)
        found.append(Waiting(_("Logbook entries to sign"), reverse("careers:classes"), waits))
    if permissions.keeps(actor):
        applied = queries.applications_visible_to(actor).filter(track__stage=panels.APPLIED)
        found.append(Waiting(_("Applications without a panel"), url, applied))
        appealed = queries.applications_visible_to(actor).filter(track__stage=panels.APPEALED)
        found.append(
            Waiting(_("Appeals without a panel"), url, appealed.exclude(members__is_appeal=True))
        )
    return found
