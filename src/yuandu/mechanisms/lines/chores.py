"""What happens by itself: a truck that does not arrive is marked, its shippers told."""

from django.db import transaction
from django.utils.translation import gettext as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import daily
from yuandu.kernel.workspaces.models import Workspace
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.lines import actions, queries, rules


def register() -> None:
    """Put the room's chore on the day's round."""
    daily.register("lines.missing", watch)


def watch(workspace: Workspace) -> None:
    """Mark trips that are overdue for more than a day; harmless to repeat."""
    by = Actor.system(workspace)
    for trip in queries.late(by, workspace.today() - rules.GRACE):
        if trip.state != rules.DEPARTED:
            continue
        try:
            with transaction.atomic():
                actions.move(by=by, trip=trip, move="miss", words=_("due on %(on)s") % {"on": trip.due_on})  # fmt: skip
        except Refusal:  # it arrived this very moment
            continue
