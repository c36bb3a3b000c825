"""Who may do what with monthly reports: `MAY_…` map a verb to a test on (actor, object)."""

from collections.abc import Callable, Mapping

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.cycles import SEE
from yuandu.kernel.registry.reach import reach
from yuandu.mechanisms.projects import permissions as projects
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.reporting.models import Filing, Round

CITY = ("administrator", "city_officer")
OFFICERS = (*CITY, "county_officer")


def may_read(actor: Actor) -> bool:
    """Whether `actor` reads reports of whole divisions: officers, leaders, auditors."""
    allowed = reach(actor)
    return allowed.everything or bool(allowed.divisions)


def may_keep_rounds(actor: Actor) -> bool:
    """Whether `actor` opens rounds, returns filings, locks, and sets the terms of lights."""
    return actor.has(*CITY)


def may_fill(actor: Actor, filing: Filing) -> bool:
    """Whether `actor` reports for the filing's division."""
    return projects.may_enter(actor, filing.division_id)


def reads_filing(actor: Actor, filing: Filing) -> bool:
    return reach(actor).covers(filing.division_id, None)


def reads_project(actor: Actor, project: Project) -> bool:
    """Whether `actor` reads what is reported of a project: its owner does, too."""
    return projects.sees_fully(actor, project)


MAY_ROUND: Mapping[str, Callable[[Actor, Round], bool]] = {
    "see": lambda actor, found: may_read(actor),
    "lock": lambda actor, found: may_keep_rounds(actor),
    "remind": lambda actor, found: may_keep_rounds(actor),
}
MAY_FILING: Mapping[str, Callable[[Actor, Filing], bool]] = {
    SEE: reads_filing,
    "fill": may_fill,
}
