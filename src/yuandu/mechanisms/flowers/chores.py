"""What happens by itself once a day."""

from importlib import import_module

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import daily
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.flowers import bulletins, tallying
from yuandu.mechanisms.flowers.models import Quote


def register() -> None:
    """Put the room's chore on the day's round."""
    daily.register("flowers.tallies", add_up)
    daily.register("flowers.forecasts", foretell)
    daily.register("flowers.bulletins", tell)


def add_up(workspace: Workspace) -> None:
    """Work the price index and the state of the markets out anew, where there are quotes."""
    if Quote.objects.filter(workspace=workspace).exists():
        tallying.refresh_tallies(by=Actor.system(workspace))


def tell(workspace: Workspace) -> None:
    """Make the bulletin of the last whole week, where it is not there: on Mondays, or after one."""
    bulletins.make(by=Actor.system(workspace))


def foretell(workspace: Workspace) -> None:
    """Make the forecasts anew, where there is anything to foretell."""
    if Quote.objects.filter(workspace=workspace).exists():
        # By name: its libraries take seconds to load, which only this chore needs.
        refreshing = import_module("yuandu.mechanisms.flowers.refreshing")
        refreshing.refresh_forecasts(by=Actor.system(workspace))
