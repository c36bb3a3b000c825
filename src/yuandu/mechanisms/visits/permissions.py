"""Who may do what with drives, visits and difficulties: `MAY_…` map a verb to a test.

Rows come from `queries` with what the tests need: `is_mine`, whether the reader belongs to
the team (of a drive, to any of its teams).
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.cycles import SEE
from yuandu.kernel.lifecycle.models import Step
from yuandu.kernel.lifecycle.permissions import person
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.projects.permissions import may_enter
from yuandu.mechanisms.visits.models import Difficulty, Drive, Member, State, Team, Visit
from yuandu.mechanisms.visits.rules import UNSENT
from yuandu.services.liaison.permissions import own_parties

CITY = ("administrator", "city_officer")
OFFICERS = (*CITY, "county_officer")
# Bound to a division they oversee that one, else the whole workspace.
OVERSEERS = (*CITY, "leader", "auditor")
STAFF = (*OFFICERS, "department_officer", "leader", "auditor")
OWNERS = ("owner", "grower")


def reads_all(actor: Actor) -> bool:
    """Whether `actor` reads every visit and difficulty of the workspace."""
    return actor.is_system or any(
        post.role in OVERSEERS and post.division_id is None for post in actor.posts
    )


def places(actor: Actor) -> frozenset[int]:
    """Return the divisions whose visits and difficulties `actor` reads."""
    roles = {*OVERSEERS, "county_officer"}
    return frozenset(
        post.division_id
        for post in actor.posts
        if post.role in roles and post.division_id is not None
    )


def reads_drives(actor: Actor) -> bool:
    """Whether `actor` sees how far drives have come, whoever goes."""
    return actor.has(*STAFF)


def plans(actor: Actor) -> bool:
    """Whether `actor` makes drives and teams."""
    return actor.has(*CITY)


def _mine(row: Any) -> bool:
    return bool(getattr(row, "is_mine", False))


def goes(actor: Actor, row: Team | Visit) -> bool:
    """Whether `actor` belongs to the team, or to that of the visit."""
    return actor.is_system or _mine(row)


def may_raise(actor: Actor, visit: Visit) -> bool:
    """Whether `actor` writes down what a visit found."""
    is_kept = visit.state != State.SET_ASIDE
    return is_kept and (goes(actor, visit) or keeps(actor, visit.project))


def keeps(actor: Actor, project: Project) -> bool:
    """Whether `actor` decides what counts there: the city's officers, the county's."""
    return may_enter(actor, project.division_id)


def owns(actor: Actor, difficulty: Difficulty) -> bool:
    """Whether the project is that of `actor`; nobody else says that it is solved."""
    owner = difficulty.visit.project.owner_id
    return owner is not None and owner in own_parties(actor)


def is_asked(actor: Actor, difficulty: Difficulty) -> bool:
    """Whether `actor` is the department that has it now."""
    return difficulty.officer_id is not None and difficulty.officer_id == person(actor)


def serves(actor: Actor, difficulty: Difficulty) -> bool:
    """Whether `actor` sees to it: the team that found it, the county, the city."""
    return _mine(difficulty) or keeps(actor, difficulty.visit.project)


def belongs(actor: Actor, team: str) -> Exists:
    """Return the condition that `actor` belongs to the team whose key is at `team`."""
    return Exists(Member.objects.filter(team=OuterRef(team), user=person(actor)))


def belongs_to_drive(actor: Actor, drive: str) -> Exists:
    """Return the condition that `actor` belongs to a team of the drive at `drive`."""
    return Exists(Member.objects.filter(team__drive=OuterRef(drive), user=person(actor)))


def visible_drives(actor: Actor) -> Q:
    """Return the condition on the drives `actor` may see."""
    return Q() if reads_drives(actor) else Q(belongs_to_drive(actor, "pk"))


def visible_teams(actor: Actor) -> Q:
    """Return the condition on the teams whose routes `actor` may see."""
    return Q() if reads_drives(actor) else Q(belongs(actor, "pk"))


def _concerned(actor: Actor, project: str) -> Q:
    by_place = Q(**{f"{project}__division__in": places(actor)})
    return by_place | Q(**{f"{project}__owner__in": own_parties(actor)})


def visible_visits(actor: Actor) -> Q:
    """Return the condition on the visits `actor` may read."""
    if reads_all(actor):
        return Q()
    return _concerned(actor, "project") | Q(belongs(actor, "team_id"))


def visible_difficulties(actor: Actor) -> Q:
    """Return the condition on the difficulties `actor` may read.

    A department reads those it was asked about, also after it passed them on.
    """
    if reads_all(actor):
        return Q()
    me = person(actor)
    acted = Exists(Step.objects.filter(track=OuterRef("track"), by_user=me))
    return (
        _concerned(actor, "visit__project")
        | Q(belongs(actor, "visit__team_id"))
        | Q(officer=me, officer__isnull=False)
        | Q(acted)
    )


MAY_DRIVE: Mapping[str, Callable[[Actor, Drive], bool]] = {
    "see": lambda actor, drive: True,
    "plan": lambda actor, drive: plans(actor),
}
MAY_TEAM: Mapping[str, Callable[[Actor, Team], bool]] = {
    "see": lambda actor, team: True,
    "visit": goes,
    "plan": lambda actor, team: goes(actor, team) or plans(actor),
    "staff": lambda actor, team: plans(actor),
}
MAY_VISIT: Mapping[str, Callable[[Actor, Visit], bool]] = {
    "see": lambda actor, visit: True,
    "decide": lambda actor, visit: visit.state == State.DOUBTED and keeps(actor, visit.project),
    "raise": may_raise,
    "photograph": goes,
}
MAY_DIFFICULTY: Mapping[str, Callable[[Actor, Difficulty], bool]] = {
    SEE: lambda actor, difficulty: True,
    "sort": lambda actor, difficulty: serves(actor, difficulty) and difficulty.stage in UNSENT,
}
