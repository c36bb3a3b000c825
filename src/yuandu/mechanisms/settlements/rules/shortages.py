"""What of a promise was brought, and what is lacking."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """A promise against its deliveries, in pots.

    Attributes:
        promised: As it stands now.
        accepted: Over all graded batches.
        short: What is known not to come and was written off or given to somebody else.
    """

    promised: int
    accepted: int
    short: int = 0

    @property
    def left(self) -> int:
        """What can still be delivered under the promise."""
        return max(self.promised - self.accepted - self.short, 0)

    @property
    def has_begun(self) -> bool:
        return self.accepted > 0

    @property
    def is_fulfilled(self) -> bool:
        return self.left == 0 and self.short == 0
