"""The loss book: a household's own, and sums over households that are enough together."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import (
    Count,
    DecimalField,
    F,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Cast

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.orders.permissions import GROWER, parties
from yuandu.mechanisms.settlements import permissions
from yuandu.mechanisms.settlements.models import Loss, Season
from yuandu.mechanisms.settlements.rules import losses, quarters
from yuandu.mechanisms.settlements.rules.losses import Change, Comparison, Period

QUARTERS = 4  # over which sums are made: a year
EXACT: DecimalField[Any, Any] = DecimalField(max_digits=20, decimal_places=4)


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


def households_of(actor: Actor, words: str = "") -> QuerySet[Party]:
    """Return the households whose book `actor` keeps and whose names hold the words, by name."""
    found = Party.objects.filter(workspace=actor.workspace, kind="household")
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(name_en__icontains=word))
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


def of_year(on: datetime.date, back: int) -> QuerySet[Any, Any]:
    """Return a household's seasons of the four whole quarters that end `back` years ago."""
    until = quarters.back(quarters.first_day(on), back * QUARTERS)
    seasons = Season.objects.filter(
        household=OuterRef("pk"),
        starts_on__gte=quarters.back(until, QUARTERS),
        starts_on__lt=until,
    )
    return seasons.order_by().values("household")


def summed(seasons: QuerySet[Any], field: str) -> Subquery:
    """Return the sum of a field over a household's seasons."""
    return Subquery(seasons.annotate(value=Sum(field)).values("value"))


def losing(workspace: Workspace, on: datetime.date) -> QuerySet[Any]:
    """Return the households with saleable pots in the last four whole quarters and before.

    `expected` is what would have been lost, had each lost the share that it lost before.
    """
    now, before = of_year(on, 0), of_year(on, 1)
    return (
        Party.objects.filter(workspace=workspace, kind="household")
        .annotate(
            saleable=summed(now, "saleable"),
            lost=summed(now, "lost"),
            saleable_before=summed(before, "saleable"),
            lost_before=summed(before, "lost"),
        )
        .filter(saleable__gt=0, saleable_before__gt=0)
        .annotate(
            expected=Cast(
                Cast(F("saleable"), EXACT) * F("lost_before") / F("saleable_before"), EXACT
            )
        )
        .annotate(saved=Cast(F("lost") - F("expected"), EXACT))
    )


def change(actor: Actor, on: datetime.date) -> Change | None:
    """Return how much less households lose than each did before, with an interval; one query.

    `None` for those who read no sums, and where households are too few. An officer of one
    county gets that of it.
    """
    if not permissions.reads_sums(actor):
        return None
    found = losing(actor.workspace, on)
    places = actor.divisions(*permissions.SUMMERS)
    if places is not None:
        found = found.filter(division__in=places)
    lost = Cast("lost", FloatField())
    expected = Cast("expected", FloatField())
    sums = found.order_by().aggregate(
        households=Count("pk"),
        all_lost=Sum(lost),
        all_expected=Sum(expected),
        lost_squared=Sum(lost * lost),
        product=Sum(lost * expected),
        expected_squared=Sum(expected * expected),
    )
    if not sums["households"]:
        return None
    return losses.change(
        losses.Moments(lost=sums.pop("all_lost"), expected=sums.pop("all_expected"), **sums)
    )
