"""Improvement proposals of a company, their authors, what came of them, and what is kept of it."""

from yuandu.mechanisms.proposals.models.judging import Benefit, Evaluation, Merge, Scheme
from yuandu.mechanisms.proposals.models.keeping import Board, Contributor, Tally, Twin, Words
from yuandu.mechanisms.proposals.models.proposals import Author, Lane, Proposal

__all__ = [
    "Author",
    "Benefit",
    "Board",
    "Contributor",
    "Evaluation",
    "Lane",
    "Merge",
    "Proposal",
    "Scheme",
    "Tally",
    "Twin",
    "Words",
]
