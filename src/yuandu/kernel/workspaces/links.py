"""Addresses inside a workspace: its slug is the first segment of the path."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.urls import get_script_prefix, reverse, set_script_prefix

from yuandu.kernel.workspaces.models import Workspace


@contextmanager
def inside(workspace: Workspace) -> Iterator[None]:
    """Let `reverse` and `{% url %}` answer for `workspace`, outside of a request."""
    before = get_script_prefix()
    set_script_prefix(f"/{workspace.slug}/")
    try:
        yield
    finally:
        set_script_prefix(before)


def url(workspace: Workspace, name: str, *args: object, **kwargs: object) -> str:
    """Return the path of view `name` in `workspace`."""
    with inside(workspace):
        return reverse(name, args=args or None, kwargs=kwargs or None)
