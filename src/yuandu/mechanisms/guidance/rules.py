"""Numbers of this room, and the windows in which supply is looked at."""

import datetime

WEEKS_OF_PRICES = 156
FORECAST_LEVEL = 80  # per cent of cases between the edges of a forecast
STALE = datetime.timedelta(weeks=3)  # a forecast that knows less is left out
SCENARIOS = 500
CAUTIONS = {"bold": 0.1, "even": 0.5, "wary": 1.5}
FLEXIBILITY = 0.7  # by so many per cent a price is taken to fall where supply grows by one
YIELD_SD = 0.15
YEAR_WEEKS = 52
# Which part of what is sold the households here are taken to bring; the rest comes as usual.
COVERED = 0.3
WINDOW = 4  # weeks of sale that are looked at together
FIRST_AHEAD, LAST_AHEAD = 8, 20  # weeks ahead in which oversupply is warned of
FARTHEST = datetime.timedelta(days=730)


def window(sell_on: datetime.date, today: datetime.date) -> int:
    """Return in which window of so many weeks from today a sale falls; the first is 0."""
    return (sell_on - today).days // (7 * WINDOW)


def windows() -> range:
    """Return the windows in which oversupply is warned of."""
    return range(FIRST_AHEAD // WINDOW, LAST_AHEAD // WINDOW)


def begins(number: int, today: datetime.date) -> datetime.date:
    """Return the first day of a window."""
    return today + datetime.timedelta(weeks=WINDOW * number)
