"""Whom to tell: the accounts of a household, of a buyer, of those at the desk."""

import datetime
from collections.abc import Collection

from django.db.models import F, Q

from yuandu.kernel.registry.models import Party, Post
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.orders.permissions import COORDINATORS

DESK = ("coordinator", "city_officer")


def _held(workspace: Workspace, on: datetime.date, roles: Collection[str]) -> Q:
    return Q(workspace=workspace, role__in=roles, from_on__lte=on) & (
        Q(to_on=None) | Q(to_on__gte=on)
    )


def accounts_of(workspace: Workspace, party: Party, role: str) -> list[int]:
    """Return the accounts that stand for a party today; one query."""
    posts = Post.objects.filter(_held(workspace, workspace.today(), (role,)), organisation=party)
    return list(posts.values_list("user", flat=True).distinct())


def desk_accounts(workspace: Workspace, grower: Party) -> list[int]:
    """Return the accounts of those who look after a grower today; one query."""
    held = _held(workspace, workspace.today(), [role for role in COORDINATORS if role in DESK])
    posts = Post.objects.filter(held).filter(Q(division=None) | Q(division=grower.division_id))
    return list(posts.values_list("user", flat=True).distinct())


def phone_of_desk(workspace: Workspace, grower: Party) -> str:
    """Return a telephone of those who look after a grower; empty: none is on file."""
    held = _held(workspace, workspace.today(), DESK)
    posts = Post.objects.filter(held).filter(Q(division=None) | Q(division=grower.division_id))
    found = posts.exclude(phone="").order_by(F("division").asc(nulls_last=True), "-role", "pk")
    return found.values_list("phone", flat=True).first() or ""
