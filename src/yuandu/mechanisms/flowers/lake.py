"""Quotes as a lake: one Parquet file a month, read through Narwhals by Polars or Spark."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl
from django.db.models import Max, Min

from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.flowers.models import Quote
from yuandu.mechanisms.flowers.reading import KEPT_AS, VALUES

FIELDS: dict[str, Any] = {
    "kind__code": pl.String,
    "kind__name": pl.String,
    "kind__group": pl.String,
    "market__name": pl.String,
    "market__currency": pl.String,
    "on": pl.Date,
    "grade": pl.String,
    "unit": pl.String,
    **dict.fromkeys(VALUES, KEPT_AS),
    "doubt": pl.String,
}
NAMES = {name: name.replace("__", "_") for name in FIELDS}
A_CHUNK = 50_000


def write(workspace: Workspace, folder: Path) -> Iterator[tuple[str, int]]:
    """Write every month's quotes to `month=2026-11/quotes.parquet`; yield months and rows.

    A month is written beside its old file and then put in its place, so that a reader sees
    either. Running it again after corrections writes the corrected months.
    """
    span = Quote.objects.filter(workspace=workspace).aggregate(Min("on"), Max("on"))
    month, last = span["on__min"], span["on__max"]
    while month and month <= last:
        month = month.replace(day=1)
        after = (month + datetime.timedelta(days=31)).replace(day=1)
        rows = Quote.objects.filter(workspace=workspace, on__gte=month, on__lt=after)
        given = rows.order_by("on", "kind", "market", "grade").values_list(*FIELDS)
        frame = pl.DataFrame(
            list(given.iterator(chunk_size=A_CHUNK)), schema=FIELDS, orient="row"
        ).rename(NAMES)
        if frame.height:
            place = folder / f"month={month:%Y-%m}"
            place.mkdir(parents=True, exist_ok=True)
            frame.write_parquet(place / ".new")
            (place / ".new").rename(place / "quotes.parquet")
            yield f"{month:%Y-%m}", frame.height
        month = after


def read(folder: Path, backend: Any = "polars", **options: Any) -> nw.LazyFrame[Any]:
    """Return the lake as a lazy frame of a backend that Narwhals knows.

    Args:
        options: What the backend needs, such as `session` for Spark.
    """
    return nw.scan_parquet(str(folder / "*" / "quotes.parquet"), backend=backend, **options)


def monthly_means(quotes: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Return a kind's mean price and what was sold by month, currency and unit, without doubts."""
    price, volume = nw.col("average").cast(nw.Float64), nw.col("volume").cast(nw.Float64)
    sound = quotes.filter(nw.col("doubt") == "")
    by_month = sound.with_columns(
        year=nw.col("on").dt.year(), month=nw.col("on").dt.month(), price=price, sold=volume
    )
    key = ("kind_code", "market_currency", "unit", "year", "month")
    return (
        by_month.group_by(*key)
        .agg(nw.col("price").mean(), nw.col("sold").sum(), quotes=nw.len())
        .sort(*key)
    )
