"""The room's lines on the workbench of a company: what keepers have to do, and what holders await."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.equity import permissions, queries
from yuandu.mechanisms.workforce.desks import Waiting


def waiting_sets(actor: Actor) -> Sequence[Waiting]:
    """Return what waits for the actor, uncounted."""
    if permissions.keeps(actor):
        return [
            Waiting(
                pgettext_lazy("desk", "Shares held back, to register or release"),
                f"{reverse('equity:transactions')}?state={queries.PENDING}",
                queries.pending(actor),
            ),
            Waiting(
                pgettext_lazy("desk", "Net assets of the last year not entered"),
                reverse("equity:terms"),
                queries.without_audit(actor),
            ),
            Waiting(
                pgettext_lazy("desk", "Certificates of shares to hand out"),
                reverse("equity:certificates"),
                queries.to_hand_out(actor),
            ),
        ]
    if permissions.reads(actor):
        return []
    url = reverse("equity:home")
    return [
        Waiting(
            pgettext_lazy("desk", "Shares of yours or for you, held back"),
            url,
            queries.pending(actor),
        ),
        Waiting(
            pgettext_lazy("desk", "Certificates of your shares to fetch"),
            url,
            queries.to_hand_out(actor),
        ),
    ]
