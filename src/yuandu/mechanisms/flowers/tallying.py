"""What all quotes together say, worked out once a day: the price index, and where kinds are short.

A page could not add up three years of all kinds while somebody waits.
"""

import datetime
from collections.abc import Iterator
from typing import Any

import polars as pl
from django.core.exceptions import PermissionDenied
from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.mechanisms.flowers import recent, rules
from yuandu.mechanisms.flowers.models import Group, IndexPoint, Market, Standing
from yuandu.mechanisms.flowers.permissions import may_file

USUAL_WEEKS = 8
A_BATCH = 2_000


@transaction.atomic
def refresh_tallies(*, by: Actor) -> None:
    """Work the price index and the standings of markets out anew.

    Raises:
        PermissionDenied: `by` keeps no market data.
    """
    if not may_file(by):
        raise PermissionDenied
    # Two refreshes wait for each other, so that the second replaces what the first made.
    list(Market.objects.select_for_update().filter(workspace=by.workspace).order_by("pk"))
    weeks = recent.recent_weeks(by.workspace).filter(pl.col("group") != Group.PRODUCE.value)
    today = by.workspace.today()
    whole = weeks.filter(pl.col("on") < today - datetime.timedelta(today.weekday()))
    IndexPoint.objects.filter(workspace=by.workspace).delete()
    Standing.objects.filter(workspace=by.workspace).delete()
    points = [
        IndexPoint(workspace=by.workspace, **fields)
        for fields in _index(whole.filter(currency=by.workspace.currency))
    ]
    standings = [Standing(workspace=by.workspace, **fields) for fields in _standings(whole)]
    IndexPoint.objects.bulk_create(points, batch_size=A_BATCH)
    Standing.objects.bulk_create(standings, batch_size=A_BATCH)
    audit.record(by, "flowers.tally", by.workspace, points=len(points), standings=len(standings))


def _index(weeks: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield the points of the index of all kinds and of each group."""
    for group in ("", *weeks.get_column("group").unique().sort()):
        rows = weeks if not group else weeks.filter(group=group)
        cells = [
            rules.Cell(
                name=(row["kind"], row["market"], row["grade"], row["unit"]),
                on=row["on"],
                price=row["price"],
                value=row["price"] * (row["volume"] or 0),
            )
            for row in rows.iter_rows(named=True)
        ]
        counts = dict(rows.group_by("on").len().iter_rows())
        for on, value in rules.price_index(cells).items():
            yield {"group": group, "on": on, "value": round(value, 2), "cells": counts[on]}


def _standings(weeks: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield how the last whole week of each market and kind compares with the eight before."""
    arrived = pl.col("volume") + pl.col("unsold")
    by_week = (
        weeks.group_by("kind", "market", "unit", "on")
        .agg(
            # A sum with a grade that was not reported would be short of it.
            arrivals=pl.when(arrived.null_count() == 0).then(arrived.sum()),
            unsold=pl.when(pl.col("unsold").null_count() == 0).then(pl.col("unsold").sum()),
        )
        .sort("on")
    )
    usual_since = pl.col("week") - pl.duration(weeks=USUAL_WEEKS)
    lasts = by_week.group_by("kind", "market", "unit").agg(week=pl.col("on").last())
    before = (pl.col("on") < pl.col("week")) & (pl.col("on") >= usual_since)
    key = ("kind", "market", "unit")
    usual = (
        by_week.join(lasts, on=key)
        .filter(before)
        .group_by(key)
        .agg(
            usual_arrivals=pl.col("arrivals").median(),
            usual_unsold=pl.col("unsold").sum() / pl.col("arrivals").sum(),
        )
    )
    # Grade by grade, so that a week with dearer grades is not a dearer week.
    logs = weeks.join(lasts, on=key).with_columns(log=pl.col("price").log())
    now = logs.filter(pl.col("on") == pl.col("week")).select(*key, "grade", now="log")
    then = logs.filter(before).group_by(*key, "grade").agg(then=pl.col("log").mean())
    prices = (
        now.join(then, on=(*key, "grade"))
        .group_by(key)
        .agg(price=(pl.col("now") - pl.col("then")).mean().exp() - 1)
    )
    found = (
        lasts.join(prices, on=key)
        .join(by_week.rename({"on": "week"}), on=(*key, "week"))
        .join(usual, on=key)
        .sort(key)
    )
    for row in found.iter_rows(named=True):
        arrivals, usually = row["arrivals"], row["usual_arrivals"]
        unsold = row["unsold"] / arrivals if arrivals and row["unsold"] is not None else None
        usual_unsold = row["usual_unsold"]
        yield {
            "kind_id": row["kind"],
            "market_id": row["market"],
            "unit": row["unit"],
            "week": row["week"],
            "arrivals": arrivals,
            "usual_arrivals": usually,
            "unsold": _part(unsold),
            "usual_unsold": _part(usual_unsold),
            "price": row["price"],
            "state": rules.standing(
                price=row["price"],
                arrivals=arrivals / usually - 1 if arrivals is not None and usually else None,
                unsold=_less(unsold, usual_unsold),
            ),
        }


def _part(share: float | None) -> float | None:
    """Return a part as it is kept; 0 ÷ 0 is none."""
    return None if share is None or share != share else round(share, 3)  # noqa: PLR0124


def _less(one: float | None, other: float | None) -> float | None:
    found = _part(one), _part(other)
    return None if None in found else found[0] - found[1]  # type: ignore[operator]
