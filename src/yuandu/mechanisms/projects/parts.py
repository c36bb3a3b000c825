"""Parts of a project's page that rooms above it show: known by their addresses alone.

Each is fetched by the page itself and keeps its own rights; without script it is a link.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from yuandu.mechanisms.projects.models import Project


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the page.

    Attributes:
        title: What its heading and its link say.
        route: The name of its address, which takes the project's key.
    """

    title: object
    route: str


_registered: dict[str, Part] = {}


def register(title: object, route: str) -> None:
    """Show a part on every project's page, once the room above gets ready."""
    _registered[route] = Part(title, route)


def of(project: Project) -> Iterator[dict[str, object]]:
    """Yield the parts of a project's page: title and address."""
    for part in _registered.values():
        yield {"title": part.title, "url": reverse(part.route, args=[project.pk])}
