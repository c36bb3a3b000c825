"""Finds the workspace in the first segment of the path.

The segment is taken off before Django looks for the view and becomes the script prefix,
so that views and links inside a workspace need not know of it.
"""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import set_script_prefix

from yuandu.kernel.workspaces.models import RESERVED, Workspace


def _names_a_workspace(segment: str) -> bool:
    """Whether it is not one of the few paths outside: reserved words, files, the root."""
    return bool(segment) and "." not in segment and segment not in RESERVED.split("|")


class ReadableMiddleware:
    """Refuses addresses with a zero byte, which neither file names nor the database hold."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("The address has a zero byte in it.")
        return self.get_response(request)


class WorkspaceMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        slug, _, rest = request.path_info.removeprefix("/").partition("/")
        workspace = None
        if _names_a_workspace(slug):
            workspace = get_object_or_404(Workspace, slug=slug)
            request.path_info = f"/{rest}"
            set_script_prefix(f"/{slug}/")
        request.workspace = workspace  # type: ignore[attr-defined]
        return self.get_response(request)
