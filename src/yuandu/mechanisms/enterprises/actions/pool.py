"""Into the pool and out of it, with reasons; batch dates, and what is a signal."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.audit.actions import Act
from yuandu.mechanisms.enterprises import permissions, rules
from yuandu.mechanisms.enterprises.actions.titles import NotYours
from yuandu.mechanisms.enterprises.models import (
    BatchDate,
    Firm,
    PoolPlace,
    Recognition,
    Standing,
    WatchLimits,
)
from yuandu.mechanisms.enterprises.queries.pool import lacked_by
from yuandu.mechanisms.enterprises.queries.titles import held_on
from yuandu.mechanisms.enterprises.refusals import (
    AlreadyHolds,
    AlreadyInPool,
    AlreadyLeft,
    NotKept,
)


@transaction.atomic
def enter_pool(*, by: Actor, firm: Firm, tier: str, because: str) -> PoolPlace:
    """Put a firm into the pool for a tier; what it lacks today is kept with it.

    Raises:
        NotKept: the actor does not keep this firm's record.
        AlreadyHolds: it holds the title or a higher one.
        AlreadyInPool: it is there for this tier, perhaps since a moment.
    """
    if not permissions.keeps(by, firm):
        raise NotKept
    today = by.workspace.today()
    above = rules.TIERS[rules.TIERS.index(tier) :]
    if Recognition.objects.filter(held_on(today), firm=firm, tier__in=above).exists():
        raise AlreadyHolds(firm.title, tier)
    _locked(firm.pk)
    if PoolPlace.objects.filter(firm=firm, tier=tier, left_on=None).exists():
        raise AlreadyInPool(firm.title, tier)
    place = PoolPlace.objects.create(
        workspace=by.workspace,
        firm=firm,
        tier=tier,
        entered_on=today,
        entered_because=because,
        entered_by_id=by.user_id,
        lacked=lacked_by([firm.pk]).get((firm.pk, tier)),
    )
    audit.record(by, "pool.enter", place, firm=firm.pk, tier=tier, because=because)
    return place


def _locked(*firms: int) -> None:
    """Let nobody else put these firms into the pool until this is done."""
    list(Firm.objects.select_for_update(no_key=True).filter(pk__in=firms).order_by("pk"))


@transaction.atomic
def enter_proposed(*, by: Actor, standings: Sequence[Standing], because: str) -> int:
    """Put firms into the pool that the sweep proposed; return how many were not there yet.

    Raises:
        NotKept: one of them is not the actor's to keep.
    """
    if not all(permissions.keeps(by, one.firm) for one in standings):
        raise NotKept
    keys = [one.firm_id for one in standings]
    _locked(*keys)
    there = set(
        PoolPlace.objects.filter(firm__in=keys, left_on=None).values_list("firm_id", "tier")
    )
    fresh = [one for one in standings if (one.firm_id, one.tier) not in there]
    places = PoolPlace.objects.bulk_create(
        [
            PoolPlace(
                workspace=by.workspace,
                firm_id=one.firm_id,
                tier=one.tier,
                entered_on=by.workspace.today(),
                entered_because=because,
                entered_by_id=by.user_id,
                is_proposed=True,
                lacked=one.lacks,
            )
            for one in fresh
        ]
    )
    label = PoolPlace._meta.label_lower
    audit.record_all(
        [
            Act(
                by,
                "pool.enter",
                label,
                place.pk,
                {"firm": place.firm_id, "tier": place.tier, "because": because},
            )
            for place in places
        ]
    )
    return len(places)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlace:
    """A line of an entry list."""

    firm: Firm
    tier: str
    because: str
    entered_on: datetime.date


@transaction.atomic
def take_in_pool(*, by: Actor, lines: Sequence[NewPlace]) -> int:
    """Put the firms of an entry list into the pool; return how many were not there.

    Of those that are there, day and reason of entry are corrected. What a firm lacked is kept
    for entries of today alone: of an earlier day nobody measured it.

    Raises:
        NotKept: one of them is not the actor's to keep.
    """
    if not all(permissions.keeps(by, line.firm) for line in lines):
        raise NotKept
    keys = [line.firm.pk for line in lines]
    _locked(*keys)
    there = {
        (place.firm_id, place.tier): place
        for place in PoolPlace.objects.filter(firm__in=keys, left_on=None)
    }
    lacked, today = lacked_by(keys), by.workspace.today()
    fresh = []
    for line in lines:
        place = there.get((line.firm.pk, line.tier))
        if place is None:
            place = PoolPlace(workspace=by.workspace, firm=line.firm, tier=line.tier)
            place.entered_by_id = by.user_id
            if line.entered_on == today:
                place.lacked = lacked.get((line.firm.pk, line.tier))
            fresh.append(place)
        place.entered_on, place.entered_because = line.entered_on, line.because
    PoolPlace.objects.bulk_create(fresh)
    PoolPlace.objects.bulk_update(there.values(), ["entered_on", "entered_because"])
    label = PoolPlace._meta.label_lower
    audit.record_all(
        [
            Act(by, "pool.enter", label, place.pk, {"firm": place.firm_id, "tier": place.tier})
            for place in (*fresh, *there.values())
        ]
    )
    return len(fresh)


@transaction.atomic
def leave_pool(*, by: Actor, place: PoolPlace, leaving: str, because: str) -> None:
    """Take a firm out of the pool, for one of `Leaving` and in words.

    Raises:
        NotKept: the actor does not keep this firm's record.
        AlreadyLeft: it is not in the pool any more.
    """
    if not permissions.keeps(by, place.firm):
        raise NotKept
    changed = PoolPlace.objects.filter(pk=place.pk, left_on=None).update(
        left_on=by.workspace.today(), leaving=leaving, left_because=because, left_by=by.user_id
    )
    if not changed:
        raise AlreadyLeft
    place.refresh_from_db()
    audit.record(by, "pool.leave", place, leaving=leaving, because=because)


@transaction.atomic
def keep_batch(
    *,
    by: Actor,
    tier: str,
    name: str,
    opens_on: datetime.date,
    closes_on: datetime.date,
    document: str = "",
) -> BatchDate:
    """Enter when a batch is filed, or correct it: a batch goes by its tier and name.

    Raises:
        NotYours: batch dates are entered by the city's officers.
    """
    if not by.has(*permissions.IMPORTERS):
        raise NotYours
    batch, _is_new = BatchDate.objects.update_or_create(
        workspace=by.workspace,
        tier=tier,
        name=name,
        defaults={"opens_on": opens_on, "closes_on": closes_on, "document": document},
    )
    audit.record(by, "batch.keep", batch, tier=tier, opens=str(opens_on), closes=str(closes_on))
    return batch


@transaction.atomic
def keep_limits(
    *, by: Actor, revenue_fall_share: Decimal, rd_share: Decimal, months: int
) -> WatchLimits:
    """Set from where on something is a signal; it counts from the next sweep on.

    Raises:
        NotYours: the limits are set by the city's officers.
    """
    if not by.has(*permissions.IMPORTERS):
        raise NotYours
    kept, _is_new = WatchLimits.objects.update_or_create(
        workspace=by.workspace,
        defaults={
            "revenue_fall_share": revenue_fall_share,
            "rd_share": rd_share,
            "months": months,
        },
    )
    audit.record(
        by,
        "watch.limit",
        kept,
        revenue_fall_share=str(revenue_fall_share),
        rd_share=str(rd_share),
        months=months,
    )
    return kept
