"""Measures with what they claim and where they hold; figures as they were, month by month."""

from yuandu.mechanisms.reforms.models.measures import Claim, Coverage, Measure
from yuandu.mechanisms.reforms.models.readings import Reading

__all__ = ["Claim", "Coverage", "Measure", "Reading"]
