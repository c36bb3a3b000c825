"""Who may answer an appeal: nobody who has judged the candidate, and somebody there has to be."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.partnership import permissions, queries
from yuandu.mechanisms.partnership.models import (
    Appeal,
    Candidate,
    Conflict,
    Nomination,
    StepResult,
)
from yuandu.services.ballots import queries as ballots
from yuandu.services.ballots.models import Elector, Exclusion


def judged_by(user: int) -> QuerySet[Candidate]:
    """Return the candidates whom somebody has judged, or may not judge.

    That is whom they nominated, to whom they stand in conflict, themself, and on whom a vote was
    cast by them or for them: by a proxy either way. Whoever was excluded from a question cast
    nothing on it, though they voted on the others.
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
    voted = StepResult.objects.filter(Exists(hands), candidate=OuterRef("pk"))
    conflicted = Conflict.objects.filter(candidate=OuterRef("pk"), worker__user=user)
    nominated = Nomination.objects.filter(
        review=OuterRef("review"), nominee=OuterRef("worker"), nominator__user=user
    )
    return Candidate.objects.filter(
        Exists(voted) | Exists(conflicted) | Exists(nominated) | Q(worker__user=user)
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


def judges_of(candidate: Candidate) -> list[int]:
    """Return the accounts that answer appeals and have not judged the candidate."""
    in_office = {
        each.user_id
        for role in permissions.JUDGES
        for each in ballots.holders_of(candidate.workspace, role)
    }
    return sorted(user for user in in_office if user and not has_judged(user, candidate))


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
