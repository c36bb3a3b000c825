"""Forecasts of what markets quote, made anew from all quotes.

The engine brings libraries that a page should not wait for: commands and the day's chore import
this module by name when they need it.
"""

import datetime

import polars as pl
from django.core.exceptions import PermissionDenied
from django.db import transaction

from yuandu.engines.forecasting import series
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle.loading import copy_rows
from yuandu.mechanisms.flowers import recent
from yuandu.mechanisms.flowers.models import Forecast, Kind, Market
from yuandu.mechanisms.flowers.permissions import may_file

HORIZON, LEVEL = 12, 80
LONGEST_LAG = 104
KEY = ("kind", "market", "grade", "unit")
KEPT_AS = pl.Decimal(14, 2)
NUMBERS = ("value", "low", "high", "seasonal_naive", "past_error", "naive_error")
COLUMNS = (*NUMBERS, "week", "ahead", "origins", "level", "coverage", "method", "cut_off", "seed")


@transaction.atomic
def refresh_forecasts(*, by: Actor) -> int:
    """Foretell prices and quantities 1 to 12 weeks ahead and at each kind's growing time.

    A market's kind that was quoted within eight weeks is foretold, grade by grade. Return how
    many lines stand now; the old ones are gone.

    Raises:
        PermissionDenied: `by` keeps no market data.
    """
    if not may_file(by):
        raise PermissionDenied
    # Two refreshes wait for each other, so that the second replaces what the first made.
    list(Market.objects.select_for_update().filter(workspace=by.workspace).order_by("pk"))
    Forecast.objects.filter(workspace=by.workspace).delete()
    weeks = recent.recent_weeks(by.workspace)
    kinds = Kind.objects.filter(workspace=by.workspace).values_list("pk", "weeks")
    known = pl.DataFrame(
        list(kinds), schema={"kind": pl.Int64, "lag": pl.Int64}, orient="row"
    ).with_columns(lag=pl.when(pl.col("lag").is_between(HORIZON + 1, LONGEST_LAG)).then("lag"))
    lines = 0
    this_week = by.workspace.today() - datetime.timedelta(by.workspace.today().weekday())
    for what, given in {
        Forecast.What.PRICE: weeks,
        # A sum of this week says nothing before its days are over.
        Forecast.What.VOLUME: weeks.filter(pl.col("on") < this_week).drop_nulls("volume"),
    }.items():
        if not given.is_empty():
            lines += _keep(by, what, given.join(known, on="kind"))
    audit.record(by, "flowers.forecast", by.workspace, lines=lines)
    return lines


def _keep(by: Actor, what: str, weeks: pl.DataFrame) -> int:
    """Foretell the weeks of one measure and keep the lines; return how many."""
    table = weeks.select(
        pl.concat_str(KEY, separator="|").alias("series"),
        day=pl.col("on").cast(pl.String),
        value=str(what),
        group="group",
        lag="lag",
    )
    panel = series.read(table, adds=what == Forecast.What.VOLUME)
    told = series.forecast_panel(panel, HORIZON, LEVEL, sums=False).table(HORIZON)
    names = pl.col("series").str.split_exact("|", len(KEY) - 1).struct.rename_fields(KEY)
    made = told.with_columns(
        *(pl.col(name).round(2).cast(KEPT_AS) for name in NUMBERS),
        pl.col("coverage").round(1).cast(pl.Decimal(4, 1)),
        pl.col("level").cast(pl.Int64),
        names.alias("names"),
    ).unnest("names")
    own = (by.workspace_id, what)
    copy_rows(
        Forecast,
        ["workspace_id", "what", "kind_id", "market_id", "grade", "unit", *COLUMNS],
        ((*own, *row) for row in made.select(*KEY, *COLUMNS).iter_rows()),
    )
    return made.height
