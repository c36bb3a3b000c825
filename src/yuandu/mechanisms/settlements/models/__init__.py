"""What was delivered, graded, settled and lost: tables above orders and promises."""

from yuandu.mechanisms.settlements.models.batches import Batch, Cause, Grading, Terms
from yuandu.mechanisms.settlements.models.claims import Abandonment, Dispute, Shortage
from yuandu.mechanisms.settlements.models.losses import Loss, Season
from yuandu.mechanisms.settlements.models.slips import (
    Advance,
    Deduction,
    Deposit,
    Line,
    Settlement,
)

__all__ = [
    "Abandonment",
    "Advance",
    "Batch",
    "Cause",
    "Deduction",
    "Deposit",
    "Dispute",
    "Grading",
    "Line",
    "Loss",
    "Season",
    "Settlement",
    "Shortage",
    "Terms",
]
