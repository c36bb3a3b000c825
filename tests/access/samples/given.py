"""An object for every address that names one: what stands in the path, and what is sent.

Made once for the whole matrix; each request is undone after it was answered.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.registry import queries as registry_queries
from yuandu.kernel.workspaces.models import Workspace


@dataclass(frozen=True)
class World:
    """Weifang and a company, and everybody in them."""

    weifang: Workspace
    people: Mapping[str, User]
    system: Actor
    company: Workspace
    staff: Mapping[str, User]

    @property
    def company_system(self) -> Actor:
        return Actor.system(self.company)


@dataclass(frozen=True)
class Given:
    """What a request needs: values in its path, a query, a body, made anew where it is used up."""

    path: Mapping[str, Any] = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)
    data: Any = None
    as_json: bool = False


_PLACE = re.compile(r"<(?:[\w-]+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^)]*\))*\)")


def address(line: str, given: Given) -> str:
    """Return the path of a line of the table, with the values of a sample."""
    route = line.partition(" ")[2]
    path = _PLACE.sub(lambda place: str(given.path[place[1] or place[2]]), route)
    return "/" + path.replace("^", "").replace("$", "")


type Sample = Callable[[World], Given]
SAMPLES: dict[str, Sample] = {}


def sample(make: Sample) -> Sample:
    assert make.__name__ not in SAMPLES, f"two samples are called {make.__name__}"
    SAMPLES[make.__name__] = make
    return make


def acting(world: World, persona: str) -> Actor:
    return registry_queries.actor_for(world.people[persona], world.weifang)


def acting_in_company(world: World, persona: str) -> Actor:
    return registry_queries.actor_for(world.staff[persona], world.company)


def in_json(path: Mapping[str, Any] | None = None, **data: Any) -> Given:
    return Given(path or {}, data=data, as_json=True)
