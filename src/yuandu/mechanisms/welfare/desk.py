"""What waits on the workbench: cases without a first answer, and needs without any."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.welfare import permissions, queries
from yuandu.mechanisms.welfare.models import AidCase, Need
from yuandu.mechanisms.workforce.desks import Waiting


def waiting(actor: Actor) -> Sequence[Waiting]:
    """Return what waits for a care officer: of sealed cases, those one is in."""
    if not permissions.cares(actor):
        return []
    cases = queries.aid_visible_to(actor).exclude(asker=actor.user_id)
    return [
        Waiting(
            _("Requests for aid that wait for a first answer"),
            reverse("welfare:cases"),
            cases.filter(state=AidCase.ASKED),
        ),
        Waiting(
            _("Needs that wait for an answer"),
            reverse("welfare:needs"),
            Need.objects.filter(workspace=actor.workspace, state=Need.OPEN),
        ),
    ]
