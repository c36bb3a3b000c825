"""Who may do what here. Subjects have rights of their own: their app says."""

from collections.abc import Callable, Mapping
from typing import Any

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import subjects
from yuandu.kernel.lifecycle.cycles import Move
from yuandu.kernel.lifecycle.models import Promise, Track

# They see every promise of the workspace, as its calendar and its conscience.
OVERSEERS = ("administrator", "city_officer", "leader", "auditor")
# They may put on record what one person promised another.
RECORDERS = ("administrator", "city_officer", "county_officer", "department_officer", "leader")
# They say who stands by a subject.
APPOINTERS = ("administrator", "city_officer", "county_officer")


def may_move(actor: Actor, subject: Any, track: Track, move: Move) -> bool:
    """Whether `actor` holds one of the move's roles, there where the subject is."""
    if actor.is_system:
        return True
    return actor.has(*move.roles) and subjects.kind(track.subject_label).may(
        actor, subject, track, move
    )


def person(actor: Actor) -> int | None:
    """Return whose promises these are: a helper acts for the one who granted it."""
    return actor.acting_for_id or actor.user_id


def _is_giver(actor: Actor, promise: Promise) -> bool:
    return person(actor) == promise.giver_id


def _is_receiver(actor: Actor, promise: Promise) -> bool:
    return person(actor) is not None and person(actor) == promise.receiver_id


# A clock that a move started is kept by the next step alone: nobody says so.
MAY_PROMISE: Mapping[str, Callable[[Actor, Promise], bool]] = {
    "see": lambda actor, promise: True,
    "say": lambda actor, promise: _is_giver(actor, promise) or _is_receiver(actor, promise),
    "claim": lambda actor, promise: promise.step_id is None and _is_giver(actor, promise),
    "confirm": lambda actor, promise: promise.step_id is None and _is_receiver(actor, promise),
    "refuse": lambda actor, promise: promise.step_id is None and _is_receiver(actor, promise),
    "withdraw": lambda actor, promise: (
        promise.step_id is None and (_is_receiver(actor, promise) or actor.has("administrator"))
    ),
}
