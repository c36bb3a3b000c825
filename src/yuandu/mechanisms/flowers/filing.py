"""Quotes that are handed in, set beside those kept: what is new, what changed, what is doubtful."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

import polars as pl
from django.db import connection

from yuandu.kernel.lifecycle.loading import copy_rows, refresh_statistics
from yuandu.mechanisms.flowers import reading, rules, weeks
from yuandu.mechanisms.flowers.models import Correction, Doubt, Filing, Quote, Week
from yuandu.mechanisms.flowers.reading import KEPT_AS, KEY, VALUES, Rows
from yuandu.mechanisms.flowers.sources import Source

COMPARED = ("unit", *VALUES)
MANY = 10_000  # from here on the planner should know at once
_KEPT: dict[str, Any] = {
    "pk": pl.Int64,
    "market": pl.Int64,
    "kind": pl.Int64,
    "on": pl.Date,
    "grade": pl.String,
    "unit": pl.String,
    **dict.fromkeys(VALUES, KEPT_AS),
}
_NULL = "-"  # no value is written so
_COPY = (
    'COPY flowers_quote (workspace_id, filing_id, kind_id, market_id, "on", grade, unit, doubt, '
    f"{', '.join(VALUES)}) FROM STDIN (FORMAT csv, NULL '{_NULL}')"
)
_CHANGE = """
UPDATE flowers_quote AS quote
   SET unit = given.unit, low = given.low, average = given.average, high = given.high,
       volume = given.volume, unsold = given.unsold, stock = given.stock, doubt = given.doubt, filing_id = %s
  FROM unnest(%s::bigint[], %s::text[], %s::numeric[], %s::numeric[], %s::numeric[],
              %s::numeric[], %s::numeric[], %s::numeric[], %s::text[])
    AS given (pk, unit, low, average, high, volume, unsold, stock, doubt)
 WHERE quote.id = given.pk AND quote.workspace_id = %s
"""


def checked(
    fields: pl.DataFrame,
    source: Source,
    *,
    words: Mapping[str, int],
    markets: Callable[[list[str]], Mapping[str, int]],
    today: datetime.date,
) -> tuple[Rows, pl.DataFrame]:
    """Return the rows that can be kept, with what is wrong of the others, and what is kept so far.

    Args:
        words: every name of a kind, in small letters → its key.
        markets: gives for the source's words for markets their keys.
    """
    rows = reading.understand(fields, source, words, today)
    named = rows.frame.get_column("market").unique().sort().to_list()
    rows.frame = rows.frame.with_columns(market=reading.translated("market", markets(named)))
    known = kept(rows.frame)
    reading.check_units(rows, source, usual_units(known))
    reading.put_together(rows, source)
    return rows, known


def kept(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the quotes kept of the markets, kinds and days of `frame`, and of the weeks before."""
    if frame.is_empty():
        return pl.DataFrame(schema=_KEPT)
    days: list[datetime.date] = frame.get_column("on").unique().sort().to_list()
    rows = Quote.objects.filter(
        market__in=frame.get_column("market").unique().to_list(),
        kind__in=frame.get_column("kind").unique().to_list(),
        on__range=(days[0] - rules.WINDOW, days[-1]),
    ).values_list(*_KEPT)
    return pl.DataFrame(list(rows), schema=_KEPT, orient="row")


def usual_units(known: pl.DataFrame) -> pl.DataFrame:
    """Return the unit by which each market has priced each kind of late."""
    return (
        known.sort("on").group_by("market", "kind").agg(pl.col("unit").last().alias("usual"))
    )  # fmt: skip


def with_doubts(frame: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with `doubt`: nothing sold at the price, or far from the weeks before."""
    odd = [row for row, is_one in reading.outliers(frame, known) if is_one]
    nothing = pl.lit(Doubt.UNSOLD.value)
    return frame.with_columns(
        doubt=pl.when(pl.col("volume") == 0)
        .then(nothing)
        .when(pl.col("row").is_in(odd))
        .then(pl.lit(Doubt.OUTLIER.value))
        .otherwise(pl.lit(""))
    )


def compared(frame: pl.DataFrame, known: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows that are new, and those that change a quote: with `pk` and `old_…`."""
    old = known.rename({name: f"old_{name}" for name in COMPARED})
    both = frame.join(old, on=KEY, how="left")
    differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"old_{name}")) for name in COMPARED)
    is_new = pl.col("pk").is_null()
    return both.filter(is_new), both.filter(~is_new & differs)


def add(filing: Filing, new: pl.DataFrame) -> None:
    """Keep new quotes, by COPY."""
    columns = ("kind", "market", "on", "grade", "unit", "doubt", *VALUES)
    rows = new.select(
        pl.lit(filing.workspace_id).alias("workspace"), pl.lit(filing.pk).alias("filing"), *columns
    )
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        # As one text: a million rows one by one take three times as long.
        copy.write(rows.write_csv(include_header=False, null_value=_NULL))
    if len(new) >= MANY:
        refresh_statistics(Quote)
    weeks.add_up(new)
    if len(new) >= MANY:
        refresh_statistics(Week)


def correct(filing: Filing, changed: pl.DataFrame) -> None:
    """Change quotes and keep what they said before."""
    if changed.is_empty():
        return
    own = (filing.workspace_id, filing.pk)
    old = changed.select("kind", "grade", "pk", *(f"old_{name}" for name in COMPARED)).iter_rows()
    copy_rows(
        Correction,
        ["workspace_id", "corrected_by_id", "kind_id", "grade", "quote_id", *COMPARED],
        ((*own, *row) for row in old),
    )
    given = [changed.get_column(name).to_list() for name in ("pk", *COMPARED, "doubt")]
    with connection.cursor() as cursor:
        cursor.execute(_CHANGE, [filing.pk, *given, filing.workspace_id])
    weeks.add_up(changed)
