"""Whom to tell: the accounts of households and firms, and of those who look after growers."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import Q

from yuandu.kernel.registry.models import Post
from yuandu.kernel.workspaces.models import Workspace

DESK = ("coordinator", "city_officer")


def _held(workspace: Workspace, on: datetime.date, roles: Collection[str]) -> Q:
    return Q(workspace=workspace, role__in=roles, from_on__lte=on) & (
        Q(to_on=None) | Q(to_on__gte=on)
    )


def accounts_by_party(
    workspace: Workspace, parties: Collection[int], role: str
) -> Mapping[int, list[int]]:
    """Return the accounts that stand for each party today, by its key; one query."""
    found: dict[int, list[int]] = defaultdict(list)
    posts = Post.objects.filter(
        _held(workspace, workspace.today(), (role,)), organisation__in=set(parties)
    )
    for party, user in posts.values_list("organisation", "user").distinct():
        if party is not None:
            found[party].append(user)
    return found


def desk_accounts(workspace: Workspace, division: int | None) -> list[int]:
    """Return the accounts of those who look after growers of a division today; one query."""
    posts = Post.objects.filter(
        _held(workspace, workspace.today(), DESK), Q(division=None) | Q(division=division)
    )
    return list(posts.values_list("user", flat=True).distinct())
