"""What to plant: a plan for every grower, the best at the prices that all plans lead to.

Pure: tables and scenarios in, plans out, each with its reasons, its bad year and what it assumes.
`read` what is known, `ration` it, `tell` it. One forecast shown to everybody would make everybody
plant the same; here the price impact of all plans stands inside, so that advice is rationed.
"""

from yuandu.engines.planning.rationing import Plans, deviations, ration
from yuandu.engines.planning.scenarios import TooShort, draw
from yuandu.engines.planning.supply import MINIMUM_GROUP, warn
from yuandu.engines.planning.telling import Told, tell
from yuandu.engines.planning.terms import Outlook, Question, read
from yuandu.engines.tables import Bad, Problem

__all__ = [
    "MINIMUM_GROUP",
    "Bad",
    "Outlook",
    "Plans",
    "Problem",
    "Question",
    "Told",
    "TooShort",
    "deviations",
    "draw",
    "ration",
    "read",
    "tell",
    "warn",
]
