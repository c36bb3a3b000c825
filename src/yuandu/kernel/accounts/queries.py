"""Reads of accounts, cards, grants and tokens."""

import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from yuandu.kernel.accounts import access, permissions, tokens
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import Card, Grant, Token, User
from yuandu.kernel.workspaces.models import Workspace


def visible_to(actor: Actor) -> QuerySet[User]:
    """Return the accounts that `actor` sees: those at home here, for who looks after them."""
    if not actor.has(*permissions.READERS):
        return User.objects.none()
    cards = Card.objects.filter(user=OuterRef("pk"), workspace=actor.workspace, revoked_at=None)
    return (
        User.objects.filter(home=actor.workspace)
        .annotate(has_card=Exists(cards))
        .order_by("name", "username")
    )


def password_path(user: User) -> str:
    """Return the path by which `user` sets a password; it works once, for a few days."""
    keys = {
        "uidb36": user_pk_to_url_str(user),
        "key": default_token_generator.make_token(user),
    }
    return reverse("account_reset_password_from_key", kwargs=keys)


def get(actor: Actor, pk: int, *, to: str) -> User:
    return access.get_for(visible_to(actor), permissions.MAY, actor, to=to, pk=pk)


def card_in_use(user: User, workspace: Workspace) -> Card | None:
    return (
        Card.objects.filter(user=user, workspace=workspace, revoked_at=None)
        .select_related("issued_by")
        .first()
    )


def card_by_code(code: str, workspace: Workspace) -> Card | None:
    """Return the card whose QR code says `code`, unless it is void."""
    card = (
        Card.objects.filter(
            digest=tokens.digest(code), workspace=workspace, revoked_at=None, user__is_active=True
        )
        .select_related("user")
        .first()
    )
    if card and not card.pin and card.first_use_until < timezone.now():
        return None
    return card


def grants_by(user_id: int, workspace: Workspace) -> QuerySet[Grant]:
    """Return whom somebody lets act for them, the latest first."""
    return (
        Grant.objects.filter(person=user_id, workspace=workspace)
        .select_related("helper")
        .order_by("-pk")
    )


def grants_to(user_id: int, workspace: Workspace, on: datetime.date) -> QuerySet[Grant]:
    """Return for whom somebody may act on that day."""
    return (
        Grant.objects.filter(
            helper=user_id,
            workspace=workspace,
            revoked_at=None,
            from_on__lte=on,
            to_on__gte=on,
            person__is_active=True,
        )
        .select_related("person")
        .order_by("person__name")
    )


def helper_named(username: str, workspace: Workspace) -> User | None:
    return User.objects.filter(username=username, home=workspace, is_active=True).first()


def tokens_of(user_id: int, workspace: Workspace) -> QuerySet[Token]:
    return Token.objects.filter(user=user_id, workspace=workspace).order_by("-pk")


def has_personas(workspace: Workspace) -> bool:
    """Whether anybody may try the accounts of a workspace: of a sample city, never of a real one."""
    return workspace.is_sample and not settings.PRODUCTION


def personas(workspace: Workspace) -> QuerySet[User]:
    """Return the accounts of a sample city that anybody may try; of a real one, none."""
    return at_home(workspace.pk) if has_personas(workspace) else User.objects.none()


def at_home(workspace: int) -> QuerySet[User]:
    """Return the accounts that are a workspace's own."""
    return User.objects.filter(home=workspace, is_active=True).order_by("pk")
