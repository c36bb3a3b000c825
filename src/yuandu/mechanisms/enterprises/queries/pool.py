"""The pool: who is in it, who is proposed for it, what a batch may bring."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import (
    Exists,
    F,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.enterprises import watching
from yuandu.mechanisms.enterprises.models import (
    AssessedAs,
    BatchDate,
    PoolPlace,
    Recognition,
    Signal,
    Standing,
)
from yuandu.mechanisms.enterprises.permissions import MAY_PLACE
from yuandu.mechanisms.enterprises.queries.books import measures, since
from yuandu.mechanisms.enterprises.queries.worklists import (
    in_place,
    within_reach,
    without_title,
)

MOST_BATCHES = 30  # to come, of all tiers


@dataclass(frozen=True, slots=True)
class PoolFilters:
    """What the pool is asked to show; what is empty does not restrict.

    Attributes:
        near: one of `watching.GROUPS`.
        signal: one of `watching.SIGNALS`.
        gone: those that left instead of those that are there.
    """

    words: str = ""
    tier: str = ""
    near: str = ""
    signal: str = ""
    division_id: int | None = None
    gone: bool = False


def places_visible_to(actor: Actor) -> QuerySet[PoolPlace]:
    """Return the places of the firms `actor` works with.

    Raises:
        PermissionDenied: the pool is the officers'.
    """
    return PoolPlace.objects.filter(within_reach(actor), workspace=actor.workspace)


def get_place(actor: Actor, pk: int, *, to: str) -> PoolPlace:
    """Return the place if `actor` may do `to` with it; raises as `firms.get`."""
    shown = places_visible_to(actor).select_related("firm__party__division")
    return get_for(shown.defer("firm__party__division__geometry"), MAY_PLACE, actor, to=to, pk=pk)


def _lacks(*, is_next: bool) -> Subquery:
    """Return how many criteria a place's firm lacks of its tier's book; null if not known."""
    rows = Standing.objects.filter(
        firm=OuterRef("firm"), tier=OuterRef("tier"), assessed=AssessedAs.NEW, is_next=is_next
    )
    return Subquery(rows.values("lacks")[:1], output_field=IntegerField())


def pool(actor: Actor, filters: PoolFilters) -> QuerySet[PoolPlace]:
    """Return places in the pool, the latest first; `lacks` is what each lacks today.

    Raises:
        PermissionDenied: the pool is the officers'.
    """
    found = places_visible_to(actor).filter(in_place(filters), left_on__isnull=not filters.gone)
    found = found.annotate(lacks=_lacks(is_next=False))
    if filters.tier:
        found = found.filter(tier=filters.tier)
    if filters.near:
        found = found.filter(_in_group(filters.near))
    if filters.signal:
        seen = Signal.objects.filter(firm=OuterRef("firm"), code=filters.signal)
        found = found.filter(Exists(seen))
    return (
        found.select_related("firm__party__division", "entered_by", "left_by")
        .defer("firm__party__division__geometry")
        .order_by("-entered_on", "-pk")
    )


def _in_group(code: str) -> Q:
    return {
        "eligible": Q(lacks=0),
        "one": Q(lacks=1),
        "more": Q(lacks__gt=1),
        "unknown": Q(lacks=None),
    }[code]


def signals_of(firms: Collection[int]) -> dict[int, list[Signal]]:
    """Return the signals of firms; one query."""
    found: dict[int, list[Signal]] = {}
    for one in Signal.objects.filter(firm__in=firms).order_by("pk"):
        found.setdefault(one.firm_id, []).append(one)
    return found


def lacked_by(firms: Collection[int]) -> dict[tuple[int, str], int]:
    """Return how much firms lack of the books in force, by firm and tier; one query."""
    rows = Standing.objects.filter(firm__in=firms, assessed=AssessedAs.NEW, is_next=False)
    return {(firm, tier): lacks for firm, tier, lacks in rows.values_list("firm", "tier", "lacks")}


def proposed(actor: Actor, filters: PoolFilters) -> QuerySet[Standing]:
    """Return who lacks next to nothing of a title, has it not and is not in the pool.

    Raises:
        PermissionDenied: the pool is the officers'.
    """
    there = PoolPlace.objects.filter(firm=OuterRef("firm"), tier=OuterRef("tier"), left_on=None)
    found = Standing.objects.filter(
        within_reach(actor),
        in_place(filters),
        without_title(actor),
        ~Exists(there),
        workspace=actor.workspace,
        assessed=AssessedAs.NEW,
        is_next=False,
        lacks__lte=watching.NEAR,
    ).exclude(state="not-applicable")
    if filters.tier:
        found = found.filter(tier=filters.tier)
    return (
        found.select_related("sweep__version__policy", "firm__party__division")
        .defer("firm__party__division__geometry")
        .order_by("-sweep", "lacks", F("margin").desc(nulls_last=True), "pk")
    )


# --- What a batch may bring ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BatchForecast:
    """A batch to come, and what it may bring of whom is in the pool now."""

    batch: BatchDate
    forecast: watching.Forecast
    by_next_book: bool


def batches(actor: Actor) -> list[BatchDate]:
    """Return the batches whose filing is not over, the next first; one query."""
    found = BatchDate.objects.filter(
        workspace=actor.workspace, closes_on__gte=actor.workspace.today()
    )
    return list(found[:MOST_BATCHES])


def forecasts(actor: Actor) -> list[BatchForecast]:
    """Return for each batch to come what it may bring; four queries, however many firms.

    The pool is that of the actor's reach; what came of past entries is the whole city's.

    Raises:
        PermissionDenied: the pool is the officers'.
    """
    today = actor.workspace.today()
    places = places_visible_to(actor).filter(left_on=None)
    lacks: dict[tuple[str, bool], list[int | None]] = {}
    for tier, now, later in places.annotate(
        now=_lacks(is_next=False), later=_lacks(is_next=True)
    ).values_list("tier", "now", "later"):
        lacks.setdefault((tier, False), []).append(now)
        lacks.setdefault((tier, True), []).append(later)
    known = {tier: watching.bases(some, today) for tier, some in past(actor).items()}
    following = {
        one.tier: since(one.version, one.book, one.assessed)
        for one in measures(actor.workspace, today)
        if one.is_next and one.assessed == AssessedAs.NEW
    }
    found = []
    for batch in batches(actor):
        by_next = batch.tier in following and following[batch.tier] <= batch.closes_on
        basis = known.get(batch.tier) or watching.bases([], today)
        forecast = watching.forecast(lacks.get((batch.tier, by_next), []), basis)
        found.append(BatchForecast(batch, forecast, by_next))
    return found


def past(actor: Actor) -> dict[str, list[watching.PastEntry]]:
    """Return every entry into the city's pool and what came of it, by tier; one query."""
    titles = Recognition.objects.filter(
        firm=OuterRef("firm"), tier=OuterRef("tier"), valid_from__gt=OuterRef("entered_on")
    )
    first = titles.order_by().values("firm").annotate(first=Min("valid_from")).values("first")
    rows: Iterable[tuple[str, int | None, datetime.date, datetime.date | None, datetime.date]] = (
        PoolPlace.objects.filter(workspace=actor.workspace)
        .exclude(leaving="mistaken")
        .annotate(recognised_on=Subquery(first))
        .values_list("tier", "lacked", "entered_on", "left_on", "recognised_on")
    )
    found: dict[str, list[watching.PastEntry]] = {}
    for tier, lacked, entered_on, left_on, recognised_on in rows:
        entry = watching.PastEntry(lacked, entered_on, left_on, recognised_on)
        found.setdefault(tier, []).append(entry)
    return found
