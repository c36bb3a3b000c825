"""Difficulties are raised and sent, sorted anew, and abandoned where nobody answers.

Taking up, answering, giving back, closing, asking again and withdrawing are moves of the
life cycle, each for whose turn it is.
"""

import uuid

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle.models import Track
from yuandu.mechanisms.visits import permissions, raising, rules, telling
from yuandu.mechanisms.visits.models import Difficulty, Visit
from yuandu.mechanisms.visits.raising import NewDifficulty
from yuandu.mechanisms.visits.refusals import Senseless


@transaction.atomic
def raise_difficulty(
    *, by: Actor, visit: Visit, key: uuid.UUID, difficulty: NewDifficulty
) -> Difficulty:
    """Write down what a visit found; it goes to the competent department at once.

    Where none is entered for its class, or the visit itself is in doubt, it stays raised and
    the county's officers are told. Sent again with the same key, it is that of before.

    Raises:
        PermissionDenied: the actor neither belongs to the team nor keeps the project.
        Senseless: it has no title.
        KeyUsed: the key brought other words.
    """
    if not permissions.may_raise(by, visit):
        raise PermissionDenied
    found, is_new = raising.add(by, visit, key, difficulty)
    if is_new:
        audit.record(by, "visits.raise", found, project=visit.project_id, factor=found.factor)
    return found


@transaction.atomic
def sort(*, by: Actor, difficulty: Difficulty, factor: str, severity: str) -> None:
    """Give a difficulty that is with no department another class or severity.

    Raises:
        PermissionDenied: the actor does not see to it.
        Senseless: it was sent meanwhile.
    """
    if not permissions.serves(by, difficulty):
        raise PermissionDenied
    held = Track.objects.select_for_update().filter(pk__in=[difficulty.track_id])
    if not any(track.stage in rules.UNSENT for track in held):
        raise Senseless("sorted-too-late")
    difficulty.factor, difficulty.severity = factor, severity
    difficulty.save(update_fields=["factor", "severity"])
    audit.record(by, "visits.sort", difficulty, factor=factor, severity=severity)


@transaction.atomic
def tell_upwards(*, by: Actor, difficulty: Difficulty) -> None:
    """Tell a department's superior, once a sending, that it has been silent too long."""
    today = by.workspace.today()
    if not Difficulty.objects.filter(pk=difficulty.pk, told_on=None).update(told_on=today):
        return
    telling.of_silence(by, difficulty, rules.TOLD_UPWARDS)
    audit.record(by, "visits.tell_upwards", difficulty, department=difficulty.department)


@transaction.atomic
def abandon(*, by: Actor, difficulty: Difficulty) -> None:
    """Count a difficulty as abandoned: nobody has answered for too long; it still may be.

    Raises:
        lifecycle.MoveNotAllowed, lifecycle.Stale: it has moved on meanwhile.
    """
    raising.move(by, difficulty, "abandon")
    audit.record(by, "visits.abandon", difficulty)
