"""The loss book: a household's own, and sums over households that are enough together."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.orders.permissions import GROWER, parties
from yuandu.mechanisms.settlements import permissions
from yuandu.mechanisms.settlements.models import Loss, Season
from yuandu.mechanisms.settlements.rules import losses, quarters
from yuandu.mechanisms.settlements.rules.losses import Comparison, Period

QUARTERS = 4  # over which sums are made


def seasons_visible_to(actor: Actor) -> QuerySet[Season]:
    """Return the seasons `actor` may read one by one, the newest first."""
    found = Season.objects.filter(permissions.visible_seasons(actor), workspace=actor.workspace)
    return found.select_related("household__division")


def season(actor: Actor, pk: int, *, to: str) -> Season:
    """Return the season if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` sees it, but may not do this.
    """
    return get_for(seasons_visible_to(actor), permissions.MAY_SEASON, actor, to=to, pk=pk)


def households_of(actor: Actor) -> QuerySet[Party]:
    """Return the households whose book `actor` keeps, by name."""
    found = Party.objects.filter(workspace=actor.workspace, kind="household")
    if actor.is_system:
        return found.order_by("name", "pk")
    own = Q(pk__in=parties(actor, GROWER))
    if actor.has(*permissions.HELPERS):
        places = actor.divisions(*permissions.HELPERS)
        helped = Q(division__isnull=False) if places is None else Q(division__in=places)
        own |= helped
    return found.filter(own).order_by("name", "pk")


def household(actor: Actor, pk: int) -> Party:
    """Return the household whose book `actor` keeps.

    Raises:
        Http404: there is none, or it is nobody's whose book `actor` keeps.
    """
    return get_for(households_of(actor), {"keep": permissions.keeps_book}, actor, to="keep", pk=pk)


@dataclass(frozen=True, slots=True)
class Book:
    """A household's loss book: its quarters, and the last whole one beside those before."""

    household: Party
    seasons: list[Season]
    compared: Season | None
    comparison: Comparison | None


def book_of(household: Party) -> Book:
    """Return a household's book; one query."""
    seasons = list(Season.objects.filter(household=household).order_by("-starts_on")[:16])
    here = quarters.first_day(household.workspace.today())
    whole = [each for each in seasons if each.starts_on < here and each.saleable]
    if not whole:
        return Book(household, seasons, None, None)
    last, *before = whole
    comparison = losses.compare(
        Period(last.saleable, last.lost), [Period(each.saleable, each.lost) for each in before]
    )
    return Book(household, seasons, last, comparison)


def losses_of(household: Party) -> QuerySet[Loss]:
    """Return a household's losses with their kinds, the newest first."""
    found = Loss.objects.filter(season__household=household)
    return found.select_related("kind", "batch").order_by("-on", "-pk")


@dataclass(frozen=True, slots=True)
class SumRow:
    """What households together lost of a kind for a cause.

    Attributes:
        yuan: As far as it is known.
    """

    kind: str
    kind_en: str
    cause: str
    households: int
    pots: int
    yuan: Decimal | None


def sums(actor: Actor, on: datetime.date) -> list[SumRow]:
    """Return losses of the last four quarters by kind and cause, the largest first; one query.

    Groups of too few households are left out. An officer of one county gets those of it.
    """
    if not permissions.reads_sums(actor):
        return []
    since = quarters.back(quarters.first_day(on), QUARTERS)
    found = Loss.objects.filter(workspace=actor.workspace, on__gte=since, on__lte=on)
    places = actor.divisions(*permissions.SUMMERS)
    if places is not None:
        found = found.filter(season__household__division__in=places)
    rows = (
        found.order_by()
        .values("kind__name", "kind__name_en", "cause")
        .annotate(
            households=Count("season__household", distinct=True),
            pots=Sum("quantity"),
            yuan=Sum("amount"),
        )
        .filter(households__gte=losses.SMALLEST_GROUP)
        .order_by("-pots", "kind__name")
    )
    return [
        SumRow(
            kind=row["kind__name"],
            kind_en=row["kind__name_en"],
            cause=row["cause"],
            households=row["households"],
            pots=row["pots"],
            yuan=row["yuan"],
        )
        for row in rows
    ]
