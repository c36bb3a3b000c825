"""Who may do what with ideas: `MAY` maps a verb to a test on (actor, idea)."""

from collections.abc import Callable, Mapping

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.cycles import SEE
from yuandu.kernel.lifecycle.permissions import person
from yuandu.kernel.registry.reach import reach
from yuandu.mechanisms.projects import permissions as projects
from yuandu.mechanisms.reserve import rules
from yuandu.mechanisms.reserve.models import Idea

CITY = ("administrator", "city_officer")
OFFICERS = (*CITY, "county_officer")
PLANNERS = (*OFFICERS, "department_officer")
READERS = (*PLANNERS, "leader", "auditor")


def reads(actor: Actor) -> bool:
    """Whether `actor` has any part of the reserve to read; firms and the public have none."""
    allowed = reach(actor)
    return allowed.everything or bool(allowed.divisions)


def may_propose(actor: Actor, division_id: int) -> bool:
    """Whether `actor` plans for a division: its officers, the city's, the departments'."""
    return projects.may_enter(actor, division_id) or actor.has(
        "department_officer", division_id=division_id
    )


def may_propose_somewhere(actor: Actor) -> bool:
    return projects.may_enter_somewhere(actor) or actor.has("department_officer")


def may_set_terms(actor: Actor) -> bool:
    """Whether `actor` publishes formulas and says how much is wanted."""
    return actor.has(*CITY)


def keeps(actor: Actor, idea: Idea) -> bool:
    """Whether `actor` decides what becomes of it: the city's officers, the county's."""
    return projects.may_enter(actor, idea.division_id)


def prepares(actor: Actor, idea: Idea) -> bool:
    """Whether `actor` works on it while it stands on the ladder."""
    if idea.stage not in rules.LADDER:
        return False
    is_own = idea.proposed_by_id is not None and idea.proposed_by_id == person(actor)
    return keeps(actor, idea) or (is_own and may_propose(actor, idea.division_id))


MAY: Mapping[str, Callable[[Actor, Idea], bool]] = {
    SEE: lambda actor, idea: True,
    "edit": prepares,
    "grade": lambda actor, idea: actor.has(*CITY) and idea.stage in rules.LADDER,
    "promote": lambda actor, idea: keeps(actor, idea) and idea.stage in rules.PROMOTABLE,
}
