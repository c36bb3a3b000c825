"""Measures with what they claim and where they hold."""

from yuandu.mechanisms.reforms.models.measures import Claim, Coverage, Measure

__all__ = ["Claim", "Coverage", "Measure"]
