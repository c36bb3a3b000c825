"""Where one can go from the workbench: by what the actor may do, never a dead link."""

from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import get_script_prefix, reverse

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import queries as notices
from yuandu.site.entries import Entry, city, company


def entries(request: HttpRequest, actor: Actor) -> list[dict[str, Any]]:
    """Return the frame's navigation for `actor`, with the number of unread notices.

    A view that has counted them anyway says so by `unread` on its request.
    """
    unread = getattr(request, "unread", None)
    if unread is None:
        unread = notices.unread(actor) if actor.user_id else 0
    shown = [entry for entry in _of(actor) if entry.who(actor)]
    here = _here(request.path, [*shown, *(child for entry in shown for child in entry.children)])
    return [
        _told(entry, here, actor) | {"count": unread if entry.icon == "inbox" else 0}
        for entry in shown
    ]


def _of(actor: Actor) -> tuple[Entry, ...]:
    return company.ENTRIES if actor.workspace.kind == "company" else city.ENTRIES


@lru_cache(maxsize=4096)
def _address(route: str, prefix: str) -> str:
    """Return where a route leads in the workspace whose addresses begin with `prefix`."""
    return reverse(route)


def _here(path: str, listed: list[Entry]) -> str:
    """Return the listed address under which `path` stands: the longest that it begins with."""
    addresses = (_address(entry.route, get_script_prefix()) for entry in listed)
    return max((each for each in addresses if path.startswith(each)), key=len, default="")


def _told(entry: Entry, here: str, actor: Actor) -> dict[str, Any]:
    url = _address(entry.route, get_script_prefix())
    children = [_told(child, here, actor) for child in entry.children if child.who(actor)]
    return {
        "title": entry.title,
        "url": url,
        "icon": entry.icon,
        "current": url == here or any(child["current"] for child in children),
        "children": children,
    }
