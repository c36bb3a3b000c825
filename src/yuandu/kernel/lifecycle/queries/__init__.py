"""What this room finds."""

from yuandu.kernel.lifecycle.queries.tracks import (
    Offer,
    Panel,
    StageTime,
    Standing,
    counts_by_stage,
    get,
    late,
    longest_in_stage,
    offers,
    panels,
    times_in_stage,
    visible_to,
)

__all__ = [
    "Offer",
    "Panel",
    "StageTime",
    "Standing",
    "counts_by_stage",
    "get",
    "late",
    "longest_in_stage",
    "offers",
    "panels",
    "times_in_stage",
    "visible_to",
]
