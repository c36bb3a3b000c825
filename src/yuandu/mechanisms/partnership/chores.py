"""What happens by itself: results that a lost signal left behind are entered."""

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import daily
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.partnership import recording
from yuandu.mechanisms.partnership.models import StepBallot
from yuandu.services.ballots.models import Ballot


def register() -> None:
    """Put the room's chore on the day's round."""
    daily.register("partnership.results", catch_up)


def catch_up(workspace: Workspace) -> None:
    """Enter the results of closed ballots that are not entered; harmless to repeat."""
    missed = StepBallot.objects.filter(
        workspace=workspace, recorded=False, ballot__state=Ballot.CLOSED
    )
    for found in missed.select_related("ballot", "review"):
        recording.record(Actor.system(workspace), found)
