"""Weeks of markets, added up from their quotes: whoever changes quotes adds the weeks up anew."""

import datetime

import polars as pl
from django.db import connection

A_WEEK = datetime.timedelta(days=7)
# Each touched week is taken out and put in as its quotes are now, whatever it was before. Days are
# matched one by one: by a range of days the database would read all that was ever quoted.
_TOUCHED = "unnest(%s::bigint[], %s::bigint[], %s::date[]) AS touched (kind, market, monday)"
_GONE = f"""
DELETE FROM flowers_week AS week USING {_TOUCHED}
 WHERE week.market_id = touched.market AND week."on" = touched.monday
   AND week.kind_id = touched.kind
"""  # noqa: S608 - constants alone
_ADDED = f"""
INSERT INTO flowers_week
    (workspace_id, kind_id, grade, "on", market_id, unit, days, reported, reported_left,
     average, low, high, volume, unsold, stock)
SELECT quote.workspace_id, quote.kind_id, quote.grade, touched.monday, quote.market_id, quote.unit,
       count(*), count(volume), count(unsold),
       round(CASE WHEN count(*) = count(volume) AND sum(volume) > 0
                  THEN sum(average * volume) / sum(volume) ELSE avg(average) END, 2),
       min(low), max(high), sum(volume), sum(unsold),
       (array_agg(stock ORDER BY quote."on" DESC) FILTER (WHERE stock IS NOT NULL))[1]
  FROM {_TOUCHED}
 CROSS JOIN generate_series(0, 6) AS day
  JOIN flowers_quote AS quote
    ON quote.kind_id = touched.kind AND quote.market_id = touched.market
   AND quote."on" = touched.monday + day
 WHERE quote.doubt = '' AND quote."on" >= %s AND quote."on" < %s
 GROUP BY quote.workspace_id, quote.kind_id, quote.grade, touched.monday, quote.market_id,
          quote.unit
"""  # noqa: S608 - constants alone


def add_up(*frames: pl.DataFrame) -> None:
    """Add the weeks up in which quotes were added or changed; two statements.

    Args:
        frames: with `kind`, `market` (keys) and `on`.
    """
    touched = pl.concat(
        frame.select("kind", "market", monday=pl.col("on").dt.truncate("1w")) for frame in frames
    ).unique()
    if touched.is_empty():
        return
    given = [touched.get_column(name).to_list() for name in ("kind", "market", "monday")]
    mondays = given[-1]
    with connection.cursor() as cursor:
        cursor.execute(_GONE, given)
        cursor.execute(_ADDED, [*given, min(mondays), max(mondays) + A_WEEK])
