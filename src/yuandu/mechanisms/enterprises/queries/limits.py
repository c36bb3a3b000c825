"""From where on something is a signal, as the city's officers set it."""

from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.enterprises.models import WatchLimits
from yuandu.mechanisms.enterprises.watching import Limits


def limits_of(workspace: Workspace) -> Limits:
    """Return the limits set for a workspace, or those that hold until somebody sets them."""
    kept = WatchLimits.objects.filter(workspace=workspace).first()
    if kept is None:
        return Limits()
    return Limits(kept.revenue_fall_share, kept.rd_share, kept.months)
