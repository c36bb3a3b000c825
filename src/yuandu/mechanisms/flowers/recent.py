"""Three years of weeks of all that markets still quote, for what is worked out once a day."""

import datetime
from typing import Any

import polars as pl
from django.db.models import Exists, OuterRef

from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.flowers.models import Week
from yuandu.mechanisms.flowers.prices import SHOWN
from yuandu.mechanisms.flowers.queries import STILL_QUOTED

A_CHUNK = 50_000
_KEPT: dict[str, Any] = {
    "kind": pl.Int64,
    "kind__group": pl.String,
    "market": pl.Int64,
    "market__currency": pl.String,
    "grade": pl.String,
    "unit": pl.String,
    "on": pl.Date,
    **dict.fromkeys(("average", "volume", "unsold"), pl.Float64),
    **dict.fromkeys(("days", "reported", "reported_left"), pl.Int64),
}


def recent_weeks(workspace: Workspace) -> pl.DataFrame:
    """Return three years of weeks of all that was quoted in the last weeks, a row each.

    Columns: `kind`, `group`, `market`, `currency`, `grade`, `unit`, `on` (Monday), `price`; and
    `volume` and `unsold`, which are null where a day did not report them.
    """
    today = workspace.today()
    late = Week.objects.filter(
        kind=OuterRef("kind"),
        grade=OuterRef("grade"),
        market=OuterRef("market"),
        unit=OuterRef("unit"),
        on__gt=today - STILL_QUOTED - datetime.timedelta(today.weekday()),
        on__lte=today,
    )
    weeks = Week.objects.filter(
        Exists(late), workspace=workspace, on__gt=today - SHOWN, on__lte=today
    )
    rows = weeks.order_by("on", "kind", "market", "grade").values_list(*_KEPT)
    told = pl.DataFrame(list(rows.iterator(A_CHUNK)), schema=_KEPT, orient="row")
    return told.rename(
        {"kind__group": "group", "market__currency": "currency", "average": "price"}
    ).with_columns(
        volume=pl.when(pl.col("reported") == pl.col("days")).then("volume"),
        unsold=pl.when(pl.col("reported_left") == pl.col("days")).then("unsold"),
    )
