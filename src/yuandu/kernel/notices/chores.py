"""What this room does once a day: digests, and messages to groups that got stuck."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import actions, daily, kinds, mailing, tasks
from yuandu.kernel.notices.models import Delivery
from yuandu.kernel.registry.queries import posts_held
from yuandu.kernel.workspaces.models import Workspace

STUCK_AFTER = datetime.timedelta(hours=6)  # longer than all waits between attempts

UNDELIVERED = kinds.declare(
    "robot.undelivered",
    gettext_lazy("Groups not reached"),
    gettext_lazy("%(number)s messages did not reach their work groups yesterday."),
)


def register() -> None:
    """Have this room's chores done every day."""
    daily.register("notices.digests", mailing.mail_digests)
    daily.register("notices.groups", look_after_groups)


def look_after_groups(workspace: Workspace) -> None:
    """Try again what got stuck with a dead worker; tell administrators what failed."""
    now = timezone.now()
    stuck = Delivery.objects.filter(
        workspace=workspace, state=Delivery.WAITING, at__lt=now - STUCK_AFTER
    )
    for key in stuck.values_list("pk", flat=True):
        tasks.deliver.enqueue(key)
    failed = Delivery.objects.filter(
        workspace=workspace, state=Delivery.FAILED, at__gte=now - datetime.timedelta(days=1)
    ).count()
    if failed:
        actions.send(
            by=Actor.system(workspace),
            to=_administrators(workspace),
            kind=UNDELIVERED.code,
            url="/robots/",
            key="robots",
            number=failed,
        )


def _administrators(workspace: Workspace) -> list[int]:
    posts = posts_held(workspace, workspace.today()).filter(role="administrator")
    return list(posts.values_list("user_id", flat=True))
