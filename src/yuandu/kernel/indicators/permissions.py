"""Who may state, freeze, rank and contest.

The object is a figure or, for boards, a division's place on one.
"""

from collections.abc import Callable, Mapping
from typing import Any

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators.figures.declarations import CITY_ROLES, COUNTY_ROLES, Figure

MAY: Mapping[str, Callable[[Actor, Any], bool]] = {
    "report": lambda actor, figure: actor.has(
        "administrator", "city_officer", "department_officer"
    ),
    "declare": lambda actor, figure: actor.has("administrator", "city_officer"),
    "snapshot": lambda actor, figure: actor.has("administrator", "city_officer"),
    "keep_board": lambda actor, board: actor.has("administrator", "city_officer"),
    "publish_rule": lambda actor, board: actor.has("administrator", "city_officer"),
    "remind": lambda actor, board: actor.has("administrator", "city_officer"),
    "answer": lambda actor, objection: actor.has("administrator", "city_officer"),
    "object": lambda actor, division: actor.has("county_officer", division_id=division.pk),
    # A division's row behind the leaders: the city's offices and the division itself.
    "read_board": lambda actor, board: actor.has(*CITY_ROLES),
    "read_row": lambda actor, division: (
        actor.has(*CITY_ROLES) or actor.has(*COUNTY_ROLES, division_id=division.pk)
    ),
    "open_rows": lambda actor, figure: actor.has(*CITY_ROLES, *COUNTY_ROLES),
    # The public reads masked rows, unless a row tells a firm's tax or financing.
    "open_masked_rows": lambda actor, figure: not (isinstance(figure, Figure) and figure.sensitive),
}


def may(actor: Actor, verb: str, obj: Any = None) -> bool:
    """Return whether the actor may do it; a verb that is not in `MAY` is a bug."""
    return MAY[verb](actor, obj)
