"""What is published of flowers: market data, and what offices report of the industry."""

from yuandu.mechanisms.flowers.figures import market
from yuandu.mechanisms.flowers.figures.industry import ARTICLE

__all__ = ["ARTICLE", "market"]
