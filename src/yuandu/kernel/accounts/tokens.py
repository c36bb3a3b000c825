"""Secrets that are shown once and kept as digests: API tokens, the codes on cards."""

import datetime
import hashlib
import secrets

from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from yuandu.kernel.accounts.models import Token

API = "/api/"  # tokens open nothing else
_PREFIX = "yd_"
_USE_NOTED_EVERY = datetime.timedelta(minutes=1)


def new_token() -> str:
    """Return a new API token of 256 random bits."""
    return f"{_PREFIX}{secrets.token_urlsafe(32)}"


def new_card_code() -> str:
    """Return the secret of a new card: 128 random bits, short enough for a coarse QR code."""
    return secrets.token_urlsafe(16)


def new_pin() -> str:
    """Return six random digits."""
    return f"{secrets.randbelow(10**6):06}"


def digest(secret: str) -> str:
    """Return what is kept of a secret.

    A plain hash is enough where the secret is random and long; looking a digest up in an
    index tells an attacker nothing about the secret.
    """
    return hashlib.sha256(secret.encode()).hexdigest()


def hash_pin(pin: str) -> str:
    """Return `pin` as it is kept: slow to try, and useless without the server's key."""
    return make_password(_peppered(pin))


def pin_is(pin: str, hashed: str) -> bool:
    """Whether `hashed` was made of `pin`; takes as long either way."""
    return check_password(_peppered(pin), hashed)


def _peppered(pin: str) -> str:
    return salted_hmac("yuandu.accounts.pin", pin, algorithm="sha256").hexdigest()


def sent(request: HttpRequest) -> bool:
    """Whether the request comes with an API token, valid or not."""
    return request.path_info.startswith(API) and _bearer(request) is not None


def authenticate(request: HttpRequest) -> Token | None:
    """Return the valid token that the request carries for its workspace, with its owner."""
    bearer = _bearer(request)
    now = timezone.now()
    token = (
        Token.objects.filter(
            digest=digest(bearer or ""),
            workspace=request.workspace,  # type: ignore[attr-defined]
            revoked_at=None,
            expires_at__gt=now,
            user__is_active=True,
        )
        .select_related("user")
        .first()
    )
    if token and (token.last_used_at is None or now - token.last_used_at > _USE_NOTED_EVERY):
        Token.objects.filter(pk=token.pk).update(last_used_at=now)
    return token


def _bearer(request: HttpRequest) -> str | None:
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    return value.strip() if scheme.lower() == "bearer" else None
