"""Who may do what with firms: `MAY` maps a verb to a test on (actor, firm)."""

from collections.abc import Callable, Mapping

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry import permissions as registry
from yuandu.kernel.registry.reach import OVERSEERS
from yuandu.mechanisms.enterprises.models import Firm, Platform

OFFICERS = ("administrator", "city_officer", "county_officer")
IMPORTERS = ("administrator", "city_officer")
EXPORTERS = (*IMPORTERS, "county_officer", "department_officer", "leader", "auditor")


def keeps(actor: Actor, firm: Firm) -> bool:
    """Whether `actor` keeps this firm's record: the officers there where it is."""
    division = firm.party.division_id
    if actor.has("administrator", "city_officer", division_id=division):
        return True
    # Not `actor.has`: a county officer whose post names no county serves none.
    return any(
        post.role == "county_officer" and post.division_id == division is not None
        for post in actor.posts
    )


def may_watch(actor: Actor) -> bool:
    """Whether `actor` has a calendar of titles that run out: the officers and who oversees."""
    return actor.has(*OVERSEERS, "county_officer")


MAY: Mapping[str, Callable[[Actor, Firm], bool]] = {
    "see": lambda actor, firm: True,
    "see_facts": lambda actor, firm: registry.MAY["see_facts"](actor, firm.party),
    "edit": lambda actor, firm: keeps(actor, firm) or registry.is_own(actor, firm.party),
}
MAY_PLATFORM: Mapping[str, Callable[[Actor, Platform], bool]] = {
    "see": lambda actor, platform: True,
}
