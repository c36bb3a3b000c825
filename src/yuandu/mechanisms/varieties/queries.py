"""Reads: partnerships, varieties, germplasm one may know of, seedlings, royalties."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet, Sum

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.kernel.registry.queries import posts_held
from yuandu.mechanisms.varieties import permissions, rules
from yuandu.mechanisms.varieties.models import (
    Accession,
    Licence,
    Partnership,
    SeedlingBatch,
    Share,
    Variety,
)
from yuandu.mechanisms.varieties.rules import Due, Produced

ROWS_A_PAGE = 50
PARTIES_SHOWN = 500


def varieties_visible_to(actor: Actor) -> QuerySet[Variety]:
    """Return the varieties of the city: the register of rights is public."""
    found = Variety.objects.filter(workspace=actor.workspace)
    return found.select_related("kind", "holder", "partnership__institute")


def variety(actor: Actor, pk: int, *, to: str) -> Variety:
    """Return the variety if `actor` may do `to` with it.

    Raises:
        Http404: there is none here.
        PermissionDenied: `actor` may read it, but not do this.
    """
    return get_for(varieties_visible_to(actor), permissions.MAY, actor, to=to, pk=pk)


def running_partnerships(actor: Actor) -> QuerySet[Partnership]:
    """Return the partnerships whose agreement runs today, the newest first."""
    today = actor.workspace.today()
    found = Partnership.objects.filter(
        workspace=actor.workspace, from_on__lte=today, to_on__gte=today
    )
    return found.select_related("firm", "institute")


def accessions_visible_to(actor: Actor) -> QuerySet[Accession]:
    """Return the germplasm that `actor` may know of."""
    found = Accession.objects.filter(
        permissions.visible_accessions(actor), workspace=actor.workspace
    )
    return found.select_related("owner", "kind")


def accession(actor: Actor, pk: int, *, to: str) -> Accession:
    """Return the accession if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or its room is sealed to `actor`.
        PermissionDenied: it is shared with `actor`, who may not do this.
    """
    return get_for(accessions_visible_to(actor), permissions.MAY_ACCESSION, actor, to=to, pk=pk)


def accession_page(actor: Actor, number: int | str) -> Page:
    return Paginator(accessions_visible_to(actor), ROWS_A_PAGE).get_page(number)


def parents_of(actor: Actor, found: Accession) -> list[Accession]:
    """Return the parents of an accession that `actor` may know of themselves."""
    keys = [key for key in (found.mother_id, found.father_id) if key is not None]
    return list(accessions_visible_to(actor).filter(pk__in=keys)) if keys else []


def shares_of(found: Accession) -> QuerySet[Share]:
    return Share.objects.filter(accession=found).select_related("party")


def share(actor: Actor, pk: int) -> Share:
    """Return a sharing of one's own germplasm; raises as `accession` does."""
    tests = {"withdraw": lambda who, row: permissions.owns(who, row.accession.owner_id)}
    rows = Share.objects.filter(accession__in=accessions_visible_to(actor))
    return get_for(rows.select_related("accession__owner"), tests, actor, to="withdraw", pk=pk)


def batch_page(actor: Actor, number: int | str) -> Page:
    """Return a page of the batches `actor` may read, the newest first; two queries."""
    rows = SeedlingBatch.objects.filter(
        permissions.visible_batches(actor), workspace=actor.workspace
    ).select_related("producer", "kind", "variety")
    return Paginator(rows, ROWS_A_PAGE).get_page(number)


def seedlings(actor: Actor) -> int:
    """Return how many seedlings the city raised in 12 months."""
    today = actor.workspace.today()
    rows = SeedlingBatch.objects.filter(
        workspace=actor.workspace, month__gt=today - rules.YEAR, month__lte=today
    )
    return rows.aggregate(of=Sum("quantity", default=0))["of"]


def licences_visible_to(actor: Actor) -> QuerySet[Licence]:
    """Return the licences to which `actor` is a party."""
    found = Licence.objects.filter(permissions.visible_licences(actor), workspace=actor.workspace)
    return found.select_related("variety__holder", "variety__kind", "licensee")


def licence(actor: Actor, pk: int, *, to: str) -> Licence:
    """Return the licence if `actor` may do `to` with it; raises as `accession` does."""
    return get_for(licences_visible_to(actor), permissions.MAY_LICENCE, actor, to=to, pk=pk)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a licensee owes of one year, month by month."""

    year: int
    months: list[Due]

    @property
    def quantity(self) -> int:
        return sum(each.quantity for each in self.months if each.is_covered)

    @property
    def amount(self) -> Decimal:
        return sum((each.amount for each in self.months), Decimal(0))


def statement(found: Licence, year: int) -> Statement:
    """Return the royalties of a year from the batches that the licensee entered; one query."""
    rows = SeedlingBatch.objects.filter(
        variety=found.variety_id, producer=found.licensee_id, month__year=year
    ).order_by("month")
    produced = [Produced(*row) for row in rows.values_list("month", "quantity")]
    due = rules.royalties(produced, rate=found.royalty, from_on=found.from_on, to_on=found.to_on)
    return Statement(year, due)


def licence_page(actor: Actor, number: int | str) -> Page:
    """Return a page of one's licences, those that end first above; two queries."""
    rows = licences_visible_to(actor).order_by("to_on", "pk")
    return Paginator(rows, ROWS_A_PAGE).get_page(number)


def accounts_of(by: Actor, parties: Collection[int]) -> list[int]:
    """Return the accounts that stand for these parties today."""
    today = by.workspace.today()
    posts = posts_held(by.workspace, today).filter(
        role="owner", organisation__in=parties, user__is_active=True
    )
    return list(dict.fromkeys(posts.order_by("pk").values_list("user", flat=True)))


def parties_for(actor: Actor) -> QuerySet[Party]:
    """Return for whom `actor` enters something: their own, or those known in this room."""
    parties = Party.objects.filter(workspace=actor.workspace, kind="organisation")
    if not permissions.keeps(actor):
        return parties.filter(pk__in=permissions.own_parties(actor))
    return known_parties(actor)


def known_parties(actor: Actor) -> QuerySet[Party]:
    """Return the organisations that partnerships, varieties and batches name."""
    here = {"workspace": actor.workspace}
    named = (
        Q(pk__in=Partnership.objects.filter(**here).order_by().values("firm"))
        | Q(pk__in=Partnership.objects.filter(**here).order_by().values("institute"))
        | Q(pk__in=Variety.objects.filter(**here).order_by().values("holder"))
        | Q(pk__in=SeedlingBatch.objects.filter(**here).order_by().values("producer"))
    )
    return Party.objects.filter(named, **here).order_by("name")


def years_of(found: Licence, today: datetime.date) -> list[int]:
    """Return the years of a licence up to this one, the newest first."""
    return list(range(min(found.to_on.year, today.year), found.from_on.year - 1, -1))
