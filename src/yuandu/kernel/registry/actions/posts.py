"""Giving and ending posts."""

import datetime

from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.accounts.roles import TITLES as ROLES
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.registry import rules
from yuandu.kernel.registry.models import Division, Party, Post
from yuandu.kernel.registry.refusals import (
    LastAdministrator,
    PostChanged,
    PostOverlaps,
    WrongPost,
)


@transaction.atomic
def appoint(
    *,
    by: Actor,
    user: User,
    role: str,
    from_on: datetime.date,
    to_on: datetime.date | None = None,
    organisation: Party | None = None,
    division: Division | None = None,
    title: str = "",
    phone: str = "",
) -> Post:
    """Give somebody a post from a day on; it gives rights between its days alone.

    Raises:
        WrongPost: the role is unknown or lacks what it is bound to, the days make no sense.
        PostOverlaps: the person holds this post in part of that time.
    """
    _check_post(role, from_on, to_on, organisation, division)
    # Two administrators may appoint at once: the person's row is what they wait for.
    User.objects.select_for_update().get(pk=user.pk)
    held = Post.objects.filter(
        workspace=by.workspace, user=user, role=role, organisation=organisation, division=division
    )
    term = rules.Term(from_on, to_on)
    if any(rules.overlap(term, rules.Term(each.from_on, each.to_on)) for each in held):
        raise PostOverlaps
    post = Post.objects.create(
        workspace=by.workspace,
        user=user,
        role=role,
        organisation=organisation,
        division=division,
        title=title.strip(),
        phone=phone.strip(),
        from_on=from_on,
        to_on=to_on,
    )
    audit.record(
        by,
        "post.appoint",
        post,
        user=user.pk,
        role=role,
        organisation=organisation.pk if organisation else None,
        division=division.pk if division else None,
        from_on=str(from_on),
        to_on=str(to_on) if to_on else None,
    )
    return post


@transaction.atomic
def change_phone(*, by: Actor, post: Post, phone: str) -> None:
    """Write down by which telephone whoever holds a post is reached; empty for none.

    Raises:
        PostChanged: somebody deleted the post meanwhile.
    """
    if not Post.objects.filter(pk=post.pk).update(phone=phone.strip()):
        raise PostChanged
    post.phone = phone.strip()
    audit.record(by, "post.change_phone", post, personal={"phone": post.phone})


def _check_post(
    role: str,
    from_on: datetime.date,
    to_on: datetime.date | None,
    organisation: Party | None,
    division: Division | None,
) -> None:
    if role not in ROLES:
        raise WrongPost("unknown-role")
    if role == "county_officer" and division is None:
        raise WrongPost("division-missing")
    if role == "owner" and (organisation is None or organisation.kind != "organisation"):
        raise WrongPost("organisation-missing")
    if to_on is not None and to_on < from_on:
        raise WrongPost("ends-before-it-starts")


@transaction.atomic
def end_post(*, by: Actor, post: Post, to_on: datetime.date) -> None:
    """Let a post end with a day, the last on which it counts.

    Raises:
        WrongPost: the day lies before the post's first.
        LastAdministrator: nobody would be left who can give posts.
        PostChanged: somebody changed the post meanwhile.
    """
    if to_on < post.from_on:
        raise WrongPost("ends-before-it-starts")
    if post.role == "administrator":
        _keep_one_administrator(by, post)
    unchanged = Post.objects.filter(pk=post.pk, to_on=post.to_on)
    if not unchanged.update(to_on=to_on):
        raise PostChanged
    post.to_on = to_on
    audit.record(by, "post.end", post, user=post.user_id, role=post.role, to_on=str(to_on))


def _keep_one_administrator(by: Actor, post: Post) -> None:
    """Refuse to end the last administrator's post.

    Every administrator's post without an end is locked, in one order, so that two who end
    each other's do so one after the other.
    """
    others = Post.objects.select_for_update(of=("self",)).filter(
        workspace=by.workspace, role="administrator", to_on=None, user__is_active=True
    )
    today = by.workspace.today()
    if not any(each.pk != post.pk and each.from_on <= today for each in others.order_by("pk")):
        raise LastAdministrator
