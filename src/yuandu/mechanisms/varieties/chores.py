"""What happens by itself: whose licence or right ends is told in time, and on the day after."""

import datetime

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import daily
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.varieties import queries, rules, telling


def register() -> None:
    """Put the room's chore on the day's round."""
    daily.register("varieties.terms", watch)


def watch(workspace: Workspace) -> None:
    """Tell of licences and rights that end; harmless to repeat, each is told once a day."""
    by, today = Actor.system(workspace), workspace.today()
    days = [today + datetime.timedelta(days=left) for left in rules.TOLD_WITH_LEFT]
    for licence in queries.licences_visible_to(by).filter(to_on__in=days).order_by("pk"):
        telling.of_licence(by, licence, today)
    for variety in queries.varieties_visible_to(by).filter(ends_on__in=days).order_by("pk"):
        telling.of_right(by, variety)
