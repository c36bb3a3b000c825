"""Questions to parties, and what sweeps found for those one acts for."""

from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit.reads import Read, columns_of, instance
from yuandu.kernel.registry.models import Consent, Party
from yuandu.services.policies.models import Ask, Case, Sweep, SweepRow
from yuandu.services.policies.permissions import MAY_ASK, own_parties, visible_asks
from yuandu.services.policies.queries.sweeps import newest_rows


def asks_visible_to(actor: Actor) -> QuerySet[Ask]:
    """Return the questions `actor` may know of: to their own parties, and to offices all."""
    found = Ask.objects.filter(visible_asks(actor), workspace=actor.workspace)
    return found.select_related("party__division", "party__workspace", "version__policy").defer(
        "party__division__geometry"
    )


def ask(actor: Actor, pk: int, *, to: str) -> Ask:
    """Return the question if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` sees it, but may not do this.
    """
    return get_for(asks_visible_to(actor), MAY_ASK, actor, to=to, pk=pk)


def own_asks(actor: Actor) -> QuerySet[Ask]:
    """Return what those `actor` acts for are asked and have not answered."""
    return asks_visible_to(actor).filter(party__in=own_parties(actor), answered_on=None)


def asked_of(sweep: Sweep) -> tuple[int, int]:
    """Return how many were asked under a sweep's version, and how many have answered."""
    counted = Ask.objects.filter(version=sweep.version_id).aggregate(
        asked=Count("pk"), answered=Count("pk", filter=Q(answered_on__isnull=False))
    )
    return counted["asked"], counted["answered"]


def consents_of(party: Party) -> QuerySet[Any]:
    """Return a party's consents, the latest first, each with how many cases it was `uses`d for."""
    cases = Case.objects.filter(consent=OuterRef("pk")).order_by().values("consent")
    return (
        Consent.objects.filter(party=party)
        .annotate(uses=Coalesce(Subquery(cases.annotate(number=Count("pk")).values("number")), 0))
        .order_by("-from_on", "-pk")
    )


_consents = Read(
    lambda party: consents_of(Party(pk=party)).values_list(*columns_of(Consent), "uses"),
    party=int,
)


def consents_shown(party: Party) -> list[tuple[Consent, int]]:
    """Return the same as a party's page reads it, with how many cases each was used for."""
    rows = _consents(party=party.pk)
    return [(instance(Consent, row[:-1]), row[-1]) for row in rows]


def own_findings(actor: Actor) -> QuerySet[SweepRow]:
    """Return what the newest sweeps say of those `actor` acts for: due, asked, or why not."""
    found = newest_rows(actor.workspace, actor.workspace.today())
    return (
        found.filter(party__in=own_parties(actor))
        .select_related("party", "sweep__version__policy")
        .order_by("sweep__version__policy__code", "party")
    )
