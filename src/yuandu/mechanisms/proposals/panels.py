"""What rooms above show on a proposal's page: each registers how it makes its panel.

    panels.register(spread)

A function takes the actor and the proposal as it was read and returns the panel's context, which
names its `template`; None where it has nothing to show.
"""

from collections.abc import Callable
from typing import Any

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.proposals.models import Proposal

type Panel = Callable[[Actor, Proposal], dict[str, Any] | None]
PANELS: list[Panel] = []


def register(panel: Panel) -> None:
    PANELS.append(panel)


def of(actor: Actor, proposal: Proposal) -> list[dict[str, Any]]:
    """Return the panels that have something to show, in the order of registration."""
    made = [panel(actor, proposal) for panel in PANELS]
    return [each for each in made if each is not None]
