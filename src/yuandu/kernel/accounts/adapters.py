"""Where the sign-in library asks us: who may join, where to go afterwards, in which words.

No class is set up here that settings do not name; see the accounts' block there.
"""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.accounts import sessions
from yuandu.kernel.accounts.models import User
from yuandu.kernel.accounts.preferences import remember_language


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _(
            "User name and password do not go together. Check both, or ask for a new password."
        ),
        "email_password_mismatch": _(
            "E-mail and password do not go together. Check both, or ask for a new password."
        ),
        "too_many_login_attempts": _(
            "Too many wrong tries for this account. Wait five minutes, or ask for a new password."
        ),
        "account_inactive": _("This account is closed. Ask your administrator."),
        "invalid_password_reset": _(
            "This link has been used or is too old. Ask your administrator for a new one."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by administrators, see `actions.invite`."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return f"{get_script_prefix()}workbench/"

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return get_script_prefix()

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return f"{get_script_prefix()}me/"

    def format_email_subject(self, subject: str) -> str:
        return f"[{self.request.workspace.title}] {subject}"

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        sessions.came_in_full(request)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        remember_language(response, user)
        return response


class OpenIdAdapter(DefaultSocialAccountAdapter):
    """Sign-in through the city's identity provider: for people who have an account here."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of authenticator apps under the server's key."""

    def encrypt(self, text: str) -> str:
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _lock().decrypt(encrypted_text.encode()).decode()


def _lock() -> MultiFernet:
    """Encrypt under the present secret; read what earlier ones encrypted."""
    return MultiFernet(
        Fernet(
            base64.urlsafe_b64encode(hashlib.sha256(b"second factor" + secret.encode()).digest())
        )
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    )
