"""One move of a row along its table of moves, as a conditional update."""

from collections.abc import Mapping
from typing import Any

from yuandu.mechanisms.settlements.models import Batch, Dispute, Settlement
from yuandu.mechanisms.settlements.refusals import Moved
from yuandu.mechanisms.settlements.rules import states


def move(
    row: Batch | Settlement | Dispute,
    moves: Mapping[tuple[str, str], str],
    verb: str,
    **changes: Any,
) -> None:
    """Move a row from the state it was read in, and change what the move brings.

    Raises:
        Moved: its state has no such move, or is another by now.
    """
    table = type(row)
    try:
        after = states.next_state(moves, row.state, verb)
    except states.MoveNotAllowed:
        raise Moved(str(row), row.get_state_display()) from None
    rows = table.objects.filter(pk=row.pk, state=row.state)
    if not rows.update(state=after, **changes):
        row.refresh_from_db(fields=["state"])
        raise Moved(str(row), row.get_state_display())
    row.state = after
    for name, value in changes.items():
        setattr(row, name, value)
