"""One's own account: where each thing about it is changed; the language; the persona."""

from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import get_script_prefix
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import i18n
from django.views.decorators.http import require_GET, require_POST

from yuandu.kernel.accounts import actions, doors, queries, roles, sessions
from yuandu.kernel.accounts.preferences import remember_language
from yuandu.kernel.accounts.views.requests import Request

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@doors.signed_in
@require_GET
def me(request: Request) -> HttpResponse:
    """Show whom the reader is signed in as, and the ways to change it."""
    return render(
        request,
        "accounts/me.html",
        {
            "posts": [roles.title(post.role) for post in request.actor.posts],
            "by_card": bool(sessions.card_workspace(request)),
        },
    )


@doors.outside
@require_POST
def set_language(request: Request) -> HttpResponse:
    """Read on in the chosen language; somebody signed in keeps it for next time."""
    response = i18n.set_language(request)
    language = request.POST.get("language", "")
    if request.workspace and request.user.is_authenticated and response.cookies:
        actions.choose_language(by=request.actor, user=request.user, language=language)
    return response


@doors.public
@require_POST
def become(request: Request) -> HttpResponse:
    """See a sample city as one of its people. Elsewhere there is no such address."""
    persona = get_object_or_404(
        queries.personas(request.workspace), username=request.POST.get("persona", "")
    )
    login(request, persona, backend=BACKEND)
    goal = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(goal, allowed_hosts=None):
        goal = f"{get_script_prefix()}workbench/"
    response = redirect(goal)
    remember_language(response, persona)
    return response
