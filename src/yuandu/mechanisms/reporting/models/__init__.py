"""Rounds of reports, what each county files, the reports, lights with terms and supervision."""

from yuandu.mechanisms.reporting.models.lights import Light, LightTally, LightTerms
from yuandu.mechanisms.reporting.models.reports import Report
from yuandu.mechanisms.reporting.models.rounds import Filing, Round
from yuandu.mechanisms.reporting.models.supervision import Supervision

__all__ = ["Filing", "Light", "LightTally", "LightTerms", "Report", "Round", "Supervision"]
