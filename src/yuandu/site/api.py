"""The JSON API: every room's routers under one roof, one shape of error.

Addresses are inside a workspace: `/weifang/api/v1/projects/`. A router is whatever a
room's `api.py` calls `router`; its prefix is the room's name.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from yuandu.kernel.accounts.api import BearerToken, PageSession
from yuandu.kernel.workspaces.refusals import Refusal


def build() -> NinjaAPI:
    """Return the API with the routers of all installed rooms."""
    api = NinjaAPI(
        title="Yuandu",
        version="1",
        description="What the pages show and do, for programs. Paths follow a workspace: "
        "`/<workspace>/api/v1/…`.",
        docs_url=None,
        auth=[BearerToken(), PageSession()],
        urls_namespace="api",
        servers=[{"url": "/{workspace}", "variables": {"workspace": {"default": "weifang"}}}],
    )
    for app in apps.get_app_configs():
        if app.name.startswith("yuandu.") and find_spec(f"{app.name}.api"):
            module = import_module(f"{app.name}.api")
            if router := getattr(module, "router", None):
                api.add_router(f"/{app.label}", router, tags=[app.label])
    _answer_errors(api)
    return api


def _answer_errors(api: NinjaAPI) -> None:
    """Give every error one shape: a stable code, a sentence, the reasons."""

    def answer(
        request: HttpRequest, status: int, code: str, message: str, reasons: Any = ()
    ) -> HttpResponse:
        body = {"code": code, "message": message, "reasons": list(reasons)}
        return api.create_response(request, body, status=status)

    @api.exception_handler(Refusal)
    def refused(request: HttpRequest, error: Refusal) -> HttpResponse:
        return answer(request, error.status, error.code, error.sentence, error.reasons)

    @api.exception_handler(Http404)
    def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
        return answer(request, 404, "not-found", _("There is nothing here for you."))

    @api.exception_handler(PermissionDenied)
    def forbidden(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
        return answer(request, 403, "forbidden", _("Your post does not allow this."))

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        return answer(request, 401, "sign-in", _("Sign in or send a token."))

    @api.exception_handler(ValidationError)
    def ill_formed(request: HttpRequest, error: ValidationError) -> HttpResponse:
        reasons = [
            {
                "code": fault["type"],
                "where": ".".join(map(str, fault["loc"])),
                "message": fault["msg"],
            }
            for fault in error.errors
        ]
        return answer(request, 422, "ill-formed", _("Some values make no sense."), reasons)


api = build()
