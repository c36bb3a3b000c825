"""Whom a project's difficulties and visits concern."""

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.projects.models import Project
from yuandu.services.liaison import queries as liaison


def city_officers(by: Actor) -> list[int]:
    """Return the keys of the city's officers of today."""
    return liaison.city_officers(by)


def keepers(by: Actor, project: Project) -> list[int]:
    """Return who keeps the project's county, else the city's officers."""
    county = liaison.holders(by, "county_officer", division=project.division_id)
    return county or city_officers(by)


def owners_accounts(by: Actor, project: Project) -> list[int]:
    """Return the keys of the accounts that act for the project's owner today."""
    if project.owner_id is None:
        return []
    return liaison.accounts_of(by.workspace_id, project.owner_id, by.workspace.today())
