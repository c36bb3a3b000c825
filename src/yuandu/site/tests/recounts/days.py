"""The day the sample city is counted on, and the year it is counted for."""

import datetime

TODAY = datetime.date(2026, 11, 24)
YEAR = datetime.date(2026, 1, 1)
