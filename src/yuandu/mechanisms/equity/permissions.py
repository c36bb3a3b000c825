"""Who may do what with the register of shares.

The chair and who keeps the board's papers (the HR office) keep it; the auditor reads it;
everybody else knows of their own shares alone. The administrator keeps accounts, not shares.
"""

from collections.abc import Callable, Mapping

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.equity.models import Certificate, Holder, ShareTransaction

KEEPERS = ("chair", "hr_officer")
READERS = (*KEEPERS, "auditor")


def keeps(actor: Actor) -> bool:
    """Whether `actor` keeps the register."""
    return actor.has(*KEEPERS)


def reads(actor: Actor) -> bool:
    """Whether `actor` reads what everybody holds."""
    return actor.has(*READERS)


MAY_HOLDER: Mapping[str, Callable[[Actor, Holder], bool]] = {
    "see": lambda actor, holder: True,
    "keep": lambda actor, holder: keeps(actor),
}
MAY_TRANSACTION: Mapping[str, Callable[[Actor, ShareTransaction], bool]] = {
    "see": lambda actor, found: True,
    "decide": lambda actor, found: keeps(actor),
}
MAY_CERTIFICATE: Mapping[str, Callable[[Actor, Certificate], bool]] = {
    "see": lambda actor, certificate: True,
    "hand_out": lambda actor, certificate: keeps(actor),
}
