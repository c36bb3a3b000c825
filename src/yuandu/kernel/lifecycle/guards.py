"""Who may read the files of steps and tracks: whoever may see the subject."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.files import guards
from yuandu.kernel.files.models import Attachment
from yuandu.kernel.lifecycle import cycles, queries
from yuandu.kernel.lifecycle.models import Step


def register() -> None:
    """Tell the files room whom to ask."""
    guards.register("lifecycle.track", may_read_of_track)
    guards.register("lifecycle.step", may_read_of_step)


def may_read_of_track(actor: Actor, attachment: Attachment) -> bool:
    """Whether `actor` may see the subject on whose track the file lies."""
    return _sees(actor, attachment.target_id)


def may_read_of_step(actor: Actor, attachment: Attachment) -> bool:
    """Whether `actor` may see the subject whose step brought the file."""
    step = Step.objects.filter(workspace=actor.workspace, pk=attachment.target_id).first()
    return step is not None and _sees(actor, step.track_id)


def _sees(actor: Actor, track: int) -> bool:
    try:
        queries.get(actor, track, to=cycles.SEE)
    except (Http404, PermissionDenied):
        return False
    return True
