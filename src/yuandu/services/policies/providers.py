"""Facts that are not reported but known to higher rooms: titles, memberships.

A room above registers a function; whoever checks a party gets its facts with the reported
ones. A registered fact wins: it is known, the reported one is claimed.
"""

import datetime
from collections.abc import Callable, Collection, Mapping

from yuandu.kernel.workspaces.models import Workspace

# By party key, standing facts as `rules.read_facts` takes them.
type Known = Mapping[int, Mapping[str, object]]
type Provider = Callable[[Workspace, Collection[int], datetime.date], Known]

_registered: dict[str, Provider] = {}


def register(code: str, provider: Provider) -> None:
    """Have `provider` asked for facts, in a bounded number of queries for all parties."""
    _registered[code] = provider


def known(workspace: Workspace, parties: Collection[int], on: datetime.date) -> list[Known]:
    """Return what every provider knows of the parties on a day."""
    return [provider(workspace, parties, on) for provider in _registered.values()]
