"""Kinds of flowers, the markets that trade them, and what was quoted there day by day."""

from yuandu.mechanisms.flowers.models.kinds import Grade, Group, Kind, Market, Measure, Unit
from yuandu.mechanisms.flowers.models.outlook import Bulletin, Forecast, IndexPoint, Standing
from yuandu.mechanisms.flowers.models.quotes import Correction, Doubt, Filing, Quote, Week
from yuandu.mechanisms.flowers.models.supply import Demand, Planting, Shipment, Stage

__all__ = [
    "Bulletin",
    "Correction",
    "Demand",
    "Doubt",
    "Filing",
    "Forecast",
    "Grade",
    "Group",
    "IndexPoint",
    "Kind",
    "Market",
    "Measure",
    "Planting",
    "Quote",
    "Shipment",
    "Stage",
    "Standing",
    "Unit",
    "Week",
]
