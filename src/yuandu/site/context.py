"""What every page's frame needs."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry import queries as registry
from yuandu.site import navigation


def _personas(actor: Actor | None) -> list[dict[str, Any]]:
    return registry.personas(actor) if actor and actor.workspace.is_sample else []


def _navigation(request: HttpRequest, actor: Actor | None) -> list[dict[str, Any]]:
    return navigation.entries(request, actor) if actor else []


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the workspace and the actor for templates; in a sample city its people."""
    workspace = getattr(request, "workspace", None)
    actor = getattr(request, "actor", None)
    return {
        "workspace": workspace,
        "actor": actor,
        "personas": SimpleLazyObject(partial(_personas, actor)),
        "persona_url": reverse("accounts:persona"),
        "nav": SimpleLazyObject(partial(_navigation, request, actor)),
    }
