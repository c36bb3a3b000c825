"""Finds the workspace in the first segment of the path.

The segment is taken off before Django looks for the view and becomes the script prefix,
so that views and links inside a workspace need not know of it.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import set_script_prefix

from yuandu.kernel.workspaces.models import RESERVED, Workspace


def _names_a_workspace(segment: str) -> bool:
    """Whether it is not one of the few paths outside: reserved words, files, the root."""
    return bool(segment) and "." not in segment and segment not in RESERVED.split("|")


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
