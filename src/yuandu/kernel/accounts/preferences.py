"""What an account remembers of how its owner likes to read."""

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import check_for_language

from yuandu.kernel.accounts.models import User


def remember_language(response: HttpResponse, user: User) -> None:
    """Let the next pages of this browser come in the language of the account."""
    if user.language and check_for_language(user.language):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            user.language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            path=settings.LANGUAGE_COOKIE_PATH,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
        )
