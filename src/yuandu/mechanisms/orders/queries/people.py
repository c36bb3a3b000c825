"""Whom to tell: the accounts of households and firms, and of those who look after growers."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import F, Q, QuerySet

from yuandu.kernel.registry.models import Post
from yuandu.kernel.registry.queries import posts_held
from yuandu.kernel.workspaces.models import Workspace

DESK = ("coordinator", "city_officer")


def accounts_by_party(
    workspace: Workspace, parties: Collection[int], role: str
) -> Mapping[int, list[int]]:
    """Return the accounts that stand for each party today, by its key; one query."""
    found: dict[int, list[int]] = defaultdict(list)
    posts = posts_held(workspace, workspace.today()).filter(
        role=role, organisation__in=set(parties)
    )
    for party, user in posts.values_list("organisation", "user").distinct():
        if party is not None:
            found[party].append(user)
    return found


def accounts_of(workspace: Workspace, party: int, role: str) -> list[int]:
    """Return the accounts that stand for a party today; one query."""
    return accounts_by_party(workspace, [party], role)[party]


def _at_desk(workspace: Workspace, division: int | None) -> QuerySet[Post]:
    posts = posts_held(workspace, workspace.today())
    return posts.filter(Q(division=None) | Q(division=division), role__in=DESK)


def desk_accounts(workspace: Workspace, division: int | None) -> list[int]:
    """Return the accounts of those who look after growers of a division today; one query."""
    return list(_at_desk(workspace, division).values_list("user", flat=True).distinct())


def phone_of_desk(workspace: Workspace, division: int | None) -> str:
    """Return a telephone of those who look after growers of a division; empty: none is on file."""
    posts = _at_desk(workspace, division).exclude(phone="")
    found = posts.order_by(F("division").asc(nulls_last=True), "-role", "pk")
    return found.values_list("phone", flat=True).first() or ""
