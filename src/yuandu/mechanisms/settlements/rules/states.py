"""The ways of a batch, a slip and a dispute: which verb leads where."""

from collections.abc import Mapping

# A batch: announced, then received and graded; or its truck never came.
EXPECTED, RECEIVED, GRADED, SETTLED = "expected", "received", "graded", "settled"
MISSING, CANCELLED = "missing", "cancelled"
BATCH_STATES = (EXPECTED, RECEIVED, GRADED, SETTLED, MISSING, CANCELLED)
BATCH_MOVES: Mapping[tuple[str, str], str] = {
    (EXPECTED, "receive"): RECEIVED,
    (EXPECTED, "miss"): MISSING,
    (EXPECTED, "cancel"): CANCELLED,
    (RECEIVED, "grade"): GRADED,
    (GRADED, "regrade"): GRADED,
    (GRADED, "settle"): SETTLED,
}

# A slip: the buyer's money is awaited, then in the pool, then with the grower. A bank may
# refuse either leg; the leg is voided and asked for again.
ISSUED, REFUSED, FUNDED, BOUNCED, PAID = "issued", "refused", "funded", "bounced", "paid"
SLIP_STATES = (ISSUED, REFUSED, FUNDED, BOUNCED, PAID)
SLIP_MOVES: Mapping[tuple[str, str], str] = {
    (ISSUED, "fund"): FUNDED,
    (ISSUED, "refuse"): REFUSED,
    (REFUSED, "ask_again"): ISSUED,
    (FUNDED, "pay"): PAID,
    (FUNDED, "bounce"): BOUNCED,
    (BOUNCED, "pay_again"): FUNDED,
}

# A dispute: raised by the grower, answered by the collection point, closed by the grower.
OPEN, ANSWERED, CLOSED = "open", "answered", "closed"
DISPUTE_MOVES: Mapping[tuple[str, str], str] = {
    (OPEN, "answer"): ANSWERED,
    (ANSWERED, "insist"): OPEN,
    (ANSWERED, "accept"): CLOSED,
    (OPEN, "withdraw"): CLOSED,
}


class MoveNotAllowed(Exception):
    """The state has no such move."""

    def __init__(self, state: str, move: str) -> None:
        super().__init__(f"{move} is not open from {state}")
        self.state, self.move = state, move


def next_state(moves: Mapping[tuple[str, str], str], state: str, move: str) -> str:
    """Return the state that `move` leads to.

    Raises:
        MoveNotAllowed: `move` is not open in `state`.
    """
    try:
        return moves[state, move]
    except KeyError:
        raise MoveNotAllowed(state, move) from None


def open_moves(moves: Mapping[tuple[str, str], str], state: str) -> tuple[str, ...]:
    """Return the moves that are open in a state, in the order of the table."""
    return tuple(move for before, move in moves if before == state)
