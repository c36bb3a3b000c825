"""Difficulties are written down, sent and withdrawn: parts of actions, which examined the right."""

import uuid
from dataclasses import dataclass

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.mechanisms.visits import queries, rules, telling
from yuandu.mechanisms.visits.models import Difficulty, State, Visit
from yuandu.mechanisms.visits.refusals import Senseless
from yuandu.services.liaison.rules import digest
from yuandu.services.liaison.sending import once


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDifficulty:
    """A difficulty as it was found."""

    factor: str
    title: str
    words: str = ""
    severity: str = "normal"

    def said(self) -> dict[str, str]:
        """Return what was said, as it is compared when it is sent again."""
        return {
            "factor": self.factor,
            "severity": self.severity,
            "title": self.title.strip(),
            "words": self.words.strip(),
        }


def add(
    by: Actor, visit: Visit, key: uuid.UUID, difficulty: NewDifficulty
) -> tuple[Difficulty, bool]:
    """Write a difficulty down, unless its key came before; say whether it is new.

    That of a visit that counts is sent at once.

    Raises:
        Senseless: it has no title.
        KeyUsed: the key brought other words.
    """
    if not difficulty.title.strip():
        raise Senseless("no-title")
    said = difficulty.said()
    made = Difficulty(
        workspace=by.workspace,
        key=key,
        digest=digest(said | {"visit": visit.pk}),
        visit=visit,
        raised_on=by.workspace.today(),
        raised_by_id=by.user_id,
        **said,
    )
    found, is_new = once(made, lambda: _begin(by, made))
    if is_new and visit.state == State.COUNTED:
        send(by, found)
    return found, is_new


def _begin(by: Actor, made: Difficulty) -> None:
    made.track = lifecycle.start(by=by, subject=made, cycle=rules.CYCLE, on=made.raised_on)
    made.save(update_fields=["track"])


def send(by: Actor, found: Difficulty) -> None:
    """Send a raised difficulty, or tell who sees to it that no department is competent."""
    if queries.departments(by, found):
        move(Actor.system(by.workspace), found, "send")
    else:
        telling.of_raising(by, found)


def move(by: Actor, found: Difficulty, code: str, words: str = "") -> None:
    """Make a move of the life cycle from where the difficulty was seen standing.

    Raises:
        lifecycle.MoveNotAllowed, lifecycle.Stale: it has moved on meanwhile.
    """
    if found.track is not None:
        lifecycle.move(
            by=by,
            track=found.track,
            move=code,
            on=by.workspace.today(),
            expected_stage=found.track.stage,
            words=words,
        )
