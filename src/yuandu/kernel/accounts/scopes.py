"""What an API token may be allowed: to read or to write in one room's part of the API.

The part is the first segment of an operation's path, so that an operation nobody thought
of needs a scope too. Rooms give their part a title for the page where tokens are made.
"""

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

_SAFE = {"GET", "HEAD", "OPTIONS"}
_SEGMENT = 3  # "", "api", the version, the part
# The log's room lies below this one and cannot name itself here.
_titles: dict[str, str | Promise] = {"audit": gettext_lazy("Log of acts")}


def register(part: str, title: str | Promise) -> None:
    """Let tokens be made for `part` of the API, called `title`."""
    _titles[part] = title


def parts() -> Iterator[tuple[str, str]]:
    """Yield each part of the API with its title, by name."""
    for part in sorted(_titles):
        yield part, str(_titles[part])


def known() -> frozenset[str]:
    """Return every scope a token can have."""
    return frozenset(f"{part}:{verb}" for part in _titles for verb in ("read", "write"))


def needed(method: str, path: str) -> str:
    """Return the scope that an operation needs.

    Args:
        method: of HTTP.
        path: inside the workspace: "/api/v1/projects/12/moves/".
    """
    part = path.split("/")[_SEGMENT]
    return f"{part}:{'read' if method in _SAFE else 'write'}"
