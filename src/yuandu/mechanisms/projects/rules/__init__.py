"""What the register holds to be true. Pure: no Django, the day is an argument."""

import datetime

from yuandu.mechanisms.projects.rules.sense import (
    ABSURD_INVESTMENT,
    LARGE_INVESTMENT,
    STATISTICS_THRESHOLD,
    Facts,
    Fault,
    faults,
)

PRODUCTIVE_KINDS = frozenset({"platform", "industry"})

PRODUCTIVE, WORKS = "project_productive", "project_works"
INVESTMENT_LISTING = "project_investment_listing"
LAND, ENERGY = "project_land", "project_energy"
ENVIRONMENT, CONSTRUCTION = "project_environment", "project_construction"
PARALLEL = (INVESTMENT_LISTING, LAND, ENERGY, ENVIRONMENT, CONSTRUCTION)

# The stages of both main tracks in the order of a board.
STAGES = (
    "plan",
    "works_start",
    "build",
    "works_completion",
    "production_start",
    "tax",
    "above_scale_listing",
    "suspended",
    "cancelled",
)
STARTED = STAGES[1:7]
FINISHED = STAGES[3:7]
RESTING = STAGES[7:]

LEVELS = ("province", "city", "county")  # highest first
CARRIED_OUT = ("new_start", "continuing")  # what a list carries out; the rest is reserve


def cycle_of(kind: str) -> str:
    """Return the main life cycle of a kind of project.

    Those that produce go on to tax and above-scale statistics; social works and
    infrastructure end when they are handed over.
    """
    return PRODUCTIVE if kind in PRODUCTIVE_KINDS else WORKS


def planned_days(
    kind: str, start_on: datetime.date | None, end_on: datetime.date | None
) -> tuple[tuple[str, datetime.date | None], ...]:
    """Return the stages of the main track that a project plans, each with its day."""
    end = "production_start" if kind in PRODUCTIVE_KINDS else "works_completion"
    return ("works_start", start_on), (end, end_on)


__all__ = [
    "ABSURD_INVESTMENT",
    "CARRIED_OUT",
    "CONSTRUCTION",
    "ENERGY",
    "ENVIRONMENT",
    "FINISHED",
    "INVESTMENT_LISTING",
    "LAND",
    "LARGE_INVESTMENT",
    "LEVELS",
    "PARALLEL",
    "PRODUCTIVE",
    "PRODUCTIVE_KINDS",
    "RESTING",
    "STAGES",
    "STARTED",
    "STATISTICS_THRESHOLD",
    "WORKS",
    "Facts",
    "Fault",
    "cycle_of",
    "faults",
    "planned_days",
]
