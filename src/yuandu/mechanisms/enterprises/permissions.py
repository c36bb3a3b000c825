"""Who may do what with firms: `MAY` maps a verb to a test on (actor, firm)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry import permissions as registry
from yuandu.mechanisms.enterprises.models import Firm, Platform, PoolPlace

# Bound to a division they oversee that one, else the whole workspace.
OVERSEERS = ("administrator", "city_officer", "department_officer", "leader", "auditor")
OFFICERS = ("administrator", "city_officer", "county_officer")
IMPORTERS = ("administrator", "city_officer")
EXPORTERS = (*IMPORTERS, "county_officer", "department_officer", "leader", "auditor")


@dataclass(frozen=True, slots=True)
class Reach:
    """Which firms an actor works with; those that were announced are known to everybody."""

    everything: bool = False
    divisions: frozenset[int] = frozenset()
    firms: frozenset[int] = frozenset()  # keys of their parties


def reach(actor: Actor) -> Reach:
    """Return which firms the posts of `actor` give to see, announced or not."""
    if actor.is_system:
        return Reach(everything=True)
    divisions, firms = set(), set()
    for post in actor.posts:
        if post.role in OVERSEERS and post.division_id is None:
            return Reach(everything=True)
        if post.role in {*OVERSEERS, "county_officer"} and post.division_id is not None:
            divisions.add(post.division_id)
        if post.role == "owner" and post.organisation_id is not None:
            firms.add(post.organisation_id)
    return Reach(divisions=frozenset(divisions), firms=frozenset(firms))


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


def may_fill_pool(actor: Actor) -> bool:
    """Whether `actor` puts firms into the pool, of the own county or of all."""
    return actor.has(*OFFICERS)


MAY: Mapping[str, Callable[[Actor, Firm], bool]] = {
    "see": lambda actor, firm: True,
    "see_facts": lambda actor, firm: registry.MAY["see_facts"](actor, firm.party),
    "enter": keeps,
    "edit": lambda actor, firm: keeps(actor, firm) or registry.is_own(actor, firm.party),
}
MAY_PLATFORM: Mapping[str, Callable[[Actor, Platform], bool]] = {
    "see": lambda actor, platform: True,
}
MAY_PLACE: Mapping[str, Callable[[Actor, PoolPlace], bool]] = {
    "see": lambda actor, place: True,
    "leave": lambda actor, place: keeps(actor, place.firm),
}
