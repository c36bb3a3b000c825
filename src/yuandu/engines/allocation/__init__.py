"""What is scarce, given to whom it does most good: orders docked to growers.

Pure: tables in, a docking out, with prices that prove it. OR-Tools solves; the model, the
fairness, the reasons and the proof are ours.
"""

from yuandu.engines.allocation.docking import Docking
from yuandu.engines.allocation.flows import Overflow
from yuandu.engines.allocation.limits import dock
from yuandu.engines.allocation.markets import Market, read
from yuandu.engines.tables import Bad, Problem

__all__ = ["Bad", "Docking", "Market", "Overflow", "Problem", "dock", "read"]
