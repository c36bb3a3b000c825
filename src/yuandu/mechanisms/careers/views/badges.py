"""Badges: asked for by who holds them, checked by anybody with the link."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.accounts import doors
from yuandu.kernel.registry.pages import frame, one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.careers import actions, permissions, places, queries, signing
from yuandu.mechanisms.careers.forms_training import ConsentForm, NameForm, RevokeForm
from yuandu.mechanisms.careers.models import Badge
from yuandu.mechanisms.careers.rules import credentials
from yuandu.mechanisms.workforce import queries as workforce

JWT, JSON = "application/vc+jwt", "application/ld+json"


@require_GET
def mine(request: Request) -> HttpResponse:
    """List the reader's badges, and what a badge may be asked for."""
    oneself = workforce.oneself(request.actor)
    context = {
        "title": _("My badges"),
        "badges": queries.badges_visible_to(request.actor).filter(worker=oneself),
        "trainings": queries.trainings_without_badge(oneself) if oneself else (),
        "positions": queries.positions_without_badge(oneself) if oneself else (),
        "may": {"keep": permissions.keeps(request.actor)},
    }
    return render(request, "careers/badges.html", context)


@require_http_methods(["GET", "POST"])
def ask_for_class(request: Request, pk: int) -> HttpResponse:
    """Ask for the badge of a class one has passed."""
    found = queries.trainee(request.actor, pk, to="log")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        made = actions.issue_for_class(by=request.actor, trainee=found, **given)
        return _("The badge is signed."), made.get_absolute_url()

    return _ask(request, act)


@require_http_methods(["GET", "POST"])
def ask_for_rung(request: Request, pk: int) -> HttpResponse:
    """Ask for the badge of a rung that was recognised."""
    found = queries.position(request.actor, pk)
    if not permissions.is_oneself(request.actor, found.worker):
        raise PermissionDenied

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        made = actions.issue_for_rung(by=request.actor, position=found, **given)
        return _("The badge is signed."), made.get_absolute_url()

    return _ask(request, act)


def _ask(request: Request, act: Any) -> HttpResponse:
    return one_form(
        request,
        _("Ask for a badge"),
        ConsentForm(*sent(request)),
        act,
        [{"title": _("My badges"), "url": reverse("careers:badges")}],
        template="careers/ask_badge.html",
    )


@require_http_methods(["GET", "POST"])
def revoke(request: Request, token: uuid.UUID) -> HttpResponse:
    """Revoke a badge."""
    found = queries.badge(request.actor, token, to="revoke")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.revoke_badge(by=request.actor, badge=found, **given)
        return _("The badge is revoked."), found.get_absolute_url()

    way = [{"title": found.name, "url": found.get_absolute_url()}]
    return one_form(request, _("Revoke a badge"), RevokeForm(*sent(request)), act, way)


@require_http_methods(["GET", "POST"])
def keys(request: Request) -> HttpResponse:
    """Show the keys that sign badges; renew the one that signs now."""
    if not permissions.keeps(request.actor):
        raise PermissionDenied
    if request.method == "POST":
        actions.renew_key(by=request.actor)
        messages.success(request, _("Badges are signed with a new key from now on."))
        return redirect("careers:keys")
    context = {
        "title": _("Keys that sign badges"),
        "crumbs": [{"title": _("My badges"), "url": reverse("careers:badges")}],
        "keys": queries.keys(request.actor),
    }
    return render(request, "careers/keys.html", context)


@doors.public
@require_http_methods(["GET", "POST"])
def badge(request: Request, token: uuid.UUID) -> HttpResponse:
    """Check a badge: who signed it, whether it holds, and if asked whether it is somebody's."""
    found = queries.badge_by_link(request.workspace, token)
    said = signing.verified(found.jwt, found.key.public)
    # Sent in a body, so that no log of addresses holds a name.
    form = NameForm(*sent(request))
    name = form.cleaned_data["name"] if request.method == "POST" and form.is_valid() else ""
    context = {
        "frame": frame(request),
        "title": found.name,
        "badge": found,
        "is_good": said is not None and credentials.agrees(said) and found.revoked_on is None,
        "is_signed": said is not None and credentials.agrees(said),
        "achievement": said["credentialSubject"]["achievement"] if said else None,
        "credential_url": places.addresses(request.workspace, token, found.key.token).credential,
        "form": form,
        "name": name,
        "is_theirs": bool(said and name and credentials.is_of(said, name)),
        "may": {"revoke": permissions.MAY_BADGE["revoke"](request.actor, found)},
    }
    return render(request, "careers/badge.html", context)


@doors.public
@require_GET
def credential(request: Request, token: uuid.UUID) -> HttpResponse:
    """Give the signed credential to who has the link; a revoked one is gone."""
    found = queries.badge_by_link(request.workspace, token)
    if found.revoked_on is not None:
        return HttpResponse(status=410)
    return HttpResponse(found.jwt, content_type=JWT)


@doors.public
@require_GET
def status(request: Request, token: uuid.UUID) -> JsonResponse:
    """Tell programs whether a badge is revoked, as 1EdTechRevocationList."""
    found = queries.badge_by_link(request.workspace, token)
    addresses = places.addresses(request.workspace, token, found.key.token)
    return JsonResponse(
        {
            "id": addresses.status,
            "issuer": addresses.issuer,
            "revokedCredential": _revoked(found, addresses.credential),
        }
    )


def _revoked(found: Badge, address: str) -> list[dict[str, Any]]:
    if found.revoked_on is None:
        return []
    return [{"id": address, "revoked": True, "revocationReason": found.revoked_for}]


@doors.public
@require_GET
def issuer(request: Request) -> HttpResponse:
    """Tell who issues the company's badges; nothing before there are any."""
    if not queries.issues_badges(request.workspace):
        raise Http404
    said = credentials.profile(places.issuer(request.workspace), request.workspace.name)
    return JsonResponse({"@context": list(credentials.CONTEXT)} | said, content_type=JSON)


@doors.public
@require_GET
def key(request: Request, token: uuid.UUID) -> JsonResponse:
    """Give a public key with which the company signs, or signed, as a JWK."""
    found = queries.key_by_link(request.workspace, token)
    return JsonResponse(found.public | {"kid": places.key(request.workspace, token)})
