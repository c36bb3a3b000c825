"""What happens to a slip once the buyer's money is there; parts of the caller's transaction."""

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.settlements import books, following
from yuandu.mechanisms.settlements.models import Settlement
from yuandu.mechanisms.settlements.moving import move
from yuandu.mechanisms.settlements.rules import states


def fund(by: Actor, slip: Settlement) -> None:
    """Book the buyer's money; a slip that leaves nothing to pay is done with it."""
    move(slip, states.SLIP_MOVES, "fund", funded_on=by.workspace.today(), words="")
    books.post_sale(by, slip)
    if not slip.net:
        finish(by, slip)


def finish(by: Actor, slip: Settlement) -> None:
    """Call a slip paid, and with the last one its promise settled."""
    move(slip, states.SLIP_MOVES, "pay", paid_on=by.workspace.today(), words="")
    following.finish(by, slip.batch.promise)
