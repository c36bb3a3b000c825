"""Puts the actor on the request, and keeps the door: who asks, and may they come in here."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from yuandu.kernel.accounts import doors, sessions, tokens
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry import queries
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces import rooms


class ActorMiddleware:
    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        if request.workspace:
            request.actor = _actor(request)
        return self.get_response(request)

    def process_view(
        self, request: Request, view: doors.View, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Turn away who may not come in by the view's door."""
        door = doors.of(view)
        if not request.workspace:
            if door is doors.Door.OUTSIDE:
                return None
            raise Http404
        match = request.resolver_match
        if match and not rooms.is_open(match, request.workspace):
            raise Http404
        name = match.url_name if match else None
        if sessions.card_workspace(request) and not doors.opens_to_cards(view, name):
            raise Http404
        if doors.is_open(request, door, is_insider=request.actor.is_insider):
            return None
        if not request.actor.is_anonymous:
            raise Http404
        return _to_sign_in(request)


def _actor(request: Request) -> Actor:
    """Return who asks: by token, where one is sent; else by session; else nobody."""
    if tokens.sent(request):
        token = tokens.authenticate(request)
        request.user = token.user if token else AnonymousUser()
        scopes = frozenset(token.scopes) if token else None
        return queries.actor_for(request.user, request.workspace, scopes=scopes)
    by_card = sessions.card_workspace(request)
    if by_card and by_card != request.workspace.pk:
        request.user = AnonymousUser()
    return queries.actor_for(
        request.user,
        request.workspace,
        grant=sessions.grant(request),
        by_card=bool(by_card),
    )


def _page_before(request: Request) -> str:
    """Return the page whose form was sent; the form's own address may take no visits."""
    before = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(before, {request.get_host()}, request.is_secure()):
        return ""
    place = urlsplit(before)
    return f"{place.path}?{place.query}" if place.query else place.path


def _to_sign_in(request: Request) -> HttpResponse:
    sign_in = reverse("account_login")
    if request.htmx:
        return HttpResponseClientRedirect(sign_in)
    if request.method != "GET":
        text = _("You are not signed in, or no longer: what you sent was not saved. Send it again.")
        messages.warning(request, text)
        return redirect_to_login(_page_before(request), sign_in)
    return redirect_to_login(request.get_full_path(), sign_in)
