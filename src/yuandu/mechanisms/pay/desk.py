"""What of pay waits on the workbench of a company."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.pay import permissions, queries
from yuandu.mechanisms.pay.models import DRAFT, SIMULATED
from yuandu.mechanisms.workforce import desks
from yuandu.mechanisms.workforce.desks import Waiting


def register() -> None:
    """Put the room's lines on the desk."""
    desks.register(waiting)


def waiting(actor: Actor) -> Sequence[Waiting]:
    """Return the rules that wait to be worked out, or to be put in force."""
    rules, url = queries.rules_visible_to(actor), reverse("pay:rules")
    lines = []
    if permissions.drafts(actor):
        drafts = rules.filter(state=DRAFT)
        lines.append(
            Waiting(pgettext_lazy("desk", "Adjustment rules to be worked out"), url, drafts)
        )
    if permissions.decides(actor):
        ready = rules.filter(state=SIMULATED)
        lines.append(
            Waiting(pgettext_lazy("desk", "Adjustment rules to be put in force"), url, ready)
        )
    return lines
