"""Rounds of monthly reports, what each county files, the reports, and lights with their terms."""

from yuandu.mechanisms.reporting.models.lights import Light, LightTerms
from yuandu.mechanisms.reporting.models.reports import Report
from yuandu.mechanisms.reporting.models.rounds import Filing, Round

__all__ = ["Filing", "Light", "LightTerms", "Report", "Round"]
