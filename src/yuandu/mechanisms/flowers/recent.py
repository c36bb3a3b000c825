"""Three years of weeks of all that markets still quote, for what is worked out once a day."""

from typing import Any

import polars as pl

from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.flowers.models import Quote
from yuandu.mechanisms.flowers.queries import SHOWN, STILL_QUOTED, weekly

_NAMES = ("kind", "market", "grade", "unit")
_RECENT: dict[str, Any] = {
    "kind": pl.Int64,
    "group": pl.String,
    "market": pl.Int64,
    "currency": pl.String,
    "grade": pl.String,
    "unit": pl.String,
    "on": pl.Date,
    **dict.fromkeys(("price", "volume", "unsold"), pl.Float64),
}


def recent_weeks(workspace: Workspace) -> pl.DataFrame:
    """Return three years of weeks of all that was quoted in the last weeks, a row each.

    Columns: `kind`, `group`, `market`, `currency`, `grade`, `unit`, `on` (Monday), `price`; and
    `volume` and `unsold`, which are null where a day did not report them.
    """
    today = workspace.today()
    late = Quote.objects.filter(workspace=workspace, on__gt=today - STILL_QUOTED, on__lte=today)
    quoted = set(late.filter(doubt="").values_list("kind", "market", "grade", "unit").distinct())
    kinds = {kind for kind, _, _, _ in quoted}
    quotes = Quote.objects.filter(kind__in=kinds, on__gt=today - SHOWN, on__lte=today)
    rows = [
        {name: row[name] for name in _NAMES}
        | {
            "group": row["kind__group"],
            "currency": row["market__currency"],
            "on": row["week"],
            "price": float(row["price"]),
            "volume": float(row["total"]) if row["reported"] == row["days"] else None,
            "unsold": float(row["left"]) if row["reported_left"] == row["days"] else None,
        }
        for row in weekly(quotes, "kind", "kind__group")
        if tuple(row[name] for name in _NAMES) in quoted
    ]
    return pl.DataFrame(rows, schema=_RECENT)
