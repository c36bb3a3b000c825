"""Which county-level units of the country lines deliver to, in how many hours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, FilteredRelation, Min, OuterRef, Q, QuerySet, Subquery

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.lines import rules
from yuandu.mechanisms.lines.models import Booking, BookingState, County, Line, Reach
from yuandu.mechanisms.lines.rules.projection import Degrees

COUNTIES_A_PAGE = 100
MOST_NAMESAKES = 10
DELIVERED, OPEN = "delivered", "open"
_PLACE = ("province", "province_en", "longitude", "latitude")


def counties_of(found: Line) -> QuerySet[Reach]:
    """Return the counties a line reaches, the quickest first."""
    return Reach.objects.filter(line=found).select_related("county").order_by("hours", "county")


def reach_page(found: Line, number: int | str) -> Page[Reach]:
    """Return a page of the counties a line reaches; two queries."""
    return Paginator(counties_of(found), COUNTIES_A_PAGE).get_page(number)


def counties_by(actor: Actor, codes: Sequence[str]) -> Mapping[str, County]:
    """Return the county-level units of these codes of GB/T 2260."""
    found = County.objects.filter(workspace=actor.workspace, code__in=codes)
    return {county.code: county for county in found}


def counties_named(actor: Actor, text: str) -> list[County]:
    """Return the county-level units of this code or name, in either language; at most ten."""
    asked = Q(code=text) | Q(name=text) | Q(name_en__iexact=text)
    found = County.objects.filter(asked, workspace=actor.workspace).order_by("code")
    return list(found[:MOST_NAMESAKES])


def _received(actor: Actor) -> QuerySet[Booking]:
    """Return what was delivered in the last 12 months."""
    today = actor.workspace.today()
    return Booking.objects.filter(
        workspace=actor.workspace,
        state=BookingState.RECEIVED,
        received__gt=0,
        received_on__gt=today - rules.YEAR,
        received_on__lte=today,
    )


@dataclass(frozen=True, slots=True)
class Reached:
    """County-level units to which something was delivered within so many hours."""

    hours: int | None  # `None`: however long it took
    units: int
    all_units: int

    @property
    def share(self) -> float | None:
        return self.units / self.all_units if self.all_units else None


def reached(actor: Actor) -> list[Reached]:
    """Return the reach of all lines in the last 12 months, by hours; two queries."""
    within = {
        f"within_{hours}": Count("county", distinct=True, filter=Q(hours__lte=hours))
        for hours in rules.WITHIN
    }
    counted = _received(actor).aggregate(any=Count("county", distinct=True), **within)
    everything = County.objects.filter(workspace=actor.workspace).count()
    return [
        *(Reached(hours, counted[f"within_{hours}"], everything) for hours in rules.WITHIN),
        Reached(None, counted["any"], everything),
    ]


@dataclass(frozen=True, slots=True)
class Place:
    """A county-level unit on the map, with the hours of the quickest delivery there."""

    province: str
    province_en: str
    at: Degrees
    hours: int | None  # `None`: nothing was delivered


def delivered_places(actor: Actor) -> list[Place]:
    """Return all county-level units with the least hours of the last 12 months; two queries."""
    hours = dict(_received(actor).order_by().values_list("county").annotate(Min("hours")))
    units = County.objects.filter(workspace=actor.workspace).order_by("code")
    return [
        Place(province, province_en, (east, north), hours.get(pk))
        for province, province_en, east, north, pk in units.values_list(*_PLACE, "pk")
    ]


def planned_places(actor: Actor, found: Line) -> list[Place]:
    """Return all county-level units with the hours in which a line goes there."""
    mine = FilteredRelation("reaches", condition=Q(reaches__line=found))
    units = County.objects.filter(workspace=actor.workspace).annotate(mine=mine)
    return [
        Place(province, province_en, (east, north), hours)
        for province, province_en, east, north, hours in units.order_by("code").values_list(
            *_PLACE, "mine__hours"
        )
    ]


@dataclass(frozen=True, slots=True)
class CountyFilters:
    """Which county-level units a list shows.

    Attributes:
        within: delivered to within so many hours; `None`: however long it took.
        state: `DELIVERED`, `OPEN` for those nothing was delivered to, "" for all.
    """

    within: int | None = None
    state: str = ""
    province: str = ""


def county_page(actor: Actor, filters: CountyFilters, number: int | str) -> Page[Any]:
    """Return a page of county-level units with the quickest delivery to each; two queries.

    Each has `best_hours`, `delivered_on`, and `line_name` with `line_name_en` of the line that
    was so quick; all are `None` where nothing was delivered in the last 12 months.
    """
    found = County.objects.filter(workspace=actor.workspace)
    if filters.province:
        found = found.filter(province=filters.province)
    best = (
        _received(actor)
        .filter(county=OuterRef("pk"))
        .order_by("hours", "-received_on", "pk")
        .values("hours", "trip__line__name", "trip__line__name_en", "received_on")
    )
    found = found.annotate(
        best_hours=Subquery(best.values("hours")[:1]),
        line_name=Subquery(best.values("trip__line__name")[:1]),
        line_name_en=Subquery(best.values("trip__line__name_en")[:1]),
        delivered_on=Subquery(best.values("received_on")[:1]),
    )
    if filters.state == OPEN:
        found = found.filter(best_hours=None)
    elif filters.within is not None:
        found = found.filter(best_hours__lte=filters.within)
    elif filters.state == DELIVERED:
        found = found.filter(best_hours__isnull=False)
    ordered = found.order_by(F("best_hours").asc(nulls_last=True), "code")
    return Paginator(ordered, COUNTIES_A_PAGE).get_page(number)


def provinces(actor: Actor) -> list[tuple[str, str]]:
    """Return the provinces of the list in both languages, in the order of their codes."""
    rows = County.objects.filter(workspace=actor.workspace).order_by("code")
    return list(dict.fromkeys(rows.values_list("province", "province_en")))
