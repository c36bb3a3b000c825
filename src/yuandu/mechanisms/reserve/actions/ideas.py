"""Ideas are proposed, changed and graded."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.registry.models import Division
from yuandu.mechanisms.reserve import permissions, rules, scoring
from yuandu.mechanisms.reserve.drafts import Draft, faults
from yuandu.mechanisms.reserve.models import Idea
from yuandu.mechanisms.reserve.refusals import NameTaken, Odds, Senseless, Stale


@transaction.atomic
def propose(
    *, by: Actor, draft: Draft, confirmed: bool = False, on: datetime.date | None = None
) -> Idea:
    """Enter an idea; it begins at the foot of the ladder.

    Args:
        confirmed: Somebody looked at what is doubtful and says it is right.
        on: The day it was proposed; by default today.

    Raises:
        PermissionDenied: the actor does not plan for this division.
        Senseless: something makes no sense, or is doubtful and not confirmed.
        NameTaken: the division has an idea of this name.
    """
    if not permissions.may_propose(by, draft.division.pk):
        raise PermissionDenied
    _check(by, draft, confirmed=confirmed)
    on = on or by.workspace.today()
    idea = Idea(
        workspace=by.workspace, proposed_on=on, proposed_by_id=by.user_id, **draft.columns()
    )
    _save(lambda: idea.save(force_insert=True))
    idea.track = lifecycle.start(by=by, subject=idea, cycle=rules.CYCLE, on=on)
    idea.save(update_fields=["track"])
    scoring.rescore(by.workspace, [idea])
    audit.record(by, "reserve.propose", idea, **_told(draft))
    return idea


@transaction.atomic
def update(*, by: Actor, idea: Idea, version: int, draft: Draft, confirmed: bool = False) -> None:
    """Change what is entered of `idea`; the log keeps old and new values.

    Args:
        version: As the actor saw it.

    Raises:
        PermissionDenied: the actor does not work on it, or does not plan for the division.
        Senseless, NameTaken: as in `propose`.
        Stale: somebody else changed it meanwhile.
    """
    if not permissions.MAY["edit"](by, idea) or not permissions.may_propose(by, draft.division.pk):
        raise PermissionDenied
    _check(by, draft, confirmed=confirmed)
    before, after = _told(Draft.of(idea)), _told(draft)
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    _write(idea, version, draft.columns())
    scoring.rescore(by.workspace, [idea])
    audit.record(by, "reserve.update", idea, changed=changed)


@transaction.atomic
def grade(*, by: Actor, idea: Idea, version: int, grade: int, words: str) -> None:
    """Judge how far an idea serves its purpose, from 0 to 5, and say why.

    Raises:
        PermissionDenied: the actor is no officer of the city, or it left the ladder.
        Odds: no such grade, or no reason.
        Stale: somebody else changed it meanwhile.
    """
    if not permissions.MAY["grade"](by, idea):
        raise PermissionDenied
    if not 0 <= grade <= rules.BEST_GRADE:
        raise Odds("grade")
    if not words.strip():
        raise Odds("no-words")
    columns = {"grade": grade, "grade_words": words.strip(), "graded_on": by.workspace.today()}
    _write(idea, version, columns)
    scoring.rescore(by.workspace, [idea])
    audit.record(by, "reserve.grade", idea, grade=grade, words=words.strip())


def _write(idea: Idea, version: int, columns: dict[str, Any]) -> None:
    """Write, unless somebody changed the idea or moved it off the ladder since `version`."""
    # Held, so that it cannot be promoted or declined before the change is in.
    held = Idea.objects.select_for_update(of=("self",)).select_related("track").get(pk=idea.pk)
    if held.stage not in rules.LADDER:
        raise Odds("over")
    found = Idea.objects.filter(pk=idea.pk, version=version)
    if not _save(lambda: found.update(**columns, version=F("version") + 1)):
        raise Stale
    idea.refresh_from_db()


def _save[T](write: Callable[[], T]) -> T:
    """Write, and say so where the division has an idea of the name."""
    try:
        with transaction.atomic():
            return write()
    except IntegrityError as error:
        if "reserve_idea_once" not in str(error):
            raise
        raise NameTaken from error


def _check(by: Actor, draft: Draft, *, confirmed: bool) -> None:
    """See that an idea makes sense: what holds of projects, and its own share of funds.

    Raises:
        Senseless: it does not, or is doubtful and not confirmed.
    """
    found = faults(by.workspace, draft)
    if [fault for fault in found if not (fault.is_doubt and confirmed)]:
        raise Senseless(found)


def _told(draft: Draft) -> dict[str, Any]:
    """Return the values as the log keeps them: JSON, references by key."""
    return {name: _plain(value) for name, value in draft.columns().items()}


def _plain(value: object) -> object:
    if isinstance(value, Division):
        return value.pk
    return str(value) if isinstance(value, Decimal | datetime.date) else value
