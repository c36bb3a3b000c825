"""Boards by a published rule: scores with their arithmetic, ranks, and what the weights decide.

`board` ranks, `robustness` says exactly how far the weights may move before another subject
wins, `sampled_ranks` shows how the ranks spread around them.
"""

from yuandu.engines.ranking.boards import (
    BadValue,
    Board,
    Row,
    Subject,
    Term,
    Unranked,
    board,
    competition_ranks,
    stars_of,
)
from yuandu.engines.ranking.rules import BadRule, Band, Component, Flag, Measuring, Rule
from yuandu.engines.ranking.sensitivity import (
    NobodyToCompare,
    Rival,
    Robustness,
    Sampled,
    Sampling,
    Shift,
    robustness,
    sampled_ranks,
)

__all__ = [
    "BadRule",
    "BadValue",
    "Band",
    "Board",
    "Component",
    "Flag",
    "Measuring",
    "NobodyToCompare",
    "Rival",
    "Robustness",
    "Row",
    "Rule",
    "Sampled",
    "Sampling",
    "Shift",
    "Subject",
    "Term",
    "Unranked",
    "board",
    "competition_ranks",
    "robustness",
    "sampled_ranks",
    "stars_of",
]
