"""Who changes the register comes one after the other."""

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.equity.models import Charter


def in_turn(by: Actor) -> Charter | None:
    """Return the company's charter, locked before anything else of the register is."""
    return Charter.objects.select_for_update().filter(workspace=by.workspace).first()
