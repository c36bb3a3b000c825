"""Pairs of records that look like one project."""

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.reach import reach
from yuandu.mechanisms.projects.models import Project, Resemblance
from yuandu.mechanisms.projects.rules.resemblance import Record


def resemblances(actor: Actor, verdict: str) -> QuerySet[Resemblance]:
    """Return the pairs of this verdict of which `actor` keeps either, the likeliest first."""
    found = _kept_by(actor).filter(verdict=verdict)
    shown = found.select_related(
        *("first__owner", "first__division", "second__owner", "second__division", "decided_by")
    ).defer("first__division__geometry", "second__division__geometry")
    return shown.order_by("-score", "pk")


def resemblance(actor: Actor, pk: int) -> Resemblance:
    """Return a pair of which `actor` keeps either record.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(_kept_by(actor).select_related("first", "second"), pk=pk)


def records(actor: Actor) -> list[Record]:
    """Return all projects of the workspace as the rules compare them; one query."""
    rows = Project.objects.filter(workspace=actor.workspace).values_list(
        *("pk", "name", "code", "owner_id", "owner__name", "division_id", "investment_total")
    )
    return [
        Record(
            key,
            name,
            code,
            owner_key=owner_id,
            owner=owner or "",
            division_key=division_id,
            investment=investment,
        )
        for key, name, code, owner_id, owner, division_id, investment in rows.iterator()
    ]


def _kept_by(actor: Actor) -> QuerySet[Resemblance]:
    found = Resemblance.objects.filter(workspace=actor.workspace)
    allowed = reach(actor)
    if allowed.everything:
        return found
    return found.filter(
        Q(first__division__in=allowed.divisions) | Q(second__division__in=allowed.divisions)
    )
