"""What this room finds: tracks here, promises and people in modules of their own."""

from yuandu.kernel.lifecycle.queries.tracks import (
    Offer,
    Panel,
    StageTime,
    Standing,
    counts_by_stage,
    get,
    get_for,
    late,
    longest_in_stage,
    offers,
    panel,
    panel_at_hand,
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
    "get_for",
    "late",
    "longest_in_stage",
    "offers",
    "panel",
    "panel_at_hand",
    "panels",
    "times_in_stage",
    "visible_to",
]
