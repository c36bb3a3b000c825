"""What the pages about accounts need beside their own."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def account(request: HttpRequest) -> dict[str, Any]:
    """Say whether mail is off, so that no page promises one."""
    # A refusal from before the sign-in is known has no user.
    return {"user": getattr(request, "user", None), "mail_is_off": settings.MAIL_IS_OFF}
