"""Who may do what with parties, posts, divisions and industries."""

from collections.abc import Callable, Mapping

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party, Post

CITY = ("administrator", "city_officer")
# Who reads the names of persons and what a firm keeps to itself: bound to a division they
# read those of that one.
READERS = (*CITY, "county_officer", "department_officer", "auditor", "coordinator")
# Who may know that a person is registered, by a masked name.
STAFF = (*READERS, "leader")


def _in_place(actor: Actor, party: Party, *roles: str) -> bool:
    """Whether one of the roles is held there where the party is.

    A party without a place is for those whose post is bound to none.
    """
    if party.division_id is not None:
        return actor.has(*roles, division_id=party.division_id)
    return actor.divisions(*roles) is None and actor.has(*roles)


def is_own(actor: Actor, party: Party) -> bool:
    """Whether the actor acts for this very organisation."""
    return any(post.role == "owner" and post.organisation_id == party.pk for post in actor.posts)


def _keeps(actor: Actor, party: Party) -> bool:
    return _in_place(actor, party, *CITY, "county_officer")


def _reads_all(actor: Actor, party: Party) -> bool:
    return is_own(actor, party) or _in_place(actor, party, *READERS)


MAY: Mapping[str, Callable[[Actor, Party], bool]] = {
    # Names and codes of organisations are public registers; those of persons are not.
    "see": lambda actor, party: True,
    "see_name": lambda actor, party: party.kind == "organisation" or _reads_all(actor, party),
    "see_facts": _reads_all,
    "edit": _keeps,
    "report": lambda actor, party: is_own(actor, party) or _keeps(actor, party),
    # Consent is the party's own; officers enter what was signed on paper.
    "consent": lambda actor, party: is_own(actor, party) or _keeps(actor, party),
    "appoint": lambda actor, party: actor.has("administrator"),
}
MAY_POST: Mapping[str, Callable[[Actor, Post], bool]] = {
    "see": lambda actor, post: True,
    "end": lambda actor, post: actor.has("administrator"),
    "phone": lambda actor, post: actor.has("administrator") or actor.user_id == post.user_id,
}


def may_enter(actor: Actor, division_id: int | None) -> bool:
    """Whether the actor may enter parties in a division, or without one."""
    if division_id is None:
        return actor.has(*CITY)
    return actor.has(*CITY, "county_officer", division_id=division_id)


def may_enter_somewhere(actor: Actor) -> bool:
    return actor.has(*CITY, "county_officer")


def may_load(actor: Actor) -> bool:
    """Whether the actor may load divisions and industries."""
    return actor.has("administrator")


def mays(actor: Actor, party: Party) -> dict[str, bool]:
    """Return what the actor may do with a party, by verb, for templates."""
    return {verb: test(actor, party) for verb, test in MAY.items()}
