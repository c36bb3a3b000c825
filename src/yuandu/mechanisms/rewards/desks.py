"""The room's lines on the workbench of a company."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.rewards import permissions
from yuandu.mechanisms.rewards.models import Award, Payroll
from yuandu.mechanisms.rewards.models.awards import AT_PAYROLL
from yuandu.mechanisms.rewards.queries import adoptions
from yuandu.mechanisms.rewards.queries import awards as queries
from yuandu.mechanisms.rewards.rules import awards as rules
from yuandu.mechanisms.workforce.desks import Waiting


def waiting_sets(actor: Actor) -> Sequence[Waiting]:
    """Return what waits for the actor: the queue, payroll, ideas for the section."""
    lines = []
    if actor.has(*permissions.OF_SECTION):
        lines.append(
            Waiting(
                pgettext_lazy("desk", "Ideas suggested to my section"),
                f"{reverse('rewards:spreading')}?stage=suggested",
                adoptions.waiting_here(actor),
            )
        )
    if permissions.decides(actor):
        lines.append(
            Waiting(
                pgettext_lazy("desk", "Awards in the queue"),
                reverse("rewards:awards"),
                queries.queue(actor),
            )
        )
    if permissions.pays(actor):
        approved = Award.objects.filter(workspace=actor.workspace, state=rules.APPROVED)
        sent = Payroll.objects.filter(workspace=actor.workspace, state=AT_PAYROLL)
        url = reverse("rewards:payrolls")
        lines += [
            Waiting(pgettext_lazy("desk", "Approved awards for payroll"), url, approved),
            Waiting(pgettext_lazy("desk", "Payroll lists to be paid"), url, sent),
        ]
    return lines
