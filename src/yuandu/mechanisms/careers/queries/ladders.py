"""Rungs, which of them count as equal, and the books in force."""

import datetime

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.careers.models import Equivalence, Rung, RungBook


def rungs(actor: Actor) -> QuerySet[Rung]:
    """Return the rungs of the company's ladders, from below; they are open to its people."""
    return Rung.objects.filter(workspace=actor.workspace)


def rung(actor: Actor, pk: int) -> Rung:
    """Return a rung of the company.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(rungs(actor), pk=pk)


def equivalences(actor: Actor) -> QuerySet[Equivalence]:
    """Return which rungs count as equal."""
    found = Equivalence.objects.filter(workspace=actor.workspace)
    return found.select_related("one", "other")


def books(actor: Actor) -> QuerySet[RungBook]:
    """Return every version of what the rungs ask, each rung's earliest first."""
    found = RungBook.objects.filter(workspace=actor.workspace)
    return found.select_related("target", "source").order_by("target", "source", "effective_from")


def in_force(actor: Actor, on: datetime.date) -> dict[tuple[int, int | None], RungBook]:
    """Return the book in force by rung and, of a door, the rung it leads from; one query."""
    return {
        (one.target_id, one.source_id): one for one in books(actor).filter(effective_from__lte=on)
    }


def book_in_force(
    actor: Actor, target: Rung, source: Rung | None, on: datetime.date
) -> RungBook | None:
    """Return what a rung asks of who comes from a rung, or from the one below."""
    found = books(actor).filter(target=target, source=source, effective_from__lte=on)
    return found.order_by("-effective_from").first()
