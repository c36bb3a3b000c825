"""Who may state, freeze, rank and contest.

The object is a figure or, for boards, a participant's place on one.
"""

from collections.abc import Callable, Mapping
from typing import Any

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators.figures.declarations import (
    CITY_ROLES,
    COMPANY_ROLES,
    COUNTY_ROLES,
    Figure,
)
from yuandu.kernel.registry.models import Division, Party


def _answers_for(actor: Actor, participant: Division | Party, *roles: str) -> bool:
    """Whether the actor's post is that of the participant itself.

    A department officer without an organisation speaks for none of them.
    """
    if isinstance(participant, Division):
        return actor.has(*roles, division_id=participant.pk)
    return actor.is_system or any(
        post.role == "department_officer" and post.organisation_id == participant.pk
        for post in actor.posts
    )


MAY: Mapping[str, Callable[[Actor, Any], bool]] = {
    "report": lambda actor, figure: actor.has(
        "administrator", "city_officer", "department_officer", "hr_officer", "finance_officer"
    ),
    "declare": lambda actor, figure: actor.has(
        "administrator", "city_officer", "improvement_officer"
    ),
    "snapshot": lambda actor, figure: actor.has(
        "administrator", "city_officer", "improvement_officer"
    ),
    "keep_board": lambda actor, board: actor.has("administrator", "city_officer"),
    "publish_rule": lambda actor, board: actor.has("administrator", "city_officer"),
    "remind": lambda actor, board: actor.has("administrator", "city_officer"),
    "answer": lambda actor, objection: actor.has("administrator", "city_officer"),
    "publish_board": lambda actor, board: actor.has("administrator", "city_officer"),
    "object": lambda actor, participant: _answers_for(actor, participant, "county_officer"),
    # A row behind the leaders: the city's offices and whose row it is.
    "read_board": lambda actor, board: actor.has(*CITY_ROLES),
    "read_row": lambda actor, participant: (
        actor.has(*CITY_ROLES) or _answers_for(actor, participant, *COUNTY_ROLES)
    ),
    "open_rows": lambda actor, figure: actor.has(*CITY_ROLES, *COUNTY_ROLES, *COMPANY_ROLES),
    # The public reads masked rows, unless a row tells a firm's tax or financing.
    "open_masked_rows": lambda actor, figure: not (isinstance(figure, Figure) and figure.sensitive),
}


def may(actor: Actor, verb: str, obj: Any = None) -> bool:
    """Return whether the actor may do it; a verb that is not in `MAY` is a bug."""
    return MAY[verb](actor, obj)
