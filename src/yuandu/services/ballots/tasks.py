"""Work for the queue: a ballot closes when it said it would."""

import datetime
from functools import partial

from django.db import transaction
from django.tasks import task

from yuandu.kernel.accounts.actors import Actor
from yuandu.services.ballots import chores
from yuandu.services.ballots.models import Ballot

AFTER = datetime.timedelta(seconds=1)  # the time is over by the database's clock, too


@task()
def close_in_time(ballot: int) -> None:
    """Close a ballot whose time is over; one that was closed or cancelled stays as it is."""
    found = Ballot.objects.select_related("workspace").get(pk=ballot)
    chores.close(Actor.system(found.workspace), found)


def closes_at(ballot: Ballot, at: datetime.datetime) -> None:
    """Have a ballot closed at that time; where the queue cannot wait, the morning's round does it."""
    if close_in_time.get_backend().supports_defer:
        waits = close_in_time.using(run_after=at + AFTER)
        transaction.on_commit(partial(waits.enqueue, ballot.pk))
