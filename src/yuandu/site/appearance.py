"""How a reader wants the pages to look."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from yuandu.kernel.accounts import doors
from yuandu.kernel.registry.requests import Request
from yuandu.site.templatetags.look import THEMES

A_YEAR = 365 * 24 * 60 * 60  # seconds


@doors.outside
@require_POST
def choose_theme(request: Request) -> HttpResponse:
    """Keep the chosen theme in a cookie; anything but light and dark follows the system."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = reverse("front")
    response = redirect(back)
    theme = request.POST.get("theme")
    if theme in THEMES:
        response.set_cookie(
            "theme",
            theme,
            max_age=A_YEAR,
            samesite="Lax",
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response
