"""What has to be voted on again: of which candidates, and in which ballots."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.partnership import rules
from yuandu.mechanisms.partnership.models import StepBallot, StepResult
from yuandu.services.ballots.models import Ballot


def unsettled() -> QuerySet[StepResult]:
    """Return the last votes on candidates that settled nothing, though they had to.

    That is where there was no quorum, where a bloc was not carried, and where the ballot was
    cancelled. Of a present partner the steps before the meeting are only heard: their silence is
    an answer, but a ballot that was cancelled has asked nobody.
    """
    later = StepResult.objects.filter(
        candidate=OuterRef("candidate"),
        step_ballot__step=OuterRef("step_ballot__step"),
        step_ballot__gt=OuterRef("step_ballot"),
    )
    decides = Q(candidate__kind=rules.ADMIT) | Q(step_ballot__step__in=rules.DECISIVE)
    again = (
        Q(step_ballot__ballot__state=Ballot.CANCELLED)
        | Q(result=StepResult.Result.FAILED, is_bloc=True)
        | Q(decides, result=StepResult.Result.NO_QUORUM)
    )
    # An appeal is about whom the review has decided on already.
    waits = Q(candidate__state=rules.STANDING) | Q(step_ballot__step=rules.APPEAL)
    return StepResult.objects.filter(again, waits, ~Exists(later))


def to_repeat(workspace: Workspace) -> QuerySet[StepBallot]:
    """Return the ballots that can be held again, because something of them is not settled."""
    now = Q(step=F("review__track__stage"))
    appealed = Q(step=rules.APPEAL, review__track__stage=rules.NOTICE)
    left = unsettled().filter(step_ballot=OuterRef("pk"))
    return StepBallot.objects.filter(now | appealed, Exists(left), workspace=workspace)
