"""Work for the queue: mails and messages to groups."""

from django.tasks import task
from django.utils import timezone

from yuandu.kernel.notices import delivery, mailing
from yuandu.kernel.workspaces.models import Workspace


@task()
def mail_at_once(workspace: int) -> None:
    """Write to those who want to know at once."""
    mailing.mail_at_once(Workspace.objects.get(pk=workspace))


@task()
def deliver(key: int) -> None:
    """Try to deliver a message to a group; a failure queues the next attempt."""
    wait = delivery.attempt(key)
    # Where the queue cannot wait, the morning's round tries again.
    if wait and deliver.get_backend().supports_defer:
        deliver.using(run_after=timezone.now() + wait).enqueue(key)
