"""Kinds of flowers, the markets that trade them, and what was quoted there day by day."""

from yuandu.mechanisms.flowers.models.kinds import Grade, Group, Kind, Market, Measure, Unit
from yuandu.mechanisms.flowers.models.outlook import Forecast, IndexPoint, Standing
from yuandu.mechanisms.flowers.models.quotes import Correction, Doubt, Filing, Quote, Week

__all__ = [
    "Correction",
    "Doubt",
    "Filing",
    "Forecast",
    "Grade",
    "Group",
    "IndexPoint",
    "Kind",
    "Market",
    "Measure",
    "Quote",
    "Standing",
    "Unit",
    "Week",
]
