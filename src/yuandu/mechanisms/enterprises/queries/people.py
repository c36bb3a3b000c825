"""Whom to tell: those who act for a firm, the officers who keep its record."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from yuandu.kernel.registry.models import Post
from yuandu.kernel.registry.queries import posts_held
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.enterprises.models import Firm

CITY = ("city_officer",)
COUNTY = ("county_officer",)


def _in_office(workspace: Workspace) -> QuerySet[Post]:
    today = workspace.today()
    return posts_held(workspace, today)


def owners_of(firm: Firm) -> list[int]:
    """Return the keys of the users who act for the firm; one query."""
    found = _in_office(firm.workspace).filter(role="owner", organisation=firm.party_id)
    return list(found.values_list("user_id", flat=True).distinct())


def owners_by_firm(workspace: Workspace, parties: Collection[int]) -> dict[int, list[int]]:
    """Return the keys of the users who act for each organisation; one query."""
    found = _in_office(workspace).filter(role="owner", organisation__in=parties)
    people: dict[int, list[int]] = {}
    for party, user in found.values_list("organisation_id", "user_id").distinct():
        people.setdefault(party, []).append(user)
    return people


def county_officers_of(firm: Firm) -> list[int]:
    """Return the officers of the firm's county; those of the city where it has none."""
    division = firm.party.division_id
    found = _in_office(firm.workspace).filter(role__in=COUNTY, division=division)
    keys = list(found.values_list("user_id", flat=True).distinct()) if division else []
    return keys or city_officers_of(firm)


def city_officers_of(firm: Firm) -> list[int]:
    """Return the officers who decide for the city on the firm; one query."""
    found = _in_office(firm.workspace).filter(
        Q(division=None) | Q(division=firm.party.division_id), role__in=CITY
    )
    return list(found.values_list("user_id", flat=True).distinct())
