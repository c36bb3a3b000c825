"""The way of a claim for plants that were damaged or lost in transit, and its clock.

The shipper claims; the carrier answers with an amount, or refuses and says why; a refusal may be
put before the city, whose word ends it; what was granted is paid, and only the shipper confirms.
"""

FILED, GRANTED, REFUSED, APPEALED = "filed", "granted", "refused", "appealed"
PAID, SETTLED, CLOSED, WITHDRAWN = "paid", "settled", "closed", "withdrawn"
MOVES = {
    (FILED, "grant"): GRANTED,
    (FILED, "refuse"): REFUSED,
    (REFUSED, "appeal"): APPEALED,
    (APPEALED, "grant"): GRANTED,
    (APPEALED, "refuse"): CLOSED,
    (GRANTED, "pay"): PAID,
    (PAID, "confirm"): SETTLED,
    (PAID, "deny"): GRANTED,
    (FILED, "withdraw"): WITHDRAWN,
    (REFUSED, "withdraw"): WITHDRAWN,
}
CARRIER, SHIPPER, CITY = "carrier", "shipper", "city"
# Whose move it is, and within how many working days.
TURNS = {
    FILED: (CARRIER, 5),
    REFUSED: (SHIPPER, 10),
    APPEALED: (CITY, 5),
    GRANTED: (CARRIER, 10),
    PAID: (SHIPPER, 5),
}
WITH_WORDS = ("refuse", "appeal", "deny")


class NoSuchMove(LookupError):
    """The way of a claim has no such move from there."""


def next_state(state: str, move: str) -> str:
    """Return the state that `move` leads to.

    Raises:
        NoSuchMove: `move` is not open to a claim in `state`.
    """
    try:
        return MOVES[state, move]
    except KeyError:
        raise NoSuchMove(f"{move} from {state}") from None


def mover(state: str, move: str) -> str:
    """Return who may make a move: who claims, who answers, or the city where it was appealed to."""
    if move in {"appeal", "confirm", "deny", "withdraw"}:
        return SHIPPER
    return CITY if state == APPEALED else CARRIER


def moves_from(state: str) -> list[str]:
    """Return the moves open to a claim in `state`, in the order of the table."""
    return [move for source, move in MOVES if source == state]
