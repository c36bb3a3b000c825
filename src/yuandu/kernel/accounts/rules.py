"""What makes a PIN weak, how long a card stays locked, what nobody may hand on."""

import datetime
import itertools

# A paper card opens posts with these roles alone; whoever works in an office signs in.
CARD_ROLES = frozenset({"grower", "worker"})
# Nobody lets a helper administer or audit in their place.
NOT_DELEGABLE = frozenset({"administrator", "auditor"})

PIN_LENGTH = 6
LONGEST_GRANT = datetime.timedelta(days=366)
LONGEST_TOKEN = datetime.timedelta(days=366)
FIRST_USE_WITHIN = datetime.timedelta(days=30)

FREE_TRIES = 4
_MINUTES = (5, 15, 60, 240, 1440)
_COMMON_PINS = frozenset({"112233", "147258", "159357", "520131", "168168", "888666", "789456"})


class WeakPin(Exception):
    """The PIN is not six digits, or among the first that somebody would try."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def lock_after(wrong: int) -> datetime.timedelta:
    """Return how long a card is locked after that many wrong PINs in a row.

    Nothing for the first four; the fifth costs five minutes, the ninth and each after
    it a day. At that pace trying half of all PINs takes over a thousand years.
    """
    late = wrong - FREE_TRIES
    if late <= 0:
        return datetime.timedelta()
    return datetime.timedelta(minutes=_MINUTES[min(late, len(_MINUTES)) - 1])


def check_pin(pin: str) -> None:
    """Accept `pin` as a new one.

    Raises:
        WeakPin: with the code `pin-form`, `pin-repeats`, `pin-runs` or `pin-common`.
    """
    if len(pin) != PIN_LENGTH or not (pin.isascii() and pin.isdigit()):
        raise WeakPin("pin-form")
    if any(pin == pin[:part] * (PIN_LENGTH // part) for part in (1, 2, 3)):
        raise WeakPin("pin-repeats")
    if {int(b) - int(a) for a, b in itertools.pairwise(pin)} in ({1}, {-1}):
        raise WeakPin("pin-runs")
    if pin in _COMMON_PINS:
        raise WeakPin("pin-common")


def delegable(roles: frozenset[str]) -> frozenset[str]:
    """Return which of somebody's roles a helper may be given."""
    return roles - NOT_DELEGABLE
