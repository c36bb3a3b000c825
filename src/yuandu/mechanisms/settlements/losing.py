"""The loss book is written with deliveries: what was rejected, sold for less, never came."""

import datetime

from django.db.models import F, Sum

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.settlements.models import Batch, Grading, Loss, Season, Shortage
from yuandu.mechanisms.settlements.refusals import OddDelivery
from yuandu.mechanisms.settlements.rules import grading as rules
from yuandu.mechanisms.settlements.rules import losses, quarters


def season_of(by: Actor, household: Party, on: datetime.date) -> Season:
    """Return the household's quarter of a day, held until the transaction ends."""
    starts_on = quarters.first_day(on)
    Season.objects.get_or_create(
        household=household, starts_on=starts_on, defaults={"workspace": by.workspace}
    )
    return Season.objects.select_for_update(no_key=True).get(
        household=household, starts_on=starts_on
    )


def of_grading(by: Actor, batch: Batch, grading: Grading, lines: tuple[rules.Line, ...]) -> None:
    """Enter what a grading shows; what an earlier one of the batch showed is taken out again.

    Raises:
        OddDelivery: the household's book would have lost more than it had.
    """
    assert batch.delivered_on is not None  # noqa: S101 - a received batch has its day
    on = batch.delivered_on
    season = season_of(by, batch.promise.offer.grower, on)
    earlier = batch.gradings.filter(is_current=False).order_by("-pk").first()
    before = Loss.objects.filter(batch=batch)
    lost = -(before.exclude(cause=losses.DOWNGRADED).aggregate(pots=Sum("quantity"))["pots"] or 0)
    before.delete()
    entries = [
        _loss(by, season, batch, losses.OF_REJECTION[cause], pots, grading, on)
        for cause, pots in grading.counts.rejected.items()
        if pots
    ]
    lost += sum(each.quantity for each in entries)
    fewer, less = rules.downgraded(lines, grading.price)
    if fewer:
        entries.append(_loss(by, season, batch, losses.DOWNGRADED, fewer, grading, on))
        entries[-1].amount = less
    Loss.objects.bulk_create(entries)
    delivered = grading.received - (earlier.received if earlier else 0)
    if season.lost + lost > season.saleable + delivered:
        raise OddDelivery("book")
    Season.objects.filter(pk=season.pk).update(
        delivered=F("delivered") + delivered, lost=F("lost") + lost
    )


def _loss(
    by: Actor,
    season: Season,
    batch: Batch,
    cause: str,
    pots: int,
    grading: Grading,
    on: datetime.date,
) -> Loss:
    return Loss(
        workspace=by.workspace,
        season=season,
        kind_id=batch.promise.order.kind_id,
        cause=cause,
        quantity=pots,
        amount=pots * grading.price,
        on=on,
        batch=batch,
        promise=batch.promise,
        recorded_by=by.label[:150],
    )


def of_shortage(by: Actor, shortage: Shortage) -> None:
    """Enter pots that never came; those rejected at the scales are entered already."""
    if shortage.cause == losses.REJECTED:
        return
    promise = shortage.promise
    season = season_of(by, promise.offer.grower, shortage.recorded_on)
    Loss.objects.create(
        workspace=by.workspace,
        season=season,
        kind_id=promise.order.kind_id,
        cause=shortage.cause,
        quantity=shortage.quantity,
        amount=shortage.quantity * promise.price,
        on=shortage.recorded_on,
        batch=shortage.batch,
        promise=promise,
        words=shortage.words,
        recorded_by=by.label[:150],
    )
    lost = shortage.quantity if shortage.cause != losses.DOWNGRADED else 0
    Season.objects.filter(pk=season.pk).update(
        delivered=F("delivered") + shortage.quantity, lost=F("lost") + lost
    )
