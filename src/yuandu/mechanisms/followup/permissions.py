"""Who reads and files what a single firm paid and made: never the public, nor every office.

What a firm pays in tax is confidential. It is read by the officers of the city and of the
project's county, by the offices that the city names as the source of it, and by the project's
owner. Leaders and auditors read totals, and whether months are filed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.reach import Reach, reach
from yuandu.mechanisms.followup.models import Source, SourceOffice
from yuandu.mechanisms.projects.models import Project

CITY = ("administrator", "city_officer")
OFFICERS = (*CITY, "county_officer")
NOWHERE = Reach()


@dataclass(frozen=True, slots=True)
class Rights:
    """What the posts of an actor give here.

    Attributes:
        reads: whose figures are read, firm by firm.
        tax, statistics: where tax is filed, and where output and the state in statistics.
    """

    reads: Reach
    tax: Reach
    statistics: Reach

    @property
    def works_here(self) -> bool:
        """Whether lists and grids are open: to offices, not to a single project's owner."""
        return self.reads.everything or bool(self.reads.divisions)

    @property
    def files(self) -> bool:
        return any(each.everything or each.divisions for each in (self.tax, self.statistics))

    def reads_project(self, project: Project) -> bool:
        return self.reads.covers(project.division_id, project.owner_id)

    def files_in(self, division_id: int) -> tuple[bool, bool]:
        """Return whether tax, and whether output and statistics, are filed for a division."""
        return self.tax.covers(division_id, None), self.statistics.covers(division_id, None)


def rights_of(actor: Actor, offices: Mapping[int, str]) -> Rights:
    """Return the rights of `actor`.

    Args:
        offices: what the offices of the actor's posts are the source of.
    """
    known = {post: offices.get(post.organisation_id or 0) for post in actor.posts}

    def among(*sources: str) -> Reach:
        if actor.is_system:
            return Reach(everything=True)
        held = [
            post
            for post, source in known.items()
            if post.role in CITY
            or (post.role == "county_officer" and post.division_id is not None)
            or (post.role == "department_officer" and source in sources)
        ]
        if any(post.division_id is None for post in held):
            return Reach(everything=True)
        return Reach(divisions=frozenset(post.division_id for post in held if post.division_id))

    reads = among(*Source.values)
    if not reads.everything:
        reads = Reach(divisions=reads.divisions, organisations=reach(actor).organisations)
    return Rights(reads, among(Source.TAX), among(Source.STATISTICS))


def may_enter(actor: Actor) -> bool:
    """Whether there is a way in for `actor`; what is behind it says `Rights`."""
    return actor.has(*OFFICERS, "department_officer")


def may_keep(actor: Actor) -> bool:
    """Whether `actor` sets terms, names offices and reminds counties."""
    return actor.has(*CITY)


MAY_OFFICE: Mapping[str, Callable[[Actor, SourceOffice], bool]] = {
    "see": lambda actor, found: may_keep(actor),
    "dismiss": lambda actor, found: may_keep(actor),
}
