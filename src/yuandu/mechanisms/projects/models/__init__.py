"""The register: projects, the yearly lists they stand on, and what is kept for quick reading."""

from yuandu.mechanisms.projects.models.factors import Factor
from yuandu.mechanisms.projects.models.lists import (
    AnnualList,
    Category,
    Level,
    Listing,
    Status,
)
from yuandu.mechanisms.projects.models.projects import Kind, Project
from yuandu.mechanisms.projects.models.readings import SiteTally, Standing, Tally, Words
from yuandu.mechanisms.projects.models.resemblances import Resemblance, Verdict
from yuandu.mechanisms.projects.models.watches import UsualTime, Watch, Watched, WatchTally

__all__ = [
    "AnnualList",
    "Category",
    "Factor",
    "Kind",
    "Level",
    "Listing",
    "Project",
    "Resemblance",
    "SiteTally",
    "Standing",
    "Status",
    "Tally",
    "UsualTime",
    "Verdict",
    "Watch",
    "WatchTally",
    "Watched",
    "Words",
]
