"""Prices and quantities of the weeks to come, each beside its own past error.

    from yuandu.engines.forecasting.series import forecast

    told = forecast(table, horizon=8, level=80)
    told.table()                     # a line for each series and week
    told.middle, told.low, told.high # arrays, series (in the order of panel.names) × horizons

`table` is a frame of `series`, `day`, `value` and, where known, `group` (series of one group
help each other), `market`, `lag` (a week further ahead that is wanted of the series). Values
are prices, of which a week has the mean; with `adds=True` they are quantities, of which it has
the sum, and forecasts of each group, each market and all come with them and add up. `horizon` is a number of weeks, or the weeks themselves: `(4, 8, 26)`.

A frame that is not read yet, of Spark or another that Narwhals knows, is folded into weeks where
it lies; what a cluster gives is what this machine gives.

`read` makes a panel of a table once, and `forecast_panel` foretells it; a `Panel` can also be
made of arrays. All methods stand on data up to the table's last week and on nothing else.

The package loads LightGBM: only what forecasts imports it.
"""

from collections.abc import Sequence
from typing import Any

from yuandu.engines.forecasting.series.answers import Forecasts, answer
from yuandu.engines.forecasting.series.conformal import errors
from yuandu.engines.forecasting.series.reconciling import reconciled, with_sums
from yuandu.engines.forecasting.series.rolling import METHODS, backtest
from yuandu.engines.forecasting.series.tables import Panel, read
from yuandu.engines.tables import Bad, Problem

SEED = 20_260_101

__all__ = ["METHODS", "Bad", "Forecasts", "Panel", "Problem", "forecast", "forecast_panel", "read"]


def forecast(
    table: Any,
    horizon: int | Sequence[int],
    level: float = 80,
    *,
    adds: bool = False,
    seed: int = SEED,
) -> Forecasts:
    """Foretell every series of a table.

    Args:
        table: As `read` takes it.
        horizon: How many weeks ahead, or which.
        level: The percentage of values that are to lie between `low` and `high`.
        adds: The values are quantities, not prices.

    Raises:
        Bad: lines of the table cannot be read.
    """
    return forecast_panel(read(table, adds=adds), horizon, level, seed=seed)


def forecast_panel(
    panel: Panel,
    horizon: int | Sequence[int],
    level: float = 80,
    *,
    sums: bool = True,
    seed: int = SEED,
) -> Forecasts:
    """Foretell every series of a panel; as `forecast`.

    The lags of the panel are foretold beside the weeks of `horizon`.

    Args:
        sums: Foretell the sums of quantities too; not where they are counted in several units.
    """
    asked = range(1, horizon + 1) if isinstance(horizon, int) else horizon
    horizons = sorted({*asked, *(int(lag) for lag in panel.lags if lag)})
    if not (panel.adds and sums):
        return answer(errors(backtest(panel, horizons, seed)), level / 100, seed)
    whole, adding = with_sums(panel)
    return reconciled(answer(errors(backtest(whole, horizons, seed)), level / 100, seed), adding)
