"""What people see instead of a page: too many tries, a form that came without its mark."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme


def too_many(request: HttpRequest) -> HttpResponse:
    """Say that there were too many tries, and for how long to wait."""
    response = render(request, "accounts/too_many.html", status=429)
    response["Retry-After"] = "60"
    return response


def without_mark(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that came without its CSRF token, or with an old one.

    Telephones restore pages whose cookies are gone. The card's page is shown afresh, to
    type the PIN once more; elsewhere a page says what happened and leads back.
    """
    if "/card/" in request.path:
        return redirect(f"{request.path}?again")
    back = request.META.get("HTTP_REFERER", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = ""
    return render(request, "accounts/without_mark.html", {"back": back}, status=403)
