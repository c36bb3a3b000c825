"""Who may do what with measures: everybody reads those that were decided, the city keeps them."""

from collections.abc import Callable, Mapping

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.cycles import SEE
from yuandu.mechanisms.reforms.models import Measure

CITY = ("administrator", "city_officer")
STAFF = (*CITY, "county_officer", "department_officer", "leader", "auditor")


def keeps(actor: Actor) -> bool:
    """Whether `actor` keeps the list of measures."""
    return actor.has(*CITY)


def is_staff(actor: Actor) -> bool:
    """Whether `actor` holds a post in an office: reads plans, and what measures did."""
    return actor.has(*STAFF)


MAY: Mapping[str, Callable[[Actor, Measure], bool]] = {
    SEE: lambda actor, measure: True,
    "edit": lambda actor, measure: keeps(actor),
}
