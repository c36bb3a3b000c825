"""What the pages about accounts need beside their own."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def account(request: HttpRequest) -> dict[str, Any]:
    """Say whether mail is off, so that no page promises one."""
    return {"user": request.user, "mail_is_off": settings.MAIL_IS_OFF}
