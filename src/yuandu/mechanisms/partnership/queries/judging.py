"""Who may answer an appeal: nobody who has judged the candidate, and somebody there has to be."""

from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.registry.queries import posts_held
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.partnership import permissions, queries
from yuandu.mechanisms.partnership.models import (
    Appeal,
    Candidate,
    Conflict,
    Nomination,
    StepResult,
)
from yuandu.services.ballots.models import Elector, Exclusion


def _votes(user: Any) -> QuerySet[StepResult]:
    """Return the votes on candidates that were cast by somebody or for them; by proxy either way.

    Whoever was excluded from a question cast nothing on it, though they voted on the others.
    """
    barred = Exclusion.objects.filter(
        Q(elector=OuterRef("pk")) | Q(elector=OuterRef("proxy")),
        question__number=OuterRef(OuterRef("question")),
    )
    hands = Elector.objects.filter(
        Q(user=user) | Q(proxy__user=user),
        ~Exists(barred),
        ballot=OuterRef("step_ballot__ballot"),
        took_part=True,
    )
    return StepResult.objects.filter(Exists(hands))


def judged_by(user: int) -> QuerySet[Candidate]:
    """Return the candidates whom somebody has judged, or may not judge.

    That is on whom they voted, whom they nominated, to whom they stand in conflict, and themself.
    """
    nominated = Nomination.objects.filter(
        review=OuterRef("review"), nominee=OuterRef("worker"), nominator__user=user
    )
    return Candidate.objects.filter(
        Exists(_votes(user).filter(candidate=OuterRef("pk")))
        | Exists(Conflict.objects.filter(candidate=OuterRef("pk"), worker__user=user))
        | Exists(nominated)
        | Q(worker__user=user)
    )


def has_judged(user: int | None, candidate: Candidate) -> bool:
    """Whether somebody has judged the candidate, or may not; who has no account answers nothing."""
    return user is None or judged_by(user).filter(pk=candidate.pk).exists()


def to_answer(actor: Actor) -> QuerySet[Appeal]:
    """Return the appeals that wait for the actor's answer."""
    waiting = queries.appeals_visible_to(actor).filter(answer="")
    if actor.user_id is None or not actor.has(*permissions.JUDGES):
        return waiting.none()
    return waiting.exclude(candidate__in=judged_by(actor.user_id))


class _Subject(NamedTuple):
    """Whom judges judge: `account` as their query says it, the rest as queries within it do."""

    candidate: Any
    review: Any
    worker: Any
    account: Any


def _judges(workspace: Workspace, of: _Subject) -> QuerySet[User]:
    """Return the accounts that answer appeals and have not judged the candidate."""
    posts = posts_held(workspace, workspace.today()).filter(
        role__in=permissions.JUDGES, user=OuterRef("pk")
    )
    nominated = Nomination.objects.filter(
        review=of.review, nominee=of.worker, nominator__user=OuterRef("pk")
    )
    barred = Conflict.objects.filter(candidate=of.candidate, worker__user=OuterRef("pk"))
    return User.objects.filter(Exists(posts), is_active=True).exclude(
        Exists(_votes(OuterRef(OuterRef("pk"))).filter(candidate=of.candidate))
        | Exists(barred)
        | Exists(nominated)
        | Q(pk=of.account)
    )


def judges_of(candidate: Candidate) -> list[int]:
    """Return the accounts that answer appeals and have not judged the candidate; one query."""
    account = candidate.worker.user_id or 0
    of = _Subject(candidate.pk, candidate.review_id, candidate.worker_id, account)
    return list(_judges(candidate.workspace, of).order_by("pk").values_list("pk", flat=True))


def left_to_nobody(actor: Actor) -> QuerySet[Appeal]:
    """Return the appeals of others that nobody may judge any more: who holds reviews upholds them."""
    of = _Subject(
        OuterRef(OuterRef("candidate")),
        OuterRef(OuterRef("candidate__review")),
        OuterRef(OuterRef("candidate__worker")),
        Coalesce(OuterRef("candidate__worker__user"), 0),
    )
    waiting = queries.appeals_visible_to(actor).filter(answer="")
    others = ~Q(candidate__worker__user=actor.user_id) | Q(candidate__worker__user=None)
    return waiting.filter(others, ~Exists(_judges(actor.workspace, of)))


def answers_of(actor: Actor, candidate: Candidate) -> list[Appeal.Answer]:
    """Return what `actor` may answer to the candidate's appeal; nothing where it is for others.

    Where nobody is left who may judge it, who holds reviews upholds it, and cannot dismiss it.
    """
    if actor.is_system:
        return list(Appeal.Answer)
    if actor.has(*permissions.JUDGES) and not has_judged(actor.user_id, candidate):
        return list(Appeal.Answer)
    holds = permissions.manages(actor) and not permissions.is_oneself(actor, candidate.worker)
    return [Appeal.Answer.UPHELD] if holds and not judges_of(candidate) else []
