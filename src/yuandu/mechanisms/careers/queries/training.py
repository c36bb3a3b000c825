"""Classes and logbooks, to the trainee, the two mentors and HR."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.registry.queries import posts_held
from yuandu.mechanisms.careers import permissions
from yuandu.mechanisms.careers.models import (
    LogEntry,
    LogSignature,
    Trainee,
    TrainingBase,
    TrainingClass,
)
from yuandu.mechanisms.careers.rules import practice
from yuandu.mechanisms.careers.rules.practice import Logged, Opening

ENTRIES_A_PAGE = 30


def bases(actor: Actor) -> QuerySet[TrainingBase]:
    """Return the joint training bases; they are open to the company's people."""
    return TrainingBase.objects.filter(workspace=actor.workspace)


def trainees_visible_to(actor: Actor) -> QuerySet[Trainee]:
    """Return whose logbook `actor` may read: one's own, and those one is a mentor of."""
    found = Trainee.objects.filter(workspace=actor.workspace).select_related(
        "training__base", "worker__section", "enterprise_mentor", "school_mentor", "placed_in"
    )
    if permissions.reads_all(actor):
        return found
    if actor.user_id is None:
        return found.none()
    return found.filter(
        Q(worker__user=actor.user_id)
        | Q(enterprise_mentor__user=actor.user_id)
        | Q(school_mentor=actor.user_id)
    )


def trainee(actor: Actor, pk: int, *, to: str) -> Trainee:
    """Return the trainee if `actor` may do `to` with the logbook.

    Raises:
        Http404: there is none that `actor` may read.
        PermissionDenied: `actor` may read it, but not do this.
    """
    return get_for(trainees_visible_to(actor), permissions.MAY_TRAINEE, actor, to=to, pk=pk)


def classes_visible_to(actor: Actor) -> QuerySet[TrainingClass]:
    """Return the classes that concern `actor`; HR and the auditor read all."""
    found = TrainingClass.objects.filter(workspace=actor.workspace).select_related("base", "rung")
    if permissions.reads_all(actor):
        return found
    own = trainees_visible_to(actor).filter(training=OuterRef("pk"))
    return found.filter(Exists(own))


def training(actor: Actor, pk: int, *, to: str) -> TrainingClass:
    """Return the class if `actor` may do `to` with it; raises as `trainee` does."""
    return get_for(classes_visible_to(actor), permissions.MAY_CLASS, actor, to=to, pk=pk)


def entries_of(found: Trainee, number: int | str) -> Page[LogEntry]:
    """Return a page of a logbook, the newest first, with signatures; three queries."""
    rows = (
        found.entries.select_related("unit", "corrected_by", "corrects")
        .prefetch_related("signatures")
        .order_by("-on", "-pk")
    )
    return Paginator(rows, ENTRIES_A_PAGE).get_page(number)


def entry(actor: Actor, pk: int, *, to: str) -> LogEntry:
    """Return the entry if `actor` may do `to` with it; raises as `trainee` does."""
    visible = LogEntry.objects.filter(trainee__in=trainees_visible_to(actor))
    found = visible.select_related(
        "trainee__training", "trainee__worker", "trainee__enterprise_mentor", "unit"
    )
    return get_for(found, permissions.MAY_ENTRY, actor, to=to, pk=pk)


def unsigned_by(actor: Actor) -> QuerySet[LogEntry]:
    """Return the entries that wait for the actor's signature, the oldest first."""
    if actor.user_id is None:
        return LogEntry.objects.none()
    signed = LogSignature.objects.filter(entry=OuterRef("pk"), by_user=actor.user_id)
    return (
        LogEntry.objects.filter(
            Q(trainee__enterprise_mentor__user=actor.user_id)
            | Q(trainee__school_mentor=actor.user_id),
            workspace=actor.workspace,
            trainee__outcome="",
            corrected_by=None,
        )
        .exclude(Exists(signed))
        .select_related("trainee__worker", "unit")
        .order_by("on", "pk")
    )


def openings(found: Trainee) -> dict[int, Opening]:
    """Return for each unit whether its examination is open; three queries."""
    units = list(found.training.units.all())
    logged = _logged(found.entries.prefetch_related("signatures"))
    return {
        one.pk: practice.opening(practice.Asked(one.pk, one.entries, one.hours), logged)
        for one in units
    }


def progress_of(rows: Iterable[Trainee]) -> dict[int, tuple[int, Decimal]]:
    """Return entries and hours that count, by trainee of a class; two queries."""
    keys = [one.pk for one in rows]
    by_trainee: dict[int, list[LogEntry]] = defaultdict(list)
    for one in LogEntry.objects.filter(trainee__in=keys).prefetch_related("signatures"):
        by_trainee[one.trainee_id].append(one)
    found = {}
    for key in keys:
        counted = practice.counted(_logged(by_trainee[key]))
        found[key] = (len(counted), sum((one.hours for one in counted), Decimal(0)))
    return found


def _logged(rows: Iterable[LogEntry]) -> list[Logged]:
    return [
        Logged(
            one.pk,
            one.unit_id,
            one.hours,
            frozenset(signature.side for signature in one.signatures.all()),
            one.corrects_id,
        )
        for one in rows
    ]


def own_logbooks(actor: Actor) -> QuerySet[Trainee]:
    """Return the actor's own logbooks, and those the actor is a mentor of."""
    if actor.user_id is None:
        return Trainee.objects.none()
    return (
        Trainee.objects.filter(
            Q(worker__user=actor.user_id)
            | Q(enterprise_mentor__user=actor.user_id)
            | Q(school_mentor=actor.user_id),
            workspace=actor.workspace,
        )
        .select_related("training", "worker")
        .order_by("outcome", "worker__number")
    )


def teachers(actor: Actor) -> QuerySet[User]:
    """Return the accounts that hold a school mentor's post in the company today."""
    today = actor.workspace.today()
    posts = posts_held(actor.workspace, today).filter(role="mentor")
    return User.objects.filter(pk__in=posts.values("user")).order_by("pk")
