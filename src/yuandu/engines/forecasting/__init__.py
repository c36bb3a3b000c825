"""Forecasts that show their own past error.

`foretell` says when works that were planned to end on a day really end, as an interval drawn
from works like them that have ended; `look_back` says how right it would have been so far.

Prices and quantities by week are foretold by `yuandu.engines.forecasting.series`:
`forecast(table, horizon, level)`. What imports this package alone does not load its libraries.
"""

from yuandu.engines.forecasting.finishes import (
    Ended,
    Foretold,
    Known,
    LookBack,
    Works,
    foretell,
    foretell_from,
    known,
    look_back,
)
from yuandu.engines.forecasting.intervals import LEAST_CASES, SHARE

__all__ = [
    "LEAST_CASES",
    "SHARE",
    "Ended",
    "Foretold",
    "Known",
    "LookBack",
    "Works",
    "foretell",
    "foretell_from",
    "known",
    "look_back",
]
