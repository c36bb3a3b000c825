"""Who stands by what, and what lies ahead of them."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import F, Model, Q, QuerySet
from django.shortcuts import get_object_or_404

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.lifecycle import cycles, subjects
from yuandu.kernel.lifecycle.models import Assignment, Plan
from yuandu.kernel.lifecycle.permissions import APPOINTERS, person
from yuandu.kernel.registry.queries import posts_held


@dataclass(frozen=True, slots=True)
class Charge:
    """An assignment and the subject it is about."""

    assignment: Assignment
    subject: Model


def assignments_of(actor: Actor, subject: Model) -> QuerySet[Assignment]:
    """Return who stands by `subject` or did, the present ones first."""
    return (
        Assignment.objects.filter(
            workspace=actor.workspace,
            subject_label=subjects.label_of(subject),
            subject_id=subject.pk,
        )
        .select_related("user")
        .order_by(F("to_on").desc(nulls_first=True), "role", "-from_on")
    )


def get_assignment(actor: Actor, pk: int, *, to: str) -> Charge:
    """Return the assignment, if `actor` may do `to` with it: see it, hand it over, end it.

    Raises:
        Http404: there is none, or the actor must not learn of its subject.
        PermissionDenied: the actor sees it, but does not say who stands by whom.
    """
    assignment = get_object_or_404(
        Assignment.objects.select_related("user"), workspace=actor.workspace, pk=pk
    )
    subject = subjects.seen(actor, assignment.subject_label, assignment.subject_id)
    if to != cycles.SEE and not actor.has(*APPOINTERS):
        raise PermissionDenied
    return Charge(assignment, subject)


def current(actor: Actor) -> QuerySet[Assignment]:
    """Return what the actor stands by now."""
    return Assignment.objects.filter(
        workspace=actor.workspace, user=person(actor), to_on=None
    ).order_by("subject_label", "subject_id")


def planned(actor: Actor) -> QuerySet[Plan]:
    """Return the outstanding planned days of what the actor stands by, soonest first."""
    charges = current(actor).values_list("subject_label", "subject_id")
    wanted = Q(pk__in=[])
    for label, key in charges:
        wanted |= Q(track__subject_label=label, track__subject_id=key)
    return (
        Plan.objects.filter(wanted, workspace=actor.workspace, reached_on=None)
        .select_related("track")
        .order_by("planned_on", "pk")
    )


def people(actor: Actor) -> QuerySet[User]:
    """Return the people who hold a post here today: they can promise and stand by."""
    today: datetime.date = actor.workspace.today()
    posts = posts_held(actor.workspace, today)
    return User.objects.filter(is_active=True, pk__in=posts.values("user")).order_by(
        "name", "username"
    )
