"""Who may do what with projects: `MAY` maps a verb to a test on (actor, project)."""

from collections.abc import Callable, Mapping

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.reach import reach
from yuandu.mechanisms.projects.models import Project

CITY = ("administrator", "city_officer")


def sees_fully(actor: Actor, project: Project) -> bool:
    """Whether more is shown than a published list says."""
    return reach(actor).covers(project.division_id, project.owner_id)


def keeps(actor: Actor, project: Project) -> bool:
    """Whether `actor` keeps this record: the city's officers and those of its county."""
    return may_enter(actor, project.division_id)


def may_enter(actor: Actor, division_id: int) -> bool:
    """Whether `actor` may enter projects of a division."""
    return actor.has(*CITY, division_id=division_id) or _serves_county(actor, division_id)


def may_enter_somewhere(actor: Actor) -> bool:
    return actor.has(*CITY) or any(
        post.role == "county_officer" and post.division_id is not None for post in actor.posts
    )


def may_keep_lists(actor: Actor) -> bool:
    """Whether `actor` may make and publish yearly lists."""
    return actor.has(*CITY)


def may_open_track(actor: Actor, project: Project) -> bool:
    """Whether `actor` may put the project on a permit's track: who applies, who decides."""
    return keeps(actor, project) or any(
        holds(actor, role, project) for role in ("owner", "department_officer")
    )


def holds(actor: Actor, role: str, project: Project) -> bool:
    """Whether `actor` holds `role` there where the project is, or for its owner."""
    if role == "owner":
        return any(
            post.role == role and post.organisation_id == project.owner_id is not None
            for post in actor.posts
        )
    if role == "county_officer":
        return _serves_county(actor, project.division_id)
    return actor.has(role, division_id=project.division_id)


def _serves_county(actor: Actor, division_id: int) -> bool:
    # Not `actor.has`: a county officer whose post names no county serves none.
    return any(
        post.role == "county_officer" and post.division_id == division_id for post in actor.posts
    )


MAY: Mapping[str, Callable[[Actor, Project], bool]] = {
    "glance": lambda actor, project: True,
    "see": sees_fully,
    "edit": keeps,
    "list": keeps,
    "open": may_open_track,
}
