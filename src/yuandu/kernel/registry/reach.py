"""How far posts reach: whose records they give to work with, whatever the records are of."""

from collections.abc import Collection
from dataclasses import dataclass

from yuandu.kernel.accounts.actors import Actor

# Bound to a division they oversee that one, else the whole workspace.
OVERSEERS = ("administrator", "city_officer", "department_officer", "leader", "auditor")


@dataclass(frozen=True, slots=True)
class Reach:
    """Which records an actor works with; what is public comes on top."""

    everything: bool = False
    divisions: frozenset[int] = frozenset()
    organisations: frozenset[int] = frozenset()  # that the actor acts for

    @property
    def is_public(self) -> bool:
        """Whether the actor has no more to see than anybody."""
        return not (self.everything or self.divisions or self.organisations)

    def covers(self, division_id: int, organisation_id: int | None) -> bool:
        return (
            self.everything
            or division_id in self.divisions
            or organisation_id in self.organisations
        )


def reach(actor: Actor, overseers: Collection[str] = OVERSEERS) -> Reach:
    """Return what the posts of `actor` give to see in full.

    Args:
        overseers: Roles that give to see whole divisions, besides the county's officer.
    """
    if actor.is_system:
        return Reach(everything=True)
    divisions, organisations = set(), set()
    for post in actor.posts:
        if post.role in overseers and post.division_id is None:
            return Reach(everything=True)
        if post.role in {*overseers, "county_officer"} and post.division_id is not None:
            divisions.add(post.division_id)
        if post.role == "owner" and post.organisation_id is not None:
            organisations.add(post.organisation_id)
    return Reach(divisions=frozenset(divisions), organisations=frozenset(organisations))
