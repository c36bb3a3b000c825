"""Puts on record what the sign-in library does with accounts."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as factor
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.audit import actions as audit


@receiver(account.user_logged_in)
def _signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    _record(request, user, "account.sign_in")


@receiver([account.password_set, account.password_changed, account.password_reset])
def _password_changed(request: HttpRequest, user: User, **_: Any) -> None:
    _record(request, user, "account.password_change")


@receiver(account.email_changed)
def _email_changed(request: HttpRequest, user: User, **_: Any) -> None:
    _record(request, user, "account.email_change")


@receiver(factor.authenticator_added)
def _factor_added(request: HttpRequest, user: User, authenticator: Any, **_: Any) -> None:
    _record(request, user, "account.factor_add", kind=str(authenticator.type))


@receiver(factor.authenticator_removed)
def _factor_removed(request: HttpRequest, user: User, authenticator: Any, **_: Any) -> None:
    _record(request, user, "account.factor_remove", kind=str(authenticator.type))


@receiver(factor.authenticator_reset)
def _factor_reset(request: HttpRequest, user: User, authenticator: Any, **_: Any) -> None:
    _record(request, user, "account.factor_reset", kind=str(authenticator.type))


@transaction.atomic  # of its own: the library has made its change by now
def _record(request: HttpRequest, user: User, action: str, **details: Any) -> None:
    workspace = request.workspace  # type: ignore[attr-defined]
    audit.record(Actor(workspace, user.pk, str(user)), action, user, **details)
