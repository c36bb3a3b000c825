"""What happens by itself: a reminder on the last day, and the close when the time is over.

The queue closes a ballot at its time (`tasks`); what it missed the morning's round makes good.
"""

import datetime
import logging

from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices import daily, kinds
from yuandu.kernel.workspaces.models import Workspace
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.services.ballots import actions, queries
from yuandu.services.ballots.models import Ballot, Elector
from yuandu.services.ballots.refusals import NotToClose

log = logging.getLogger(__name__)
SOON = kinds.declare(
    "ballots.soon",
    _("A ballot closes soon"),
    _("“%(title)s” closes at %(closes)s, and your vote has not been used."),
)
BEFORE = datetime.timedelta(days=1)


def register() -> None:
    """Put the room's chore on the day's round."""
    daily.register("ballots.days", watch)


def watch(workspace: Workspace) -> None:
    """Close what is due and remind of what is due within a day; harmless to repeat."""
    by = Actor.system(workspace)
    for ballot in queries.to_close(by):
        close(by, ballot)
    soon = Ballot.objects.filter(workspace=workspace, state=Ballot.OPEN, closes_at__gt=Now())
    for ballot in soon.filter(closes_at__lte=Now() + BEFORE):
        _remind(by, ballot)


def close(by: Actor, ballot: Ballot) -> None:
    """Close a ballot if it is due; what stands against it is noted for who keeps the house."""
    try:
        actions.close(by=by, ballot=ballot)
    except NotToClose:
        pass  # closed by hand, cancelled, or given more time
    except Refusal as refusal:
        log.warning("ballot %s: %s", ballot.pk, refusal.code)


def _remind(by: Actor, ballot: Ballot) -> None:
    """Remind whoever may still vote: of a vote that was given away, its holder."""
    unused = queries.can_vote(Elector.objects.filter(ballot=ballot, took_part=False))
    readers = {
        holder or own
        for own, holder in unused.values_list("user_id", "proxy__user_id")
        if holder or own
    }
    if ballot.closes_at is None or not readers:
        return
    notices.send(
        by=by,
        to=readers,
        kind=SOON.code,
        url=ballot.get_absolute_url(),
        key=f"ballots.ballot.{ballot.pk}",
        title=ballot.title,
        closes=f"{timezone.localtime(ballot.closes_at):%Y-%m-%d %H:%M}",
    )
