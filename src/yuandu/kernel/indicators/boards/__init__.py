"""Boards: divisions or departments ranked by a published rule, over measures that apps declare.

An app's `measures.py` says what can be compared:

    from yuandu.kernel.indicators import boards

    boards.register(
        boards.FigureMeasure(code="projects.started", figure="projects.started.count"),
        boards.MonthlyMeasure(code="projects.invested", name=_("Investment made"), unit="亿元"),
    )

Which boards there are and by which rules is data: `actions.keep_board`, `publish_rule`.
"""

from yuandu.kernel.indicators.boards.measures import (
    FigureMeasure,
    Measure,
    MonthlyMeasure,
    UnknownMeasure,
    register,
)
from yuandu.kernel.indicators.boards.participants import Participant, code_of
from yuandu.kernel.indicators.boards.reading import values_of
from yuandu.kernel.indicators.boards.scoring import (
    Sensitivity,
    Standing,
    Standings,
    period_on,
    sensitivity,
    standings,
)

__all__ = [
    "FigureMeasure",
    "Measure",
    "MonthlyMeasure",
    "Participant",
    "Sensitivity",
    "Standing",
    "Standings",
    "UnknownMeasure",
    "code_of",
    "period_on",
    "register",
    "sensitivity",
    "standings",
    "values_of",
]
