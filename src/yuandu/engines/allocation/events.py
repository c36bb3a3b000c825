"""Events after a docking, as a table: orders that come or are cancelled, growers who drop out."""

from collections.abc import Sequence

import polars as pl

from yuandu.engines.allocation import markets
from yuandu.engines.allocation.flows import Overflow
from yuandu.engines.allocation.live import Change, Gone, Live, Order, ThreeSided
from yuandu.engines.allocation.markets import Market
from yuandu.engines.tables import Bad, Problem

__all__ = ["ThreeSided", "replay"]
COME, CANCEL, DROP_OUT = "come", "cancel", "drop-out"
COLUMNS = {"line": pl.Int64, "event": pl.String, "order": pl.String, "grower": pl.String,
           "offer": pl.Int64, "units": pl.Int64}  # fmt: skip


def replay(market: Market, events: pl.DataFrame) -> pl.DataFrame:
    """Return what each event changes, one after the other.

    Args:
        events: `event`, one of come, cancel and drop-out; `order`, or `grower` of who drops out;
            of an order that comes the other columns of orders too.

    Returns:
        A line a change: `line` of the event from 1, `event`, `order`, `grower`, `offer` (its line
        from 1), and by how many `units` what the offer gives to the order has changed.

    Raises:
        Bad: a line cannot be read, or names who is not there.
        ThreeSided: this market cannot be kept live.
    """
    missing = [column for column in ("event", "order", "grower") if column not in events.columns]
    if missing:
        raise Bad([Problem("events", 0, column, "", "missing-column") for column in missing])
    given = events.with_columns(pl.all().cast(pl.String)).with_row_index("line", offset=1)
    coming = _coming(given.filter(pl.col("event") == COME))
    kept = Live(market)
    growers = market.growers["grower"]
    rows = [
        (event["line"], event["event"], change.order, growers[change.offer], change.offer + 1,
         change.units)
        for event in given.iter_rows(named=True)
        for change in _happen(kept, event, coming)
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


def _coming(lines: pl.DataFrame) -> dict[int, Order]:
    """Return the orders that come, by the line of their event."""
    if lines.is_empty():
        return {}
    none = pl.DataFrame(schema=dict.fromkeys(markets.GROWERS, pl.String))
    try:
        orders = markets.read(lines.drop("line", "event", "grower"), none, None).orders
    except Bad as bad:
        raise Bad([_of_event(each, lines["line"].to_list()) for each in bad.problems]) from bad
    columns = ("order", "kind", "grade", "quantity", "price", "from", "until", "market")
    rows = orders.select(columns).iter_rows()
    return {line: Order(*row) for line, row in zip(lines["line"], rows, strict=True)}


def _of_event(problem: Problem, lines: Sequence[int]) -> Problem:
    line = lines[problem.line - 1] if problem.line else 0
    return Problem("events", line, problem.column, problem.value, problem.why)


def _happen(kept: Live, event: dict[str, str], coming: dict[int, Order]) -> list[Change]:
    what, line = event["event"], int(event["line"])
    column = "grower" if what == DROP_OUT else "order"
    name = event[column] or ""
    try:
        if what == COME:
            return kept.come(coming[line])
        if what == CANCEL:
            return kept.cancel(name)
        if what == DROP_OUT:
            return kept.drop_out(name)
    except Gone as error:
        raise Bad([Problem("events", line, column, name, "not-there")]) from error
    except Overflow:
        raise
    except ValueError as error:
        raise Bad([Problem("events", line, column, name, "twice")]) from error
    raise Bad([Problem("events", line, "event", what or "", "no-such-event")])
