"""What this room does when a ballot closes: its results go to the candidates."""

from typing import Any

from django.dispatch import receiver

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.partnership import recording
from yuandu.mechanisms.partnership.models import StepBallot
from yuandu.services.ballots.signals import closed


@receiver(closed)
def record(*, workspace_id: int, ballot_id: int, **_given: Any) -> None:
    """Enter the results of a step's ballot; what is missed, `chores` catches up."""
    found = (
        StepBallot.objects.filter(workspace=workspace_id, ballot=ballot_id)
        .select_related("workspace", "ballot", "review")
        .first()
    )
    if found is not None:
        recording.record(Actor.system(found.workspace), found)
