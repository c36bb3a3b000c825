"""Asks for the password again where the sign-in library wants it fresh."""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse


class FreshSignInMiddleware:
    """Leads back to the page whose form needed it.

    The library would keep the form and replay it afterwards, but looks its address up
    without knowing of workspaces, and finds nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, ReauthenticationRequired):
            return None
        methods = get_adapter(request).get_reauthentication_methods(request.user)
        ask = methods[0]["url"] if methods else reverse("account_login")
        return redirect_to_login(request.get_full_path(), ask)
