"""What time it is in a workspace, and where hours of its days lie."""

import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from yuandu.kernel.workspaces.models import Workspace


def zone_of(workspace: Workspace) -> ZoneInfo:
    return ZoneInfo(workspace.timezone)


def now(workspace: Workspace) -> datetime.datetime:
    """Return the moment that counts here: on the fixed day of a sample, else the clock's."""
    moment = timezone.now().astimezone(zone_of(workspace))
    if workspace.today_on is None:
        return moment
    return datetime.datetime.combine(workspace.today_on, moment.timetz())


def moment(workspace: Workspace, day: datetime.date, hour: int) -> datetime.datetime:
    midnight = datetime.datetime.combine(day, datetime.time(), zone_of(workspace))
    return midnight + datetime.timedelta(hours=hour)
