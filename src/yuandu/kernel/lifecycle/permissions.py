"""Who may do what here. Subjects have rights of their own: their app says."""

from typing import Any

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import subjects
from yuandu.kernel.lifecycle.cycles import Move
from yuandu.kernel.lifecycle.models import Track


def may_move(actor: Actor, subject: Any, track: Track, move: Move) -> bool:
    """Whether `actor` holds one of the move's roles, there where the subject is."""
    if actor.is_system:
        return True
    return actor.has(*move.roles) and subjects.kind(track.subject_label).may(
        actor, subject, track, move
    )
